"""The words inside Office documents and plain text, for the screening."""

import html
import re
import zipfile
from typing import BinaryIO

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


def office_words(file: BinaryIO, most: int) -> str:
    pieces, length = [], 0
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            if length > most or not _TEXT_PARTS.fullmatch(name):
                continue
            with archive.open(name) as stream:
                part = stream.read(MAX_PART_BYTES).decode("utf-8", "replace")
            for match in _RUN.finditer(part):
                piece = "\n" if match.group(1) is None else html.unescape(match.group(1))
                pieces.append(piece)
                length += len(piece)
    return "".join(pieces)[:most]


def text_words(file: BinaryIO, most: int) -> str:
    file.seek(0)
    return _decoded(file.read(most * 4))[:most]


def _decoded(data: bytes) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeError:
        return data.decode("cp1252", "replace")
