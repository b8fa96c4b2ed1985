"""Write "everything you hold about me" as one ZIP file (its shape: ``docs/privacy.md``).

The holdings are read once, row by row, into two temporary files (JSON and HTML) that become
members of the archive, and uploads are copied in chunks: memory does not grow with what is held.
"""

import io
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst

from network.privacy.holdings import HeldFile, Holding, all_holdings
from network.safeguarding.files import clean_name

FORMAT, VERSION = "everything-held-about-me", 1
STYLE = Path(__file__).parent / "data" / "copy.css"
CHUNK = 64 * 1024


def write_archive(user, target: IO[bytes], *, now: datetime) -> None:
    """Write the archive of ``user``'s data into ``target``, which is left at its end.

    :raises OSError: when the disk is full or a held file breaks off.
    """
    about = {
        "site_name": settings.SITE_NAME,
        "address": settings.WAGTAILADMIN_BASE_URL,
        "made_at": now,
        "user": user,
    }
    with (
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
        _text_file() as as_json,
        _text_file() as as_html,
    ):
        sections = _write_sections(user, archive, as_json, as_html, now=now)
        _add(archive, _entry("data.json", now), as_json)
        index = _entry("index.html", now)
        with archive.open(index, "w") as page, io.TextIOWrapper(page, "utf-8") as text:
            text.write(
                render_to_string(
                    "privacy/copy/start.html",
                    {
                        **about,
                        "sections": [s for s in sections if s["count"] or s["files"]],
                        "empty": _empty(sections),
                    },
                )
            )
            as_html.seek(0)
            shutil.copyfileobj(as_html, text, CHUNK)
            text.write(render_to_string("privacy/copy/end.html", about))
        archive.writestr(_entry("style.css", now), STYLE.read_bytes())
        missing = [name for section in sections for name in section["missing"]]
        archive.writestr(
            _entry("README.txt", now),
            render_to_string(
                "privacy/copy/readme.txt",
                {
                    **about,
                    "version": VERSION,
                    "sections": [s for s in sections if s["count"] or s["files"]],
                    "empty": _empty(sections),
                    "missing": missing,
                },
            ),
        )


def _empty(sections: list[dict]) -> list[str]:
    """Titles of what there is nothing of."""
    return [s["title"] for s in sections if not s["count"] and not s["files"]]


def _write_sections(
    user, archive: zipfile.ZipFile, as_json: IO[str], as_html: IO[str], *, now: datetime
) -> list[dict]:
    """Write every holding's part and return title, count and file names of each, in order."""
    head = {
        "format": FORMAT,
        "version": VERSION,
        "site": settings.SITE_NAME,
        "made_at": now,
        "account": str(user.public_id),
    }
    as_json.write(f'{_json(head)[:-1]}, "sections": [')
    sections: list[dict] = []
    shown = [holding for holding in all_holdings() if not holding.is_part]
    for number, holding in enumerate(shown, start=1):
        as_json.write(", " if sections else "")
        files, missing = _copy_files(archive, f"{number:02}", holding, user, now=now)
        as_json.write(
            f'{{"model": {_json(holding.model)}, "title": {_json(holding.title)}, '
            f'"files": {_json(files)}, "rows": ['
        )
        section = {"title": holding.title, "id": f"s{number}", "files": files, "missing": missing}
        section["count"] = _write_rows(holding.rows(user), section, as_json, as_html)
        as_json.write("]}")
        sections.append(section)
    as_json.write("]}\n")
    return sections


def _write_rows(rows, section: dict, as_json: IO[str], as_html: IO[str]) -> int:
    """Write one holding's rows in both shapes; return how many there are."""
    count = 0
    opened = False
    if section["files"]:
        as_html.write(render_to_string("privacy/copy/section.html", section))
        opened = True
    for count, row in enumerate(rows, start=1):
        if not opened:
            as_html.write(render_to_string("privacy/copy/section.html", section))
            opened = True
        as_json.write(f"{', ' if count > 1 else ''}{_json(row)}")
        facts = [(capfirst(term), _spoken(value), _is_ours(value)) for term, value in row.items()]
        as_html.write(render_to_string("privacy/copy/row.html", {"facts": facts, "number": count}))
    if opened:
        as_html.write("</section>\n")
    return count


def _copy_files(
    archive: zipfile.ZipFile, number: str, holding: Holding, user, *, now: datetime
) -> tuple[list[str], list[str]]:
    """Copy a holding's uploads below ``files/``; return their names, and those that are lost."""
    names: list[str] = []
    missing: list[str] = []
    for place, held in enumerate(holding.files(user), start=1):
        name = f"files/{number}-{place:03}-{clean_name(held.name)}"
        if _copy_file(archive, _entry(name, now), held):
            names.append(name)
        else:
            missing.append(f"{holding.title}: {held.name}")
    return names, missing


def _copy_file(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, held: HeldFile) -> bool:
    try:
        source = held.open()
    except (OSError, ValueError):
        return False
    with source, archive.open(entry, "w", force_zip64=True) as member:
        shutil.copyfileobj(source, member, CHUNK)
    return True


def _is_ours(value) -> bool:
    """Whether a value is the address of a page of this site, to be opened from the copy."""
    base = settings.WAGTAILADMIN_BASE_URL.rstrip("/") + "/"
    return isinstance(value, str) and value.startswith(base) and not set(value) & set(" \n\t")


def _spoken(value) -> list[str]:
    """A value as people read it: British dates, yes and no, a dash for nothing."""
    if value is None or value in ("", [], ()):
        return ["–"]
    if isinstance(value, list | tuple):
        return [str(item) for item in value]
    if isinstance(value, bool):
        return ["Yes" if value else "No"]
    if isinstance(value, datetime):
        return [date_format(timezone.localtime(value), "j F Y, H:i")]
    if isinstance(value, date):
        return [date_format(value, "j F Y")]
    return [str(value)]


def _json(value) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)


def _entry(name: str, now: datetime) -> zipfile.ZipInfo:
    """A file of the archive, dated like the copy and readable by its owner only."""
    entry = zipfile.ZipInfo(name, timezone.localtime(now).timetuple()[:6])
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
    return entry


def _add(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, content: IO[str]) -> None:
    content.seek(0)
    with (
        archive.open(entry, "w", force_zip64=True) as member,
        io.TextIOWrapper(member, "utf-8") as text,
    ):
        shutil.copyfileobj(content, text, CHUNK)


@contextmanager
def _text_file() -> Iterator[IO[str]]:
    """A temporary text file without a name: gone with the process, whatever happens."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as file:
        yield file
