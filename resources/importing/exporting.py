"""The library as a sheet and a ZIP, of the shape that the import reads."""

import errno
import os
import shutil
import uuid
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils import timezone
from wagtail.models import PageViewRestriction

from network.pages.gone import withdrawn_address
from network.reported.models import PageReport
from resources.importing.bodies import write_body
from resources.importing.columns import DATES, MEMBERS, TEXTS, VOCABULARIES, Author, joined
from resources.importing.sheets import write_sheet
from resources.models import ResourcePage, ResourceVersion


def export(
    sheet: Path, archive: Path, *, drafts: bool = False, say: Callable[[str], None]
) -> tuple[int, int]:
    """Write all live resources, with ``drafts`` also those that are not, as they were last saved.

    Files are read and written in pieces, under other names until all is there: an export that fails
    leaves nothing behind, and what stood there before stays. What was taken down is in neither: not
    while a report that it identifies a child holds it, nor when it was kept down or withdrawn.
    Returns the numbers of resources and of files.
    """
    pages = ResourcePage.objects.filter(live=True)
    if drafts:
        down = PageReport.objects.keeping_down().values("page_id")
        pages = ResourcePage.objects.exclude(pk__in=down)
    with finished_only(sheet) as new_sheet, finished_only(archive) as new_archive:
        return _write(new_sheet, new_archive, pages, say)


@contextmanager
def finished_only(path: Path) -> Iterator[Path]:
    """A name beside ``path`` to write to, which becomes ``path`` when the block ends well.

    :raises OSError: of ``path``, where it cannot be written.
    """
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    written = path.with_name(f".{uuid.uuid4().hex}{path.suffix}")
    try:
        yield written
        written.replace(path)
    except OSError as error:
        if error.filename == str(written):
            error.filename = str(path)
        raise
    finally:
        written.unlink(missing_ok=True)


def _write(sheet: Path, archive: Path, pages, say: Callable[[str], None]) -> tuple[int, int]:
    rows, files, count = [], 0, 0
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as target:
        for page in pages.order_by("slug").select_related("resource_type", "adapted_from"):
            if not page.live and withdrawn_address(page.get_url() or "/"):
                continue
            shown = page if page.live else page.get_latest_revision_as_object()
            written = list(_rows(shown, target, say))
            rows += written
            files += sum(bool(row["file"]) for row in written)
            count += 1
    write_sheet(sheet, rows)
    return count, files


def _rows(page: ResourcePage, target: zipfile.ZipFile, say) -> Iterator[dict[str, str]]:
    first = _of_resource(page, target, say)
    for version in page.versions.order_by("number"):
        of_version = {
            "released": version.released_date.isoformat(),
            "change_note": version.change_note,
        }
        for row in _files(page, version, target):
            yield {**first, **of_version, **row}
            first, of_version = {}, {}
    if first:
        say(f"{page.slug} has no files and is left out.")


def _files(
    page: ResourcePage, version: ResourceVersion, target: zipfile.ZipFile
) -> Iterator[dict[str, str]]:
    names: set[str] = set()
    files = version.files.select_related("document").order_by("sort_order", "pk")
    for place, file in enumerate(files, start=1):
        name = file.document.filename
        # Two files of a version may have one name; in the ZIP each needs its own folder.
        folder = f"{version.number}/{place}" if name.lower() in names else str(version.number)
        names.add(name.lower())
        path = f"{page.slug}/{folder}/{name}"
        with file.document.open_file() as source, target.open(path, "w") as copy:
            shutil.copyfileobj(source, copy, 1024 * 1024)
        yield {
            "slug": page.slug,
            "version": str(version.number),
            "file": path,
            "label": file.label,
        }


def _of_resource(page: ResourcePage, target: zipfile.ZipFile, say) -> dict[str, str]:
    row = {column: getattr(page, name) for column, name in TEXTS.items()}
    for column, name in DATES.items():
        day = getattr(page, name)
        row[column] = day.isoformat() if day else ""
    for column in VOCABULARIES:
        row[column] = joined([term.slug for term in getattr(page, column).all()])
    authors = page.authors.select_related("member").order_by("sort_order", "pk")
    row["type"] = page.resource_type.slug
    row["authors"] = joined([_author(author) for author in authors])
    row["adapted_from"] = page.adapted_from.slug if page.adapted_from else ""
    row["files_for"] = page.files_for
    if page.files_from:
        row["files_from"] = timezone.localtime(page.files_from).isoformat()
    row["open_to"] = _open_to(page)
    if page.body:
        row["about"] = f"{page.slug}/about.json"
        target.writestr(row["about"], write_body(page.body))
        pictures = sum(block.block_type == "image" for block in page.body)
        if pictures:
            say(f"{page.slug}: its page has pictures, which are left out ({pictures}).")
    return row


def _author(author) -> str:
    """As it is printed: accounts stay where they are."""
    return str(Author(author.credit, author.role, author.is_body))


def _open_to(page: ResourcePage) -> str:
    """Who may open the page, by its own rule: never less strict than here."""
    restriction = page.view_restrictions.first()
    if restriction is None:
        return ""
    if restriction.restriction_type == PageViewRestriction.LOGIN:
        return MEMBERS
    if restriction.restriction_type == PageViewRestriction.GROUPS:
        return joined([group.name for group in restriction.groups.order_by("name")])
    return "a password"
