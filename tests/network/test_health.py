"""The two probes: one says that the process answers, the other that it can do its work."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from network import views
from network.notifications.models import EmailState, Message

WELL = {"database": "ok", "cache": "ok", "migrations": "ok", "outbox": "ok"}


def waiting_message(minutes: int, **fields) -> Message:
    """A message whose e-mail should have left this many minutes ago."""
    moment = timezone.now() - timedelta(minutes=minutes)
    return Message.objects.create(
        key=f"test:{minutes}",
        kind="test",
        to_address="somebody@people.example",
        in_site=False,
        subject="A message",
        created_at=moment,
        send_at=moment,
        **fields,
    )


def test_healthz_answers_without_a_database(client):
    # No database mark: pytest-django fails this test at the first query.
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_healthz_is_never_cached(client):
    assert "no-store" in client.get("/healthz").headers["Cache-Control"]


@pytest.mark.django_db
def test_ready_names_each_part_when_all_is_well(client):
    response = client.get("/healthz/ready")
    assert (response.status_code, response.json()) == (200, {"status": "ok", "parts": WELL})


@pytest.mark.django_db
def test_ready_notices_a_database_that_does_not_answer(client, monkeypatch):
    def refuse():
        raise OperationalError("connection to 10.1.2.3 refused for user network")

    monkeypatch.setattr(connection, "cursor", refuse)
    response = client.get("/healthz/ready")
    assert response.status_code == 503
    assert response.json() == {
        "status": "not ready",
        "parts": {
            "database": "failing",
            "cache": "ok",
            "migrations": "failing",
            "outbox": "failing",
        },
    }


@pytest.mark.django_db
def test_ready_notices_migrations_that_wait(client, monkeypatch):
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda self, targets: ["one"])
    response = client.get("/healthz/ready")
    assert response.status_code == 503
    assert response.json()["parts"] == {**WELL, "migrations": "failing", "outbox": "failing"}


@pytest.mark.django_db
@pytest.mark.parametrize("step", ["set", "get"])
def test_ready_notices_a_cache_that_fails(client, monkeypatch, step):
    class BrokenCache:
        def set(self, *args):
            if step == "set":
                raise ConnectionError

        def get(self, *args):
            raise ConnectionError

    monkeypatch.setattr(views, "cache", BrokenCache())
    response = client.get("/healthz/ready")
    assert response.status_code == 503
    assert response.json()["parts"] == {**WELL, "cache": "failing"}


@pytest.mark.django_db
def test_ready_notices_mail_that_nobody_sends(client):
    waiting_message(16)
    response = client.get("/healthz/ready")
    assert response.status_code == 503
    assert response.json()["parts"] == {**WELL, "outbox": "failing"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("minutes", "fields"),
    [
        (14, {}),
        # Tried and put off: the mail server is at fault, not this process.
        (60, {"attempts": 3}),
        (60, {"email_state": EmailState.PARKED}),
    ],
)
def test_ready_bears_with_mail_that_is_being_dealt_with(client, minutes, fields):
    waiting_message(minutes, **fields)
    assert client.get("/healthz/ready").json()["parts"] == WELL


@pytest.mark.django_db
def test_ready_tells_outsiders_nothing_but_states(client, monkeypatch):
    def refuse():
        raise OperationalError("connection to 10.1.2.3 refused for user network")

    monkeypatch.setattr(connection, "cursor", refuse)
    assert "10.1.2.3" not in client.get("/healthz/ready").text


def test_probes_refuse_to_be_posted_to(client):
    assert client.post("/healthz").status_code == 405
