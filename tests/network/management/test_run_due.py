"""``run_due``: every app's due work, each guarded from the others."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from askexpert import due as questions
from network.notifications import due as outbox

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
def test_nothing_due_is_no_error():
    call_command("run_due", stdout=StringIO())
    call_command("run_due", stdout=StringIO())


def test_another_moment_is_refused_in_production(settings, calls):
    settings.DEMO_MODE = settings.DEBUG = False
    with pytest.raises(CommandError, match="development and the demonstration only"):
        call_command("run_due", now="2026-11-20T09:00:00Z")
    assert calls == []
