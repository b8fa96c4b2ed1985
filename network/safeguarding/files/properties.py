"""Take out of a file what programs write beside its content: who wrote it, where, with what.

Only files that passed the gate are given here. Text and CSV have no such properties.
"""

import html
import io
import re
import zipfile
from collections.abc import Callable
from typing import BinaryIO

from network.safeguarding.files.pdf_contents import without_pdf_properties
from network.safeguarding.files.pictures_inside import without_picture_notes

_PROPERTY_NAMES = {"docprops/core.xml", "docprops/app.xml", "docprops/custom.xml"}
_VALUE = re.compile(rb">([^<>]{1,4000})</")
_KEPT_VALUE = re.compile(
    rb"\d{1,9}|true|false|\d{1,2}\.\d{1,5}|Normal(?:\.dotm)?|\d{4}-\d\d-\d\dT[\d:.]{8,15}Z?"
)
# The people of comments and tracked changes, in the three kinds of document.
_AUTHORS = re.compile(
    rb'(\b(?:author|initials|userId|providerId|userName|displayName|lastModifiedBy)=")[^"]{1,400}(")'
)
_AUTHOR_ELEMENTS = re.compile(rb"(<(?:\w{1,8}:)?author>)[^<]{1,400}(</)")
_SLIDE_AUTHOR = re.compile(rb'(<p\w{0,3}:(?:cmAuthor|author)\b[^>]{0,400}?\bname=")[^"]{1,400}(")')
_PICTURES = (".jpg", ".jpeg", ".png")


def without_properties(file: BinaryIO, extension: str) -> bytes | None:
    """Return the file's bytes without its properties; None where it has none to lose.

    Office: title, author, last editor, company, manager, keywords and custom properties, the names
    on comments and tracked changes, and what cameras wrote into pictures. PDF: the information
    dictionary and all metadata streams. What is shown on the pages stays. The result keeps its
    kind; the caller checks it as any other file. ``file`` stands at its beginning afterwards.
    """
    file.seek(0)
    try:
        if extension in {"docx", "pptx", "xlsx"}:
            return _office(file)
        return without_pdf_properties(file) if extension == "pdf" else None
    finally:
        file.seek(0)


def properties_of(file: BinaryIO, extension: str) -> str:
    """What the properties of an Office document say, a line each; empty for other kinds."""
    if extension not in {"docx", "pptx", "xlsx"}:
        return ""
    lines = []
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            if name.lower() in _PROPERTY_NAMES:
                values = (match.group(1) for match in _VALUE.finditer(archive.read(name)))
                lines += [
                    html.unescape(value.decode("utf-8", "replace"))
                    for value in values
                    if not _KEPT_VALUE.fullmatch(value)
                ]
    file.seek(0)
    return "\n".join(lines)


def _office(file: BinaryIO) -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(file) as archive,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as cleaned,
    ):
        for member in archive.infolist():
            data = archive.read(member)
            change = _change_for(member.filename.lower())
            # The time a part was saved says when somebody worked.
            entry = zipfile.ZipInfo(member.filename, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            cleaned.writestr(entry, change(data) if change else data)
    return target.getvalue()


def _change_for(name: str) -> Callable[[bytes], bytes] | None:
    if name in _PROPERTY_NAMES:
        return _emptied
    if name.endswith(_PICTURES):
        return without_picture_notes
    if name.endswith(".xml") and name.startswith(("word/", "ppt/", "xl/")):
        return _without_authors
    return None


def _emptied(data: bytes) -> bytes:
    """The same elements with nothing in them, but for figures, dates and yes or no."""
    return _VALUE.sub(
        lambda match: match.group() if _KEPT_VALUE.fullmatch(match.group(1)) else b"></", data
    )


def _without_authors(data: bytes) -> bytes:
    data = _AUTHORS.sub(rb"\1\2", data)
    data = _SLIDE_AUTHOR.sub(rb"\1\2", data)
    return _AUTHOR_ELEMENTS.sub(rb"\1\2", data)
