"""Read and write the sheet: XLSX or CSV, every cell as text."""

import csv
import difflib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import openpyxl

from network.pages.control_characters import without_controls
from network.safeguarding.files import UploadRefused, check_upload
from resources.importing.columns import COLUMNS, REQUIRED, Problem

MAX_ROWS = 20_000
# What a spreadsheet takes for a formula when it opens a CSV.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


class SheetRefused(Exception):  # noqa: N818 -- a verdict, not a fault
    """A sheet that cannot be read as one. ``problems`` say why, all at once."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = list(problems)
        super().__init__("; ".join(map(str, problems)))


class Formula(str):
    """A cell whose value a spreadsheet would work out; text that begins with "=" is none."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row with something in it: its number in the spreadsheet, and its cells by column."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def read_sheet(path: Path, problems: list[Problem]) -> list[Row]:
    """The rows below the headings. Formulas are added to ``problems``: what they would show here is
    not known.

    :raises SheetRefused: for what is no sheet, and for headings that are missing or not ours.
    """
    records = _records(path)
    if not records:
        raise SheetRefused(Problem(0, "", "The sheet is empty."))
    headings = _headings(records[0])
    rows = []
    for number, record in enumerate(records[1:], start=2):
        cells = dict(zip(headings, record, strict=False))
        cells = {column: cell for column, cell in cells.items() if cell.strip()}
        for column, cell in cells.items():
            if isinstance(cell, Formula):
                problems.append(
                    Problem(number, column, "This is a formula. Put what it shows in its place.")
                )
        if cells:
            rows.append(Row(number, cells))
    if not rows:
        raise SheetRefused(Problem(0, "", "The sheet has headings and no rows."))
    return rows


def _records(path: Path) -> list[list[str]]:
    """Every row as text, the headings first."""
    with path.open("rb") as file:
        try:
            checked = check_upload(file, filename=path.name)
        except UploadRefused as refusal:
            raise SheetRefused(Problem(0, "", refusal.reason)) from refusal
        if checked.extension not in {"xlsx", "csv"}:
            raise SheetRefused(Problem(0, "", "The sheet is an .xlsx or .csv file."))
        try:
            return list(_xlsx(file) if checked.extension == "xlsx" else _csv(file.read()))
        except SheetRefused:
            raise
        except Exception as error:
            raise SheetRefused(
                Problem(0, "", "This sheet cannot be read. Save a fresh copy and use that.")
            ) from error


def _xlsx(file) -> Iterator[list[str]]:
    book = openpyxl.load_workbook(file, read_only=True)
    if not book.worksheets:
        return
    for number, record in enumerate(book.worksheets[0].iter_rows(), start=1):
        if number > MAX_ROWS:
            raise SheetRefused(_too_long())
        yield [
            Formula(cell.value) if cell.data_type == "f" else _text(cell.value) for cell in record
        ]


def _text(value) -> str:
    """A cell as somebody would type it: days without a time, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == value.min.time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\r\n", "\n")


def _csv(data: bytes) -> Iterator[list[str]]:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for number, record in enumerate(reader, start=1):
        if number > MAX_ROWS:
            raise SheetRefused(_too_long())
        yield [
            Formula(cell) if cell.startswith("=") else _without_guard(cell.replace("\r\n", "\n"))
            for cell in record
        ]


def _without_guard(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_SIGNS) else cell


def _too_long() -> Problem:
    return Problem(0, "", f"A sheet has {MAX_ROWS} rows at most. Divide it.")


def _headings(record: list[str]) -> list[str]:
    names = ["_".join(cell.strip().lower().replace("-", " ").split()) for cell in record]
    while names and not names[-1]:
        names.pop()
    problems = [
        Problem(1, name, f"There is no column of this name.{_meant(name)}")
        for name in names
        if name and name not in COLUMNS
    ]
    problems += [
        Problem(1, name, "This column is there twice.")
        for name in dict.fromkeys(names)
        if name and names.count(name) > 1
    ]
    problems += [
        Problem(1, name, "This column is missing.") for name in REQUIRED if name not in names
    ]
    if problems:
        raise SheetRefused(*problems)
    return names


def _meant(name: str) -> str:
    near = difflib.get_close_matches(name, COLUMNS, n=1)
    return f" Did you mean “{near[0]}”?" if near else f" The columns are: {', '.join(COLUMNS)}."


def write_sheet(path: Path, rows: list[dict[str, str]]) -> None:
    """Write the rows under the headings, as XLSX or CSV by the name's ending; no cell of either is
    taken for a formula."""
    if path.suffix.lower() == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            writer.writerows([_guarded(row.get(name, "")) for name in COLUMNS] for row in rows)
        return
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Resources"
    sheet.freeze_panes = "A2"
    for number, row in enumerate([{name: name for name in COLUMNS}, *rows], start=1):
        for place, name in enumerate(COLUMNS, start=1):
            if row.get(name):
                cell = sheet.cell(number, place, without_controls(row[name]))
                cell.data_type = "s"
    book.save(path)


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA_SIGNS) else cell
