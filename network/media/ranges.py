"""Which part of a file a request asks for (RFC 9110, sections 13.1.5 and 14)."""

import re
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.http import parse_http_date_safe

_ONE_RANGE = re.compile(r"(\d{0,18})-(\d{0,18})")


@dataclass(frozen=True, slots=True)
class Part:
    """``length`` bytes of a file from ``start`` on."""

    start: int
    length: int

    def content_range(self, size: int) -> str:
        return f"bytes {self.start}-{self.start + self.length - 1}/{size}"


class NotInFile(Exception):  # noqa: N818 -- an answer to give (416), not a fault
    """The part that was asked for lies outside the file."""


def wanted_part(
    request: HttpRequest, size: int, *, etag: str, last_modified: int | None
) -> Part | None:
    """The single part that a GET asks for, or None where the whole file is the answer.

    The whole file answers every other method, units other than bytes, what is not a range, several
    ranges at once (which RFC 9110 allows, and which keeps a request for a thousand overlapping
    parts from costing anything), and an ``If-Range`` that names another state of the file.
    ``last_modified`` is in seconds since 1970.

    :raises NotInFile: for a range that begins behind the end, or the last 0 bytes.
    """
    header = request.headers.get("Range", "")
    unit, _, value = header.partition("=")
    if request.method != "GET" or unit.strip().lower() != "bytes":
        return None
    match = _ONE_RANGE.fullmatch(value.strip())
    if match is None or value.strip() == "-" or not _is_same_file(request, etag, last_modified):
        return None
    first, last = match.groups()
    if not first:
        length = min(int(last), size)
        start, end = size - length, size - 1
    else:
        start, end = int(first), min(int(last) if last else size - 1, size - 1)
        if last and int(last) < start:
            return None
    if start >= size or end < start:
        raise NotInFile
    return Part(start, end - start + 1)


def _is_same_file(request: HttpRequest, etag: str, last_modified: int | None) -> bool:
    """Whether the visitor's first part is of the file as it is now."""
    condition = request.headers.get("If-Range", "").strip()
    if not condition:
        return True
    if condition.startswith(('"', "W/")):
        return condition == etag
    return last_modified is not None and parse_http_date_safe(condition) == last_modified
