"""Read labelled texts from a file that somebody else wrote, or say on which line it is wrong."""

import codecs
import json
from pathlib import Path

from .spans import TYPES


class LabelsError(ValueError):
    """The file is not of the form asked for; the message says where and why, in plain words."""


def read_labelled(file: Path) -> list[dict]:
    """Return the records of a file of JSON lines, or of one JSON list of the same objects.

    UTF-8 with or without a mark, or UTF-16 with one. Each record has "text" and "spans" (each
    with "start", "end" and "type"); one without "id" is called by its line. Other keys are kept.

    :raises LabelsError: for a file that cannot be read, and for the first record that is
        wrong, with its line.
    """
    records = _objects(_decoded(file), file)
    if not records:
        raise LabelsError(f"{file} holds no texts.")
    return [_checked(record, place) for place, record in records]


def _decoded(file: Path) -> str:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise LabelsError(f"{file} cannot be opened: {error.strerror}.") from error
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise LabelsError(
            f"{file} is not UTF-8: line {line} has the byte 0x{data[error.start]:02X}. Save it as "
            "UTF-8 and measure again."
        ) from error


def _objects(text: str, file: Path) -> list[tuple[str, object]]:
    """Each record with the words for its place. Only line feeds part lines, as in JSON lines."""
    if text.lstrip().startswith("["):
        try:
            return [(f"Record {number}", one) for number, one in enumerate(json.loads(text), 1)]
        except ValueError as error:
            raise LabelsError(f"{file} is not JSON: {error}.") from error
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                found.append((f"Line {number}", json.loads(line)))
            except ValueError as error:
                raise LabelsError(f"Line {number} is not JSON: {error}.") from error
    return found


def _checked(record: object, place: str) -> dict:
    if not isinstance(record, dict):
        raise LabelsError(f'{place} is no object with "text" and "spans".')
    for key, kind, words in (("text", str, "a string"), ("spans", list, "a list, [] if clean")):
        if not isinstance(record.get(key), kind):
            raise LabelsError(f'{place} needs "{key}", {words}.')
    for span in record["spans"]:
        wrong = _wrong_label(span, len(record["text"]))
        if wrong:
            raise LabelsError(f"{place}: {wrong}")
    return {"id": place.lower(), **record}


def _wrong_label(span: object, length: int) -> str:
    """What is wrong with one label; empty if nothing."""
    if not isinstance(span, dict) or not {"start", "end", "type"} <= span.keys():
        return 'each span needs "start", "end" and "type".'
    start, end, kind = span["start"], span["end"], span["type"]
    if type(start) is not int or type(end) is not int:
        return f"start and end of a span are whole numbers, not {start!r} and {end!r}."
    if not 0 <= start < end <= length:
        return f"a span from {start} to {end} does not lie in a text of {length} characters."
    if kind not in TYPES:
        return f"unknown type {kind!r}; the types are {', '.join(TYPES)}."
    return ""
