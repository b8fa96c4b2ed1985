"""Note a refusal, and release or delete what was held back."""

import hashlib
from datetime import datetime
from typing import BinaryIO

from django.core.files import File
from django.db import transaction

from network.media.documents import store_admitted
from network.media.models import HeldFile, HeldState, SiteDocument
from network.members.roles import is_safeguarding_lead
from network.safeguarding.files import (
    UNCHECKED,
    Finding,
    IdentifiesSomebody,
    UploadRefused,
    admit_as_decided,
    clean_name,
    look_inside,
)

KINDS_IN_WORDS = {
    "name": "a name",
    "dob": "a date of birth",
    "nhs": "an NHS number",
    "upn": "a pupil number",
    "nino": "a National Insurance number",
    "postcode": "a postcode",
    "address": "an address",
    "phone": "a telephone number",
    "email": "an e-mail address",
    "handle": "an account name",
    "caseref": "a case reference",
    "school": "a school",
    "vehicle": "a number plate",
    "unread": "more words than are read",
}


class MayNotRelease(Exception):  # noqa: N818 -- a verdict, not a fault
    """``words`` say why a file stays where it is."""

    def __init__(self, words: str) -> None:
        self.words = words
        super().__init__(words)


def hold(
    file: BinaryIO, *, filename: str, refusal: UploadRefused, user, now: datetime
) -> HeldFile | None:
    """Note that a file was not let in; keep its bytes only where it identifies somebody. One that
    the site could not check is not noted: nothing was found out about it.

    ``file`` stands at its beginning afterwards.
    """
    if refusal.code == UNCHECKED:
        return None
    identifies = isinstance(refusal, IdentifiesSomebody)
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    size = file.tell()
    file.seek(0)
    row = HeldFile(
        name=name_of(filename, refusal),
        code=refusal.code[:30],
        reason=reason_of(refusal)[:500],
        sha256=digest,
        size=size,
        state=HeldState.HELD if identifies else HeldState.REFUSED,
        uploaded_by=user if user is not None and user.pk else None,
        held_at=now,
    )
    if identifies:
        row.file.save("held", File(file, name="held"), save=False)
        file.seek(0)
    row.save()
    return row


def name_of(filename: str, refusal: UploadRefused) -> str:
    """The name, unless it is what identifies somebody."""
    name = clean_name(filename)
    findings = getattr(refusal, "findings", ())
    if any(finding.place == "name" for finding in findings):
        return f"(name withheld).{name.rpartition('.')[2]}"
    return name


def reason_of(refusal: UploadRefused) -> str:
    """The refusal's words; of findings their kinds, never what was found."""
    if not isinstance(refusal, IdentifiesSomebody):
        return refusal.reason
    kinds = dict.fromkeys(
        f"{KINDS_IN_WORDS.get(finding.type, 'something')} "
        f"{'in its name' if finding.place == 'name' else 'inside'}"
        for finding in refusal.findings
    )
    return f"It identifies somebody: {', '.join(kinds)}."


def findings_of(row: HeldFile) -> list[Finding]:
    """What the screening marks in a file that is held: read anew, kept nowhere."""
    with row.file.open("rb") as file:
        return look_inside(file, filename=row.name)


@transaction.atomic
def release(*, row: HeldFile, actor, note: str, now: datetime) -> SiteDocument:
    """Store a file after all: a safeguarding lead found that nobody can be recognised by it.

    In order: only a lead, never for a file of their own, only what is still held, and only through
    the rest of the gate; then the bytes without properties are stored and the held ones deleted.

    :raises MayNotRelease: in a sentence, when one of these does not hold.
    """
    row = HeldFile.objects.select_for_update().get(pk=row.pk)
    if not is_safeguarding_lead(actor):
        raise MayNotRelease("Only safeguarding leads release files.")
    if row.uploaded_by_id == actor.pk:
        raise MayNotRelease("Somebody else has to look at a file that you uploaded yourself.")
    if row.state != HeldState.HELD:
        raise MayNotRelease("This was decided already.")
    if "withheld" in row.name:
        raise MayNotRelease("Its name identifies somebody. Ask for it under another name.")
    with row.file.open("rb") as file:
        try:
            admitted = admit_as_decided(file, filename=row.name)
        except UploadRefused as refusal:
            raise MayNotRelease(refusal.reason) from refusal
        document = store_admitted(admitted, file, name=row.name, title=row.name, user=actor)
    row.state, row.document = HeldState.RELEASED, document
    row.decided_by, row.decided_at, row.note = actor, now, note
    forget_file(row)
    row.save()
    return document


def forget_file(row: HeldFile) -> None:
    """Delete the bytes once the transaction has gone through. The caller saves the row."""
    name, storage = row.file.name, row.file.storage
    row.file = ""
    if name:
        transaction.on_commit(lambda: storage.delete(name))


def remove(rows, now: datetime) -> int:
    """Delete rows whose time is over, with their bytes (a retention rule's ``remove``)."""
    count = 0
    for row in rows:
        with transaction.atomic():
            name, storage = row.file.name, row.file.storage
            count += HeldFile.objects.filter(pk=row.pk).delete()[0]
            if name:
                transaction.on_commit(lambda name=name, storage=storage: storage.delete(name))
    return count
