"""CSV that a spreadsheet program opens without running what is in it."""

import csv
from collections.abc import Iterable, Iterator

from django.http import StreamingHttpResponse

# What makes Excel, LibreOffice and others read a cell as a formula (ASVS 5.0 1.2.10).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


class _Echo:
    """A file that gives back what is written."""

    def write(self, value: str) -> str:
        return value


def safe_cell(value) -> str:
    """The value as text; one that would be a formula gets an apostrophe in front."""
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def csv_lines(rows: Iterable[Iterable]) -> Iterator[str]:
    """One line per row, after the mark by which Excel knows UTF-8."""
    writer = csv.writer(_Echo())
    yield "\ufeff"
    for row in rows:
        yield writer.writerow([safe_cell(value) for value in row])


def csv_response(rows: Iterable[Iterable], *, name: str) -> StreamingHttpResponse:
    """A download that is written while it is sent, so that its length does not matter."""
    response = StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
