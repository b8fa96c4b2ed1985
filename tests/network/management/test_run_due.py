"""``run_due``: every app's due work, each guarded from the others."""

import contextlib
from datetime import UTC, datetime
from importlib import import_module
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from askexpert import due as questions
from network.management.commands import run_due
from network.notifications import due as outbox
from network.notifications.outbox import notify

MOMENT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def calls(monkeypatch):
    calls = []

    def record(name, result):
        def run_due(*, now):
            calls.append((name, now))
            if isinstance(result, Exception):
                raise result
            return result

        return run_due

    monkeypatch.setattr(outbox, "run_due", record("outbox", {"e-mails sent": 3}))
    monkeypatch.setattr(questions, "run_due", record("questions", ValueError("broken")))
    return calls


@pytest.mark.django_db
def test_one_failure_stops_nobody_and_is_reported(calls):
    out = StringIO()
    with pytest.raises(CommandError, match="These apps failed: askexpert"):
        call_command("run_due", now="2026-11-20T09:00:00Z", stdout=out)
    assert sorted(calls) == [("outbox", MOMENT), ("questions", MOMENT)]
    assert "notifications: e-mails sent: 3" in out.getvalue().splitlines()


@pytest.mark.django_db
def test_e_mail_comes_after_what_makes_it(calls):
    with contextlib.suppress(CommandError):
        call_command("run_due", now="2026-11-20T09:00:00Z", stdout=StringIO())
    assert [name for name, _ in calls] == ["questions", "outbox"]


def test_what_a_run_makes_leaves_in_the_same_run_and_once(member, mailoutbox, monkeypatch):
    """The test's transaction never commits, so nobody but the run itself sends."""

    def make_one(*, now):
        notify(recipient=member, kind="ask_received", key="one", url="/ask/mine/", now=now)

    monkeypatch.setattr(questions, "run_due", make_one)
    for _ in range(2):
        call_command("run_due", stdout=StringIO())
        assert [sent.to for sent in mailoutbox] == [[member.email]]


@pytest.mark.django_db
def test_an_app_that_cannot_be_imported_stops_no_other(calls, monkeypatch):
    def only_others(name):
        if name == "askexpert.due":
            raise ImportError(name)
        return import_module(name)

    monkeypatch.setattr(run_due, "import_module", only_others)
    with pytest.raises(CommandError, match="These apps failed: askexpert"):
        call_command("run_due", now="2026-11-20T09:00:00Z", stdout=StringIO())
    assert calls == [("outbox", MOMENT)]


def test_each_app_reads_the_clock_when_its_turn_comes(monkeypatch):
    moments = []
    apps = [SimpleNamespace(run_due=lambda *, now: moments.append(now)) for _ in range(2)]
    monkeypatch.setattr(run_due, "due_modules", lambda: ([("one", apps[0]), ("two", apps[1])], []))
    call_command("run_due", stdout=StringIO())
    assert moments[0] < moments[1]


@pytest.mark.django_db
def test_nothing_due_is_no_error():
    call_command("run_due", stdout=StringIO())
    call_command("run_due", stdout=StringIO())


def test_another_moment_is_refused_in_production(settings, calls):
    settings.DEMO_MODE = settings.DEBUG = False
    with pytest.raises(CommandError, match="development and the demonstration only"):
        call_command("run_due", now="2026-11-20T09:00:00Z")
    assert calls == []
