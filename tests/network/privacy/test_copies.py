"""Data copies are made once, survive what goes wrong, and leave nothing behind."""

import errno
import hashlib
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.storage import FileSystemStorage

from network.notifications.models import Message
from network.privacy import copies, due
from network.privacy.models import CopyState, DataCopy

NOW = datetime(2026, 3, 10, 10, 0, tzinfo=UTC)


@pytest.fixture
def waiting(member):
    """A copy whose task was lost: nothing but ``run_due`` makes it."""
    return DataCopy.objects.create(user=member, requested_at=NOW, try_at=NOW)


def told(user) -> list[str]:
    return list(
        Message.objects.filter(recipient=user).order_by("pk").values_list("kind", flat=True)
    )


def fresh(copy: DataCopy) -> DataCopy:
    return DataCopy.objects.get(pk=copy.pk)


def disk_is_full(*args, **kwargs):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_asking_makes_the_copy_after_the_commit(
    member, django_capture_on_commit_callbacks, stored_copies
):
    with django_capture_on_commit_callbacks(execute=True):
        copies.ask_for_copy(user=member, now=NOW)
    copy = DataCopy.objects.get()
    assert (copy.state, copy.attempts, told(member)) == ("ready", 1, ["data_copy_ready"])
    assert copy.expires_at - copy.made_at == timedelta(days=7)
    with copy.file.open() as file:
        content = file.read()
    assert (copy.size, copy.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert stored_copies() == [copy.file.name.removeprefix("data-copies/")]


def test_asking_twice_is_one_request(member):
    assert copies.ask_for_copy(user=member, now=NOW) == copies.ask_for_copy(user=member, now=NOW)
    assert DataCopy.objects.count() == 1


def test_a_copy_of_today_is_given_again_and_an_older_one_is_not(member, waiting):
    copies.make_copy(waiting.pk, now=NOW)
    later = NOW + timedelta(hours=23)
    assert copies.ask_for_copy(user=member, now=later) == waiting
    assert copies.ask_for_copy(user=member, now=later + timedelta(hours=2)) != waiting


def test_a_copy_is_each_members_own(member, expert):
    ours = copies.ask_for_copy(user=member, now=NOW)
    theirs = copies.ask_for_copy(user=expert, now=NOW)
    assert (ours.user, theirs.user) == (member, expert)


def test_run_due_makes_what_a_lost_task_left(waiting):
    assert copies.make_due_copies(now=NOW) == 1
    assert copies.make_due_copies(now=NOW) == 0
    assert fresh(waiting).state == CopyState.READY


def test_a_copy_that_another_worker_makes_is_left_alone(waiting, stored_copies):
    DataCopy.objects.update(claimed_until=NOW + timedelta(minutes=1), attempts=1)
    assert copies.make_copy(waiting.pk, now=NOW) is False
    assert (fresh(waiting).attempts, stored_copies()) == (1, [])


def test_what_a_killed_worker_left_is_removed_and_the_copy_made(waiting, stored_copies):
    """SIGKILL leaves a claim, a name in the row, and perhaps half a file."""
    storage = DataCopy._meta.get_field("file").storage
    path = storage.path("data-copies/half.zip")
    with storage.open("data-copies/probe.zip", "wb") as file:
        file.write(b"x")
    storage.delete("data-copies/probe.zip")
    with open(path, "wb") as file:
        file.write(b"PK half")
    DataCopy.objects.update(
        claimed_until=NOW - timedelta(seconds=1), attempts=1, file="data-copies/half.zip"
    )
    assert copies.make_copy(waiting.pk, now=NOW) is True
    copy = fresh(waiting)
    assert stored_copies() == [copy.file.name.removeprefix("data-copies/")]
    assert (copy.attempts, zipfile.ZipFile(copy.file).testzip()) == (2, None)


def test_a_full_disk_leaves_no_file_and_is_tried_again(waiting, member, stored_copies, monkeypatch):
    def half(self, name, content):
        path = FileSystemStorage.path(self, name)
        with open(path, "wb") as file:
            file.write(content.read(10))
        disk_is_full()

    copies.make_due_copies(now=NOW)
    DataCopy.objects.update(state="waiting", file="", attempts=0, made_at=None, expires_at=None)
    before = stored_copies()
    with monkeypatch.context() as patch:
        patch.setattr(FileSystemStorage, "_save", half)
        assert copies.make_copy(waiting.pk, now=NOW) is False
    copy = fresh(waiting)
    assert (copy.state, copy.file.name, stored_copies()) == ("waiting", "", before)
    assert copies.make_copy(waiting.pk, now=NOW) is False
    assert copies.make_copy(waiting.pk, now=NOW + timedelta(minutes=1)) is True


def test_no_room_for_temporary_files_is_a_failure_like_any_other(waiting, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("tempfile.TemporaryFile", disk_is_full)
        assert copies.make_copy(waiting.pk, now=NOW) is False
    assert (fresh(waiting).state, fresh(waiting).file.name) == ("waiting", "")


def test_a_copy_is_given_up_after_five_attempts_and_says_so(
    waiting, member, monkeypatch, stored_copies
):
    monkeypatch.setattr(copies, "write_archive", disk_is_full)
    moment = NOW
    for _ in range(8):
        copies.make_due_copies(now=moment)
        moment += timedelta(hours=1)
    copy = fresh(waiting)
    assert (copy.state, copy.attempts, stored_copies()) == ("failed", 5, [])
    assert told(member) == ["data_copy_failed"]


def test_a_worker_killed_at_its_last_attempt_ends_in_an_honest_message(waiting, member):
    DataCopy.objects.update(attempts=5, claimed_until=NOW - timedelta(seconds=1))
    assert copies.make_copy(waiting.pk, now=NOW) is False
    assert (fresh(waiting).state, told(member)) == ("failed", ["data_copy_failed"])


def test_a_worker_that_was_overtaken_drops_its_file(waiting, member, monkeypatch, stored_copies):
    """Its claim ran out while it wrote; the row now names another worker's file."""
    real = copies.write_archive

    def slow(user, target, *, now):
        real(user, target, now=now)
        DataCopy.objects.filter(pk=waiting.pk).update(file="data-copies/theirs.zip")

    monkeypatch.setattr(copies, "write_archive", slow)
    assert copies.make_copy(waiting.pk, now=NOW) is False
    assert (fresh(waiting).file.name, told(member), stored_copies()) == (
        "data-copies/theirs.zip",
        [],
        [],
    )


def test_after_seven_days_file_and_row_go(waiting, stored_copies):
    copies.make_copy(waiting.pk, now=NOW)
    due.run_due(now=NOW + timedelta(days=7) - timedelta(seconds=1))
    assert (DataCopy.objects.count(), len(stored_copies())) == (1, 1)
    due.run_due(now=NOW + timedelta(days=7))
    assert (DataCopy.objects.count(), stored_copies()) == (0, [])


def test_a_copy_being_made_for_somebody_who_leaves_never_becomes_ready(
    waiting, monkeypatch, stored_copies
):
    real = copies.write_archive

    def while_leaving(user, target, *, now):
        real(user, target, now=now)
        copies.let_go(copy=fresh(waiting), now=now)

    monkeypatch.setattr(copies, "write_archive", while_leaving)
    assert copies.make_copy(waiting.pk, now=NOW) is False
    assert (fresh(waiting).state, stored_copies()) == ("failed", [])
    assert fresh(waiting).expires_at == NOW + copies.CLAIM
