"""What a file says about people: its name, its properties, and the text inside it."""

import html
import re
import zipfile
from dataclasses import dataclass
from typing import BinaryIO

from network.safeguarding.files.pdf_contents import MAX_CHARACTERS, text_of_pdf
from network.safeguarding.files.properties import properties_of
from network.safeguarding.screening import BLOCK, screen

_RUN = re.compile(
    r"<(?:w:|a:|x:)?t(?:\s[^<>]{0,200})?>([^<>]*)</(?:w:|a:|x:)?t>|</(?:w:p|a:p|si|is)>|<w:tab/>"
)
_TEXT_PARTS = re.compile(
    r"word/(?:document|header\d*|footer\d*|comments|footnotes|endnotes)\.xml|"
    r"ppt/(?:slides|notesSlides|comments)/[\w\-]+\.xml|"
    r"xl/(?:sharedStrings|comments\d*|worksheets/\w+)\.xml"
)
# Of one part: far more than holds the characters that are screened.
MAX_PART_BYTES = 20 * 1024 * 1024
# Formats that a published form never needs, however it is meant: with a check digit or a label.
CERTAIN = frozenset({"nhs", "upn", "nino", "dob", "caseref"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One marked phrase. ``place`` is "name", "properties" or "text"."""

    place: str
    phrase: str
    type: str
    severity: str
    reason: str


def look_inside(file: BinaryIO, *, filename: str) -> list[Finding]:
    """Screen a checked file: its name, its properties, then the first 200,000 characters inside.

    Words in pictures and on scanned pages are not read. Stores and logs nothing; each phrase is
    reported once. ``file`` stands at its beginning afterwards.

    :raises UploadRefused: when a PDF cannot be read within the limits.
    """
    stem, _, extension = filename.rpartition(".")
    extension = extension.lower()
    places = (
        ("name", re.sub(r"[_\-+.]+", " ", stem)),
        ("properties", properties_of(file, extension)),
        ("text", text_of(file, extension)),
    )
    file.seek(0)
    found = {}
    for place, text in places:
        for span in screen(text):
            phrase = text[span.start : span.end]
            finding = Finding(place, phrase, span.type, span.severity, span.reason)
            found.setdefault((place, span.type, phrase.lower()), finding)
    return list(found.values())


def text_of(file: BinaryIO, extension: str) -> str:
    """The words inside a checked file, at most 200,000 characters."""
    file.seek(0)
    if extension == "pdf":
        return text_of_pdf(file)
    if extension in {"txt", "csv"}:
        return _decoded(file.read(MAX_CHARACTERS * 4))[:MAX_CHARACTERS]
    return _office_text(file)[:MAX_CHARACTERS]


def must_go(findings: list[Finding]) -> list[Finding]:
    """What holds a published file back: anything sure in its name, numbers and dates inside.

    Names inside are left to the person who checks: forms and slides quote authors and trainers.
    """
    return [
        finding
        for finding in findings
        if finding.severity == BLOCK and (finding.place == "name" or finding.type in CERTAIN)
        if finding.place != "properties"
    ]


def _decoded(data: bytes) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeError:
        return data.decode("cp1252", "replace")


def _office_text(file: BinaryIO) -> str:
    pieces, length = [], 0
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            if length > MAX_CHARACTERS or not _TEXT_PARTS.fullmatch(name):
                continue
            with archive.open(name) as stream:
                part = stream.read(MAX_PART_BYTES).decode("utf-8", "replace")
            for match in _RUN.finditer(part):
                piece = "\n" if match.group(1) is None else html.unescape(match.group(1))
                pieces.append(piece)
                length += len(piece)
    return "".join(pieces)
