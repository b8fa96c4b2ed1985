"""What a safeguarding lead decides on a file that was held back, and who is told of it.

Every copy of the same content that waits is decided with it, whoever chose it.
"""

from datetime import datetime

from django.db import transaction

from network.media.documents import store_admitted
from network.media.held.holding import forget_file
from network.media.held.known import WITHHELD, waiting_with
from network.media.held.telling import tell
from network.media.models import HeldFile, HeldState, SiteDocument
from network.members.roles import is_safeguarding_lead
from network.safeguarding.files import UploadRefused, admit_as_decided


class MayNotDecide(Exception):  # noqa: N818 -- a verdict, not a fault
    """``words`` say why a file stays where it is."""

    def __init__(self, words: str) -> None:
        self.words = words
        super().__init__(words)


@transaction.atomic
def release(*, row: HeldFile, actor, note: str, now: datetime) -> SiteDocument:
    """Store a file after all: a safeguarding lead found that nobody can be recognised by it.

    In order: only a lead, never for a file of their own, only what is still held, and only through
    the rest of the gate; then the bytes without properties are stored, those that were held are
    deleted, and whoever chose it is told. From now on the gate lets the same content in
    (:mod:`network.media.held.known`).

    :raises MayNotDecide: in a sentence, when one of these does not hold.
    """
    row = _lock(row, actor, "release files")
    if row.name.startswith(WITHHELD):
        raise MayNotDecide("Its name identifies somebody. Ask for it under another name.")
    with row.file.open("rb") as file:
        try:
            admitted = admit_as_decided(file, filename=row.name)
        except UploadRefused as refusal:
            raise MayNotDecide(refusal.reason) from refusal
        document = store_admitted(admitted, file, name=row.name, title=row.name, user=actor)
    for each in waiting_with(row):
        each.state, each.document = HeldState.RELEASED, document
        _decide(each, actor=actor, note=note, now=now)
        tell(each, "held_file_released", now=now, document=document)
    return document


@transaction.atomic
def keep_back(*, row: HeldFile, actor, now: datetime) -> None:
    """Delete a file that somebody can be recognised by, and tell whoever chose it. In the order of
    :func:`release`; the same content is not held again.

    :raises MayNotDecide: in a sentence.
    """
    row = _lock(row, actor, "decide on files")
    for each in waiting_with(row):
        each.state = HeldState.REFUSED
        _decide(each, actor=actor, note="", now=now)
        tell(each, "held_file_kept", now=now)


def _lock(row: HeldFile, actor, verb: str) -> HeldFile:
    row = HeldFile.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if not is_safeguarding_lead(actor):
        raise MayNotDecide(f"Only safeguarding leads {verb}.")
    if actor.pk in {each.uploaded_by_id for each in waiting_with(row)}:
        raise MayNotDecide("Somebody else has to look at a file that you uploaded yourself.")
    if row.state != HeldState.HELD:
        raise MayNotDecide("This was decided already.")
    return row


def _decide(row: HeldFile, *, actor, note: str, now: datetime) -> None:
    row.decided_by, row.decided_at, row.note = actor, now, note
    forget_file(row)
    row.save()
