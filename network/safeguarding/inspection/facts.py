"""What a file's properties say of it: to prefill an editor's form."""

import html
import re
import zipfile
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

MAX_PART_BYTES = 1024 * 1024
_ELEMENT = r"<(?:\w{{1,20}}:)?{name}\b[^<>]{{0,400}}>([^<>]{{1,1000}})</"
# As Office calls the part, and the libraries of other programs.
_CORE = re.compile(r"docProps/core\.xml|package/services/metadata/core-properties/[^/]+\.psmdcp")
_PDF_DATE = re.compile(r"D?:?(\d{4})(\d{2})(\d{2})")
# What programs write when nobody chose a title.
_NOTHING = r"[(\[<]?(?:untitled|anonymous|unspecified|unknown|unnamed|no (?:title|author))[)\]>]?"
_NO_TITLE = re.compile(
    r"(?:untitled|powerpoint presentation|presentation|document|book|slide)\s*\d*|"
    rf"microsoft \w+ - .*|.*\.(?:docx?|pptx?|xlsx?|pdf|indd)|{_NOTHING}",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"(?:microsoft(?: office)?(?: user)?|user|admin|administrator|owner|author|python-docx|openpyxl"
    rf")|{_NOTHING}",
    re.IGNORECASE,
)
# The days on which the empty documents of python-docx and python-pptx were saved.
_OF_TEMPLATES = {date(2013, 12, 23), date(2013, 1, 27)}


@dataclass(frozen=True, slots=True)
class Facts:
    """``title`` and ``authors`` as the file names them, ``saved`` the day it was last saved; each
    empty where the file says nothing of use."""

    title: str = ""
    authors: tuple[str, ...] = ()
    saved: date | None = None


NO_FACTS = Facts()


def facts_of_office(file: BinaryIO) -> Facts:
    """:raises KeyError, ValueError: where the file says nothing or nothing that makes sense."""
    with zipfile.ZipFile(file) as archive:
        name = next(filter(_CORE.fullmatch, archive.namelist()), "docProps/core.xml")
        with archive.open(name) as part:
            text = part.read(MAX_PART_BYTES).decode("utf-8", "replace")

    def value(name: str) -> str:
        match = re.search(_ELEMENT.format(name=name), text)
        return html.unescape(match.group(1)).strip() if match else ""

    saved = (value("modified") or value("created"))[:10]
    return _facts(value("title"), value("creator"), date.fromisoformat(saved) if saved else None)


def facts_of_pdf(information: dict[str, str]) -> Facts:
    """:raises ValueError: as above."""
    match = _PDF_DATE.match(information.get("/ModDate") or information.get("/CreationDate") or "")
    saved = date(*map(int, match.groups())) if match else None
    return _facts(information.get("/Title", ""), information.get("/Author", ""), saved)


def _facts(title: str, creators: str, saved: date | None) -> Facts:
    title = _plain(title)[:200]
    authors = [_plain(name)[:1000] for name in re.split(r"[;\n]", creators)]
    return Facts(
        "" if _NO_TITLE.fullmatch(title) else title,
        tuple(dict.fromkeys(name for name in authors if name and not _NO_AUTHOR.fullmatch(name))),
        None if saved in _OF_TEMPLATES else saved,
    )


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
