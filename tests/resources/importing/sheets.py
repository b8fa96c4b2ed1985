"""Sheets and ZIPs for the tests, as somebody would make them."""

import zipfile
from datetime import date
from pathlib import Path

import openpyxl

from network.media.models import SiteDocument
from resources.importing.columns import COLUMNS
from resources.importing.running import run
from resources.models import ResourcePage

TODAY = date(2026, 3, 2)

ROW = {
    "slug": "walk-the-route",
    "title": "Walk the route",
    "summary": "A form for looking at a place together.",
    "type": "template-or-form",
    "sectors": "police; youth-work",
    "contexts": "School",
    "topics": "Peer mapping",
    "nations": "england",
    "authors": "Network research team | Wrote it; Hartwell Youth Service",
    "organisation": "Practitioners' Network",
    "licence": "CC BY-NC 4.0",
    "published": "2/3/2026",
    "review_due": "2027-03-02",
    "about": "## How to use it\n\nGo together.",
    "file": "form.txt",
    "label": "Form to fill in",
}
FILES = {"form.txt": b"Who was there? What did they see?"}


def write_zip(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def write_xlsx(path: Path, rows: list[dict], columns: list[str] | None = None) -> Path:
    columns = columns or [name for name in COLUMNS if any(name in row for row in rows)]
    book = openpyxl.Workbook()
    book.active.append(columns)
    for row in rows:
        book.active.append([row.get(name) for name in columns])
    book.save(path)
    return path


def pair(folder: Path, rows: list[dict], files: dict[str, bytes] | None = None):
    """A sheet and a ZIP in this folder."""
    return (
        write_xlsx(folder / "sheet.xlsx", rows),
        write_zip(folder / "files.zip", FILES if files is None else files),
    )


def errors(folder: Path, rows: list[dict], files: dict | None = None, **options) -> list[tuple]:
    """Row and column of every fault; nothing may have been made."""
    before = ResourcePage.objects.count(), SiteDocument.objects.count()
    outcome = run(*pair(folder, rows, files), today=TODAY, **options)
    assert (ResourcePage.objects.count(), SiteDocument.objects.count()) == before
    return [(problem.row, problem.column) for problem in outcome.errors]
