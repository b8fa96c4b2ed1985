"""``load_demo``: where it runs, in what order, with which moment."""

from datetime import UTC, datetime
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from network.demo import loading
from network.demo.loading import loaders
from network.demo.world import World
from network.management.commands.load_demo import parse_now


def test_it_refuses_outside_the_demonstration(settings):
    settings.DEMO_MODE = False
    with pytest.raises(CommandError, match=r"network\.settings\.demo only"):
        call_command("load_demo")


def test_people_come_first_and_questions_late():
    labels = [label for label, _ in loaders()]
    assert labels[0] == "members"
    assert labels.index("askexpert") > labels.index("resources")
    assert labels.index("notifications") > labels.index("askexpert")


@pytest.mark.django_db
def test_each_app_is_loaded_with_one_world_and_a_line_is_printed(monkeypatch):
    seen = []

    def module(name):
        return SimpleNamespace(load=lambda world: seen.append((name, world.now, world.rng)))

    monkeypatch.setattr(
        loading, "loaders", lambda: [("one", module("one")), ("two", module("two"))]
    )
    out = StringIO()
    call_command("load_demo", now="2026-11-20T09:00:00Z", stdout=out)
    moment = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    assert [(name, now) for name, now, _ in seen] == [("one", moment), ("two", moment)]
    assert seen[0][2] is seen[1][2]
    lines = out.getvalue().splitlines()
    assert [line.split()[0] for line in lines[1:3]] == ["one", "two"]


def test_a_moment_that_is_none_is_refused():
    with pytest.raises(CommandError, match="wants a date and time"):
        parse_now("tomorrow")
    with pytest.raises(CommandError, match="wants a date and time"):
        parse_now("2026-13-40T00:00")


def test_a_moment_without_zone_is_local():
    assert parse_now("2026-07-01T10:00") == datetime(2026, 7, 1, 9, 0, tzinfo=UTC)


def test_a_world_is_quiet_unless_told(capsys):
    World(now=datetime(2026, 11, 20, tzinfo=UTC)).say("Hello")
    assert capsys.readouterr().out == ""
