"""Plain text and comma-separated values."""

import codecs
import csv
import io
import re
from typing import BinaryIO

from network.safeguarding.inspection.refusals import UploadRefused

# How files of other kinds begin; a text file with such a start is one of them, renamed.
OTHER_KINDS = (
    b"%PDF-",
    b"PK\x03\x04",
    b"{\\rtf",
    b"GIF8",
    b"#!",
)
MARKUP = re.compile(rb"\s*<(!doctype|\?xml|html|head|body|script|svg|iframe)\b", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
CHUNK_BYTES = 256 * 1024


def check_text(file: BinaryIO, size: int, extension: str) -> None:
    """Let text pass: UTF-8, UTF-16 with its mark, or Windows-1252 as older programs save it.

    :raises UploadRefused: "binary-text" for control characters or bytes that are no text,
        "wrong-content" for another kind of file, "formula" for a cell that starts a program.
    """
    file.seek(0)
    start = file.read(1024)
    if start.startswith(OTHER_KINDS) or MARKUP.match(start.removeprefix(codecs.BOM_UTF8)):
        raise UploadRefused("wrong-content")
    encoding = _encoding(file, start)
    for piece in _pieces(file, encoding):
        if CONTROL.search(piece):
            raise UploadRefused("binary-text")
    if extension == "csv":
        _check_table(file, encoding)


def _encoding(file: BinaryIO, start: bytes) -> str:
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates = ("utf-16",)
    else:
        candidates = ("utf-8-sig", "cp1252")
    for encoding in candidates:
        try:
            for _ in _pieces(file, encoding):
                pass
        except UnicodeError:
            continue
        return encoding
    raise UploadRefused("binary-text")


def _pieces(file: BinaryIO, encoding: str):
    """The text, piece by piece.

    :raises UnicodeError: for bytes that the encoding does not have.
    """
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    while data := file.read(CHUNK_BYTES):
        yield decoder.decode(data)
    yield decoder.decode(b"", final=True)


def _check_table(file: BinaryIO, encoding: str) -> None:
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        for row in csv.reader(text):
            for cell in row:
                if _starts_program(cell):
                    raise UploadRefused("formula")
    except csv.Error as error:
        raise UploadRefused("broken") from error
    finally:
        text.detach()


def _starts_program(cell: str) -> bool:
    """A DDE formula: an operator first, then program, bar, topic and exclamation mark."""
    return cell.lstrip()[:1] in set("=+-@") and "!" in cell.partition("|")[2]
