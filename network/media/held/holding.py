"""Note a refusal, and keep for a while what a person has to judge."""

import hashlib
from datetime import datetime
from typing import BinaryIO

from django.core.files import File
from django.db import transaction

from network.media.held.known import AGAIN, WITHHELD, waiting_with
from network.media.held.telling import tell
from network.media.models import HeldFile, HeldState
from network.safeguarding.files import (
    UNCHECKED,
    IdentifiesSomebody,
    UploadRefused,
    clean_name,
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


def hold(
    file: BinaryIO, *, filename: str, refusal: UploadRefused, user, now: datetime
) -> HeldFile | None:
    """Note that a file was not let in; keep its bytes only where it identifies somebody. One that
    the site could not check is not noted: nothing was found out about it.

    What waits already is not kept a second time: the same person's row is returned, another's is
    noted beside it, to be decided with it. What a lead has found to stay refused is noted alone.
    ``file`` stands at its beginning afterwards.
    """
    if refusal.code == UNCHECKED:
        return None
    name, person = name_of(filename, refusal), user if user is not None and user.pk else None
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    size = file.tell()
    file.seek(0)
    keeps = isinstance(refusal, IdentifiesSomebody) and refusal.decided.kept_at is None
    first = _waiting(digest, name) if keeps else None
    noted = _own(first, person) if first is not None else None
    if noted is not None:
        return noted
    keeps = keeps and first is None
    row = HeldFile(
        name=name,
        code=AGAIN if first is not None else refusal.code[:30],
        reason=reason_of(refusal)[:500],
        sha256=digest,
        size=size,
        state=HeldState.HELD if keeps else HeldState.REFUSED,
        uploaded_by=person,
        held_at=now,
    )
    if keeps:
        row.file.save("held", File(file, name="held"), save=False)
        file.seek(0)
    row.save()
    return row


def _waiting(sha256: str, name: str) -> HeldFile | None:
    """The row of the same content that waits for a lead, under a name of the same sort."""
    rows = HeldFile.objects.filter(
        sha256=sha256,
        state=HeldState.HELD,
        name__iendswith=f".{name.rpartition('.')[2]}",
    )
    if name.startswith(WITHHELD):
        rows = rows.filter(name__startswith=WITHHELD)
    else:
        rows = rows.exclude(name__startswith=WITHHELD)
    return rows.select_related("uploaded_by").order_by("held_at", "pk").first()


def _own(first: HeldFile, person) -> HeldFile | None:
    """What says already that this person chose it: the row that waits, or one noted beside it."""
    if first.uploaded_by == person:
        return first
    rows = HeldFile.objects.filter(sha256=first.sha256, code=AGAIN, decided_at=None)
    return rows.filter(uploaded_by=person, held_at__gte=first.held_at).first()


def name_of(filename: str, refusal: UploadRefused) -> str:
    """The name, unless it is what identifies somebody."""
    name = clean_name(filename)
    findings = getattr(refusal, "findings", ())
    if any(finding.place == "name" for finding in findings):
        return f"{WITHHELD}.{name.rpartition('.')[2]}"
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


def forget_file(row: HeldFile) -> None:
    """Delete the bytes once the transaction has gone through. The caller saves the row."""
    name, storage = row.file.name, row.file.storage
    row.file = ""
    if name:
        transaction.on_commit(lambda: storage.delete(name))


def remove(rows, now: datetime) -> int:
    """Delete rows whose time is over, with their bytes (a retention rule's ``remove``). Whoever
    chose a file that no lead has looked at is told."""
    count = 0
    for row in rows.select_related("uploaded_by"):
        with transaction.atomic():
            if row.state == HeldState.HELD:
                _say_that_nobody_looked(row, now)
            forget_file(row)
            count += HeldFile.objects.filter(pk=row.pk).delete()[0]
    return count


def _say_that_nobody_looked(row: HeldFile, now: datetime) -> None:
    noted = [each for each in waiting_with(row) if each.code == AGAIN]
    for each in [row, *noted]:
        tell(each, "held_file_not_judged", now=now)
    # They wait with nothing any more.
    HeldFile.objects.filter(pk__in=[each.pk for each in noted]).update(code=row.code)
