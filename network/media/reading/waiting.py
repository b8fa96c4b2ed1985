"""Read the documents that wait: claim, read in a child, keep the passages, say what went wrong."""

import json
import logging
from datetime import datetime, timedelta
from typing import BinaryIO

from django.db import transaction
from django.db.models import F, Q
from django.dispatch import Signal

from network.confined import NotStarted, copied, run_module
from network.media.models import DocumentReading, Passage, ReadingState, SiteDocument
from network.media.runs import for_one_run

logger = logging.getLogger("network.media")
READER = 2
CLAIM = timedelta(minutes=10)
MAX_ATTEMPTS = 3
AT_ONCE = 200

REASONS = {
    "encrypted": "It is locked with a password.",
    "broken": "It is damaged or not what its name says, and could not be opened.",
    "slow": "It took too much time or memory to read.",
    "missing": "The stored file is missing.",
    "kind": "This kind of file is not read.",
    "failed": "Reading it ended three times without a result.",
}
WITHOUT_TEXT = (
    "There are no words in it that a program can read. If it was scanned, make it readable with "
    "text recognition and add it as a new version."
)
CUT = "Only its first million characters are searched."

# Sent after the passages of ``document`` have changed, in the transaction that wrote them.
document_read = Signal()


def note_new_documents() -> None:
    """Put every document on the list that is not on it, and those an older reader has read."""
    new = SiteDocument.objects.filter(reading__isnull=True).values_list("pk", flat=True)
    DocumentReading.objects.bulk_create(
        [DocumentReading(document_id=pk) for pk in new[:1000]], ignore_conflicts=True
    )
    old = DocumentReading.objects.exclude(state=ReadingState.WAITING).filter(reader__lt=READER)
    if old.exists():
        old.update(state=ReadingState.WAITING, attempts=0, claimed_at=None)


def read_waiting(*, now: datetime) -> int:
    """Read what waits, oldest first, for at most 45 seconds; return how many were read. Safe on
    several machines at once."""
    note_new_documents()
    done = 0
    waiting = DocumentReading.objects.filter(_free(now), state=ReadingState.WAITING)
    oldest = waiting.order_by("pk").values_list("document_id", flat=True)
    for pk in for_one_run(list(oldest[:AT_ONCE])):
        done += read_document(pk, now=now)
    return done


def read_document(document_id: int, *, now: datetime) -> bool:
    """Read one document now, if it waits and nobody else has it; whether it was read.

    Whatever the file does ends as a state with a reason. A third attempt that nobody finished means
    that something ended the process: it is the last.

    :raises NotStarted: when the system gives no process. The document goes on waiting.
    """
    mine = DocumentReading.objects.filter(
        _free(now), document_id=document_id, state=ReadingState.WAITING
    )
    if not mine.update(claimed_at=now, attempts=F("attempts") + 1):
        return False
    reading = DocumentReading.objects.select_related("document").get(document_id=document_id)
    if reading.attempts > MAX_ATTEMPTS:
        _keep(reading, "failed", [], now)
        return True
    try:
        end, pieces = passages_of(reading.document)
    except NotStarted:
        # No attempt: nothing has opened the file. It waits for the next run.
        DocumentReading.objects.filter(pk=reading.pk).update(
            claimed_at=None, attempts=F("attempts") - 1
        )
        raise
    _keep(reading, end, pieces, now)
    return True


def passages_of(document: SiteDocument) -> tuple[str, list[dict]]:
    """How the reading ended ("ok", "cut" or a key of ``REASONS``), and the passages until then."""
    extension = document.file_extension.lower()
    if extension not in {"csv", "docx", "pdf", "pptx", "txt", "xlsx"}:
        return "kind", []
    try:
        with document.file.storage.open(document.file.name) as stored:
            return read_pieces(stored, extension)
    except (FileNotFoundError, ValueError):
        logger.exception("stored file is missing", extra={"document": document.pk})
        return "missing", []


def read_pieces(stored: BinaryIO, extension: str) -> tuple[str, list[dict]]:
    """As above, for a file of a kind that is read."""
    with copied(stored) as copy:
        outcome = run_module("network.media.reading.child", extension, source=copy)
    lines = []
    for line in outcome.said.splitlines():
        try:
            lines.append(json.loads(line))
        except ValueError:
            # The child was ended in the middle of a line.
            break
    if lines and "end" in lines[-1]:
        return lines[-1]["end"], lines[:-1]
    return "slow", [line for line in lines if "end" not in line]


def forget_reading(document_id: int) -> None:
    """The file was replaced: its words are gone at once, and the new ones wait for their turn."""
    Passage.objects.filter(document_id=document_id).delete()
    DocumentReading.objects.filter(document_id=document_id).update(
        state=ReadingState.WAITING, reason="", attempts=0, pages=0, characters=0, claimed_at=None
    )


def _free(now: datetime) -> Q:
    return Q(claimed_at__isnull=True) | Q(claimed_at__lt=now - CLAIM)


@transaction.atomic
def _keep(reading: DocumentReading, end: str, pieces: list[dict], now: datetime) -> None:
    """Write passages and outcome together. What was read of a slow file before its end counts."""
    document = reading.document
    Passage.objects.filter(document=document).delete()
    Passage.objects.bulk_create(
        [
            Passage(document=document, position=position, **piece)
            for position, piece in enumerate(pieces)
        ],
        batch_size=500,
    )
    reading.characters = sum(len(piece["text"]) for piece in pieces)
    reading.pages = max((piece["number"] for piece in pieces), default=0)
    reading.state, reading.reason = _outcome(end, reading.characters)
    reading.reader, reading.read_at, reading.claimed_at = READER, now, None
    reading.save()
    document_read.send(sender=SiteDocument, document=document)


def _outcome(end: str, characters: int) -> tuple[ReadingState, str]:
    if end in REASONS:
        return ReadingState.UNREADABLE, REASONS[end]
    if not characters:
        return ReadingState.WITHOUT_TEXT, WITHOUT_TEXT
    return ReadingState.READ, CUT if end == "cut" else ""
