"""The verbs of a data copy: ask for it, make it in the background, let it go.

A copy is made by a background task, and by ``run_due`` where that task was lost. Whoever makes it
claims the row by a conditional update, so that it is made once; a claim whose worker died runs out
and the copy is made again.
"""

import hashlib
import logging
import tempfile
import uuid
from datetime import datetime, timedelta
from functools import partial

from django.contrib.auth import get_user_model
from django.core.files import File
from django.db import transaction
from django.db.models import F

from network.notifications.outbox import notify
from network.privacy.archive import write_archive
from network.privacy.models import CopyState, DataCopy
from network.privacy.tasks import make_data_copy

logger = logging.getLogger("network.privacy")

KEPT_FOR = timedelta(days=7)
SAME_COPY_WITHIN = timedelta(days=1)
# Longer than the largest copy takes, so that a claim ends only when its worker is gone.
CLAIM = timedelta(minutes=15)
MAX_ATTEMPTS = 5
FIRST_RETRY = timedelta(minutes=1)
CHUNK = 64 * 1024


@transaction.atomic
def ask_for_copy(*, user, now: datetime) -> DataCopy:
    """Ask for a copy of everything held about ``user``, to be made after the commit.

    The account's row is locked, so that two clicks are one request. A copy that is being made, or
    that was asked for within the last day and can be fetched, is returned instead of a new one.
    """
    get_user_model().objects.select_for_update().get(pk=user.pk)
    own = DataCopy.objects.filter(user=user)
    present = (
        own.filter(state=CopyState.WAITING).first()
        or own.fetchable(now).filter(requested_at__gt=now - SAME_COPY_WITHIN).first()
    )
    if present is not None:
        return present
    copy = DataCopy.objects.create(user=user, requested_at=now, try_at=now)
    transaction.on_commit(partial(make_data_copy.enqueue, copy.pk))
    return copy


def make_due_copies(*, now: datetime, limit: int = 20) -> int:
    """Make the copies that wait, oldest first; return how many were finished."""
    waiting = DataCopy.objects.to_make(now).order_by("requested_at", "pk")
    return sum(make_copy(pk, now=now) for pk in list(waiting.values_list("pk", flat=True)[:limit]))


def make_copy(copy_pk: int, *, now: datetime) -> bool:
    """Make one copy and tell its owner; return whether it is finished.

    In order: claim the row; remove what an attempt that died has left; name the file in the row,
    so that it is never unknown; write it; mark it as ready and put the message into the outbox,
    together. A failure removes the file and is tried again after 1, 2, 4 … minutes; after
    ``MAX_ATTEMPTS`` the copy is given up and its owner is told so. Runs outside a transaction,
    because it may take minutes.
    """
    claimed = (
        DataCopy.objects.to_make(now)
        .filter(pk=copy_pk)
        .update(claimed_until=now + CLAIM, attempts=F("attempts") + 1)
    )
    if not claimed:
        return False
    copy = DataCopy.objects.select_related("user").get(pk=copy_pk)
    _remove_file(copy)
    if copy.attempts > MAX_ATTEMPTS:
        _give_up(copy, now=now)
        return False
    copy.file.name = f"data-copies/{uuid.uuid4().hex}.zip"
    DataCopy.objects.filter(pk=copy.pk).update(file=copy.file.name)
    try:
        size, sha256 = _write(copy, now=now)
        return _finish(copy, size=size, sha256=sha256, now=now)
    except Exception as error:
        logger.exception("data copy not made", extra={"action": type(error).__name__})
        _remove_file(copy)
        if copy.attempts >= MAX_ATTEMPTS:
            _give_up(copy, now=now)
        else:
            DataCopy.objects.filter(pk=copy.pk, state=CopyState.WAITING).update(
                file="", claimed_until=None, try_at=now + FIRST_RETRY * 2 ** (copy.attempts - 1)
            )
        return False


def let_go(*, copy: DataCopy, now: datetime) -> None:
    """Make a copy unreachable from ``now`` on; ``run_due`` removes it with its file.

    A copy that is being made just now is removed when its worker's claim has ended.
    """
    copy.state = CopyState.FAILED if copy.state == CopyState.WAITING else copy.state
    copy.expires_at = max(now, copy.claimed_until or now)
    copy.save(update_fields=["state", "expires_at"])


def remove_now(pks: list[int]) -> int:
    """Delete copies that were let go with their files, at once; return how many. One that is being
    made just now stays for ``run_due``: its worker finds that nobody waits for it."""
    removed = 0
    for copy in DataCopy.objects.filter(pk__in=pks, claimed_until=None):
        _remove_file(copy)
        removed += copy.delete()[0]
    return removed


def remove_expired(copies, now: datetime) -> int:
    """Delete each copy's file, then its row; return how many. Safe to run twice at once."""
    removed = 0
    for copy in copies.order_by("pk"):
        _remove_file(copy)
        deleted, _ = DataCopy.objects.expired(now).filter(pk=copy.pk).delete()
        removed += deleted
    return removed


def _write(copy: DataCopy, *, now: datetime) -> tuple[int, str]:
    """Build the archive beside the storage and hand it over whole: its size and SHA-256.

    The temporary file has no name, so it is gone with its process.
    """
    with tempfile.TemporaryFile() as archive:
        write_archive(copy.user, archive, now=now)
        size = archive.tell()
        archive.seek(0)
        digest = hashlib.sha256()
        while chunk := archive.read(CHUNK):
            digest.update(chunk)
        archive.seek(0)
        copy.file.storage.save(copy.file.name, File(archive))
    return size, digest.hexdigest()


def _finish(copy: DataCopy, *, size: int, sha256: str, now: datetime) -> bool:
    """Mark as ready and tell; if somebody else has taken over meanwhile, drop our file."""
    with transaction.atomic():
        finished = DataCopy.objects.filter(
            pk=copy.pk, state=CopyState.WAITING, file=copy.file.name
        ).update(
            state=CopyState.READY,
            claimed_until=None,
            made_at=now,
            expires_at=now + KEPT_FOR,
            size=size,
            sha256=sha256,
        )
        if finished:
            _tell(copy, "data_copy_ready", now=now)
    if not finished:
        _remove_file(copy)
    return bool(finished)


def _give_up(copy: DataCopy, *, now: datetime) -> None:
    with transaction.atomic():
        given_up = DataCopy.objects.filter(pk=copy.pk, state=CopyState.WAITING).update(
            state=CopyState.FAILED, file="", claimed_until=None, expires_at=now + KEPT_FOR
        )
        if given_up:
            _tell(copy, "data_copy_failed", now=now)


def _tell(copy: DataCopy, kind: str, *, now: datetime) -> None:
    notify(recipient=copy.user, kind=kind, key=str(copy.public_id), url="/me/data/", now=now)


def _remove_file(copy: DataCopy) -> None:
    if copy.file:
        copy.file.storage.delete(copy.file.name)
