"""Two real processes deliver one outbox; one of them is killed while the server thinks.

Each test works on a copy of the test database, which the processes share: a file on SQLite, a
database made from it as a template on PostgreSQL. So nothing of it reaches another test.
"""

import os
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection, connections

from network.notifications.delivery import CLAIM
from network.notifications.models import EmailState, Message
from tests.network.notifications.mail_servers import Mailbox, running

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[3]
WORKER = "tests.network.notifications.outbox_worker"
PATIENCE = 60  # seconds for a process on a busy machine


@pytest.fixture
def shared(db, tmp_path):
    """The address of a database that several processes can open; here it stands for the test's."""
    original = connections["default"]
    made = _sqlite_copy(tmp_path) if connection.vendor == "sqlite" else _postgresql_copy()
    with made as (url, name):
        copy = original.copy()
        copy.settings_dict["NAME"] = name
        connections["default"] = copy
        try:
            yield url
        finally:
            copy.close()
            connections["default"] = original


@contextmanager
def _sqlite_copy(folder: Path):
    path = folder / "outbox.sqlite3"
    # Not by backup(), which waits for the end of the test's own transaction for ever.
    path.write_bytes(connection.connection.serialize())
    yield f"sqlite:///{path}", str(path)


@contextmanager
def _postgresql_copy():
    import psycopg2

    template = connection.settings_dict["NAME"]
    name = f"{template}_outbox"
    parameters = {**connection.get_connection_params(), "dbname": "postgres"}
    parameters.pop("cursor_factory", None)
    # A database with open connections cannot be a template. Django takes this for the end of the
    # test's own transaction.
    connection.close()
    server = psycopg2.connect(**parameters)
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}")
        yield urlunsplit(url), name
    finally:
        with server.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.close()


def fill(count: int) -> None:
    Message.objects.bulk_create(
        Message(
            key=f"test:{number}",
            kind="account_test",
            to_address=f"person{number:02}@people.example",
            in_site=False,
            subject="Something has happened",
            body="Sign in to read more.",
            created_at=NOW,
            send_at=NOW,
        )
        for number in range(count)
    )


def start_worker(url: str, port: int, now: datetime) -> subprocess.Popen:
    """Start a worker, which gets ready and waits for :func:`go`."""
    return subprocess.Popen(
        [sys.executable, "-m", WORKER, str(port), now.isoformat()],
        cwd=ROOT,
        env={
            **os.environ,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "network.settings.test",
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def go(*workers: subprocess.Popen) -> None:
    """Let workers begin, all at once, when the last of them is ready."""
    for worker in workers:
        assert worker.stdout.readline() == "ready\n"
    for worker in workers:
        worker.stdin.write("go\n")
        worker.stdin.flush()


def result(worker: subprocess.Popen) -> int:
    out, _ = worker.communicate(timeout=PATIENCE)
    assert worker.returncode == 0
    return int(out)


def end(*workers: subprocess.Popen) -> None:
    for worker in workers:
        if worker.poll() is None:
            worker.kill()
        worker.communicate()


def states() -> list[str]:
    return sorted(Message.objects.values_list("email_state", flat=True))


def test_two_workers_send_each_message_exactly_once(shared):
    fill(40)
    mailbox = Mailbox()
    with running(mailbox) as port:
        workers = [start_worker(shared, port, NOW) for _ in range(2)]
        try:
            go(*workers)
            sent = [result(worker) for worker in workers]
        finally:
            end(*workers)
    assert sum(sent) == 40
    assert len(mailbox.copies) == 40
    assert set(mailbox.copies.values()) == {1}
    assert states() == [EmailState.SENT] * 40


def test_a_worker_killed_while_the_server_thinks_loses_nothing(shared):
    """The server has the words of the third message and has not answered when the worker dies."""
    fill(6)
    mailbox = Mailbox()
    mailbox.hold = {"person02"}
    with running(mailbox) as port:
        after_the_claim = NOW + CLAIM + timedelta(seconds=1)
        workers = [start_worker(shared, port, now) for now in (NOW, NOW, after_the_claim)]
        try:
            go(workers[0])
            assert mailbox.holding.wait(PATIENCE)
            workers[0].kill()  # SIGKILL
            workers[0].wait(PATIENCE)
            mailbox.let_go.set()
            acknowledged = list(mailbox.received)

            go(workers[1])
            assert result(workers[1]) == 3
            assert states().count(EmailState.PENDING) == 1  # still claimed by the dead worker

            go(workers[2])
            assert result(workers[2]) == 1
        finally:
            end(*workers)
    assert len(acknowledged) == 2
    assert len(mailbox.copies) == 6
    assert set(mailbox.copies.values()) == {1}
    assert states() == [EmailState.SENT] * 6
