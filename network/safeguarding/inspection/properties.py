"""Take out of an Office document what programs write beside its content: who wrote it, with what.

Only files that passed the gate are given here. Text and CSV have no such properties.
"""

import html
import re
import shutil
import zipfile
from collections.abc import Callable
from typing import BinaryIO

from network.safeguarding.inspection.pictures_inside import without_picture_notes
from network.safeguarding.inspection.surroundings import (
    emptied_part,
    is_of_an_add_in,
    templates,
    without_template,
    without_what_is_lost,
)

CHUNK_BYTES = 256 * 1024
MOST_CHARACTERS = 200_000
_PROPERTIES = re.compile(
    r"docprops/(?:core|app|custom)\.xml|package/services/metadata/core-properties/[^/]+\.psmdcp"
)
_VALUE = re.compile(rb">([^<>]{1,4000})</")
_KEPT_VALUE = re.compile(
    rb"\d{1,9}|true|false|\d{1,2}\.\d{1,5}|Normal(?:\.dotm)?|\d{4}-\d\d-\d\dT[\d:.]{8,15}Z?"
)
# The people of comments and tracked changes, in the three kinds of document.
_AUTHORS = re.compile(
    rb'(\b(?:author|initials|userId|providerId|userName|lastModifiedBy)=")[^"]{1,400}(")'
)
# Not of a table, which Excel must repair without its name.
_PERSON = re.compile(rb'(<(?:\w{1,8}:)?person\b[^>]{0,400}?\bdisplayName=")[^"]{1,400}(")')
_AUTHOR_ELEMENTS = re.compile(rb"(<(?:\w{1,8}:)?author>)[^<]{1,400}(</)")
_SLIDE_AUTHOR = re.compile(rb'(<p\w{0,3}:(?:cmAuthor|author)\b[^>]{0,400}?\bname=")[^"]{1,400}(")')
_PICTURES = (".jpg", ".jpeg", ".png")


def are_properties(name: str) -> bool:
    """Whether a part holds the properties, as Office or as the libraries of other programs call
    it."""
    return _PROPERTIES.fullmatch(name.lower()) is not None


def office_properties(file: BinaryIO) -> str:
    """What the properties of an Office document say, and where its template lies, a line each."""
    lines = []
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            if name.lower().endswith(".rels"):
                lines += templates(archive.read(name))
            elif are_properties(name):
                values = (match.group(1) for match in _VALUE.finditer(archive.read(name)))
                lines += [
                    html.unescape(value.decode("utf-8", "replace"))
                    for value in values
                    if not _KEPT_VALUE.fullmatch(value)
                ]
    return "\n".join(lines)[:MOST_CHARACTERS]


def bare_office(file: BinaryIO, target: BinaryIO) -> None:
    """Write the document again without title, author, last editor, company, manager, keywords and
    custom properties, the names on comments and tracked changes, what cameras wrote into pictures,
    the template that it is attached to, and the panes of add-ins."""
    with (
        zipfile.ZipFile(file) as archive,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as cleaned,
    ):
        for member in archive.infolist():
            change = _change_for(member.filename.lower())
            # The time a part was saved says when somebody worked.
            entry = zipfile.ZipInfo(member.filename, (1980, 1, 1, 0, 0, 0))
            # What did not shrink before (films, pictures) is not packed in vain.
            entry.compress_type = member.compress_type
            if change:
                cleaned.writestr(entry, change(archive.read(member)))
            elif member.is_dir():
                cleaned.writestr(entry, b"")
            else:
                entry.file_size = member.file_size
                with archive.open(member) as part, cleaned.open(entry, "w") as copy:
                    shutil.copyfileobj(part, copy, CHUNK_BYTES)


def _change_for(name: str) -> Callable[[bytes], bytes] | None:
    if are_properties(name):
        return _emptied
    if name.endswith(".rels"):
        return without_what_is_lost
    if is_of_an_add_in(name):
        return emptied_part
    if name.endswith(_PICTURES):
        return without_picture_notes
    if name.endswith(".xml") and name.startswith(("word/", "ppt/", "xl/")):
        return _without_people
    return None


def _emptied(data: bytes) -> bytes:
    """The same elements with nothing in them, but for figures, dates and yes or no."""
    return _VALUE.sub(
        lambda match: match.group() if _KEPT_VALUE.fullmatch(match.group(1)) else b"></", data
    )


def _without_people(data: bytes) -> bytes:
    data = _AUTHORS.sub(rb"\1\2", data)
    data = _PERSON.sub(rb"\1\2", data)
    data = _SLIDE_AUTHOR.sub(rb"\1\2", data)
    return without_template(_AUTHOR_ELEMENTS.sub(rb"\1\2", data))
