"""Make the previews that wait: claim, read in a child, keep, say what went wrong."""

import json
import logging
import shutil
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F, Q

from network.media.models import DocumentPreview, PagePicture, PreviewState, SiteDocument
from network.media.previews import office
from network.media.previews.children import run_reader
from network.media.runs import for_one_run

logger = logging.getLogger("network.media")
CLAIM = timedelta(minutes=10)
MAX_ATTEMPTS = 3
AT_ONCE = 20

NO_OFFICE = "Pages of this kind of file are not pictured on this site."
REASONS = {
    "encrypted": "It is locked with a password, so its pages cannot be shown here.",
    "broken": "It could not be opened to show it here.",
    "slow": "It is too large or too complex to be shown here.",
    "missing": "The file is missing.",
}
STOPPED = "Only the first pages are pictured: the rest took too long to draw."


class NoPreview(Exception):  # noqa: N818 -- an outcome, not a fault
    """There will be no preview; the reason is a sentence for readers."""

    def __init__(self, code: str) -> None:
        self.reason = REASONS[code]
        super().__init__(code)


def note_new_documents() -> int:
    """Put every document without a preview on the list. Where LibreOffice has come since, what
    waited for it is on the list again."""
    new = SiteDocument.objects.filter(preview__isnull=True).values_list("pk", flat=True)
    rows = [DocumentPreview(document_id=pk) for pk in new.order_by("-pk")[:1000]]
    DocumentPreview.objects.bulk_create(rows, ignore_conflicts=True)
    if office.is_there():
        late = DocumentPreview.objects.filter(state=PreviewState.NOTHING, reason=NO_OFFICE)
        # A write, even of no row, would throw away the ready answers of pages every minute.
        if late.exists():
            late.update(state=PreviewState.WAITING, reason="", attempts=0, claimed_at=None)
    return len(rows)


def make_waiting(*, now: datetime) -> int:
    """Make what waits for at most 45 seconds; return how many. Safe on several machines at once.

    Newest documents first: somebody may be looking at what was just uploaded, and a library that
    was brought in at once would keep that waiting.
    """
    note_new_documents()
    made = 0
    free = Q(claimed_at__isnull=True) | Q(claimed_at__lt=now - CLAIM)
    waiting = DocumentPreview.objects.filter(free, state=PreviewState.WAITING)
    newest = waiting.order_by("-document_id").values_list("pk", flat=True)
    for pk in for_one_run(list(newest[:AT_ONCE])):
        claimed = DocumentPreview.objects.filter(free, pk=pk, state=PreviewState.WAITING).update(
            claimed_at=now, attempts=F("attempts") + 1
        )
        if claimed:
            make_preview(DocumentPreview.objects.select_related("document").get(pk=pk), now=now)
            made += 1
    return made


def make_preview(preview: DocumentPreview, *, now: datetime) -> None:
    """Make one preview, whatever the file does, and write how that ended.

    A third attempt that nobody finished means that something ended the process: it is the last.
    """
    document = preview.document
    preview.of_sha256 = document.sha256
    preview.state, preview.reason = PreviewState.MADE, ""
    preview.pages, preview.tables = 0, []
    try:
        with tempfile.TemporaryDirectory(prefix="preview-") as folder:
            _make(preview, Path(folder))
    except NoPreview as outcome:
        preview.state, preview.reason = PreviewState.FAILED, outcome.reason
    except (FileNotFoundError, ValueError):
        logger.exception("stored file is missing", extra={"document": document.pk})
        preview.state, preview.reason = PreviewState.FAILED, REASONS["missing"]
    preview.made_at, preview.claimed_at = now, None
    preview.save()


def _make(preview: DocumentPreview, folder: Path) -> None:
    if preview.attempts > MAX_ATTEMPTS:
        raise NoPreview("slow")
    extension = preview.document.file_extension.lower()
    if extension in ("docx", "pptx") and not office.is_there():
        preview.state, preview.reason = PreviewState.NOTHING, NO_OFFICE
    elif extension in ("pdf", "docx", "pptx"):
        source = _copy(preview.document, folder / f"file.{extension}")
        if extension != "pdf":
            source = office.as_pdf(source, folder)
            if source is None:
                raise NoPreview("slow")
        _keep_pages(preview, folder, run_reader("pages", source, str(folder)))
    elif extension in ("xlsx", "csv"):
        source = _copy(preview.document, folder / f"file.{extension}")
        verdict = run_reader("tables", source, str(folder), extension)
        if verdict != "ok":
            raise NoPreview(verdict)
        preview.tables = json.loads((folder / "tables.json").read_text())
    else:
        preview.state = PreviewState.NOTHING


def _copy(document: SiteDocument, target: Path) -> Path:
    with document.file.storage.open(document.file.name) as stored, target.open("wb") as copy:
        shutil.copyfileobj(stored, copy, 256 * 1024)
    return target


def _keep_pages(preview: DocumentPreview, folder: Path, verdict: str) -> None:
    """Store the pictures that are there in place of those of before."""
    index = folder / "pages.jsonl"
    lines = [json.loads(line) for line in index.read_text().splitlines()] if index.exists() else []
    if len(lines) < 2:
        raise NoPreview(verdict if verdict in REASONS else "broken")
    preview.pages = lines[0]["pages"]
    if verdict != "ok":
        preview.reason = STOPPED
    pictures = []
    for line in lines[1:]:
        picture = PagePicture(document=preview.document, **line)
        content = (folder / f"{line['number']}.webp").read_bytes()
        picture.file.save("page.webp", ContentFile(content), save=False)
        pictures.append(picture)
    with transaction.atomic():
        forget_pictures(preview.document)
        PagePicture.objects.bulk_create(pictures)


def forget_pictures(document: SiteDocument) -> None:
    """Delete the rows, and the files once that is certain."""
    for picture in PagePicture.objects.filter(document=document):
        picture.delete()
