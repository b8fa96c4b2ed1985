"""Two real processes deliver one outbox; one of them is killed while the server thinks."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from network.notifications.delivery import CLAIM
from network.notifications.models import EmailState, Message
from tests.network.notifications.mail_servers import Mailbox, running

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[3]
WORKER = "tests.network.notifications.outbox_worker"
PATIENCE = 60  # seconds for a process on a busy machine


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
