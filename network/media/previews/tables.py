"""The first rows of a spreadsheet. Runs as a child: ``… <folder> <extension>``, the file on
standard input; writes ``<folder>/tables.json``."""

import csv
import io
import json
import sys
import time as clock
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path

SHEETS, ROWS, COLUMNS, CELL_CHARACTERS = 6, 25, 12, 200
# What is shown is looked for in so many rows. Those that follow are counted, for so many seconds
# of work: a preview has a minute for everything.
LOOKED_AT, COUNTING = 400, 15


def tables_of(file, extension: str) -> list[dict]:
    """``{"name", "caption", "head", "rows", "count", "more"}`` of each visible sheet that is not
    empty."""
    until = clock.process_time() + COUNTING
    if extension == "csv":
        text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
        found = [("", *_first(csv.reader(text), until))]
    else:
        import openpyxl

        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        sheets = [
            sheet
            for sheet in book.worksheets
            if getattr(sheet, "sheet_state", "visible") == "visible"
        ]
        found = [
            (sheet.title, *_first(sheet.iter_rows(max_col=COLUMNS + 1, values_only=True), until))
            for sheet in sheets[:SHEETS]
        ]
    return [
        table for name, rows, count in found if (table := _table(name, rows, count)) is not None
    ]


def _first(rows: Iterable, until: float) -> tuple[list[list[str]], int | None]:
    """The rows that hold something, as texts, up to one more than are shown, and how many there
    are in all; None where that is not known."""
    rows, kept = iter(rows), []
    for row in islice(rows, LOOKED_AT):
        texts = [shown(value) for value in row]
        if any(texts):
            kept.append(texts)
        if len(kept) > ROWS + 1:
            break
    following = _count(rows, until)
    return kept, None if following is None else len(kept) + following


def _count(rows: Iterator, until: float) -> int | None:
    """How many rows hold something; None where the time is over first, or one is damaged, which
    must not cost what is shown."""
    count = 0
    try:
        for row in rows:
            if clock.process_time() > until:
                return None
            count += any(value is not None and str(value).strip() for value in row)
    except Exception:
        return None
    return count


def _table(name: str, rows: list[list[str]], count: int | None) -> dict | None:
    """The widest of the first rows is where the columns begin to have names; what stands above it
    alone in its row is the sheet's caption. ``count`` is of the rows below that."""
    if not rows:
        return None
    width = min(max(_length(row) for row in rows), COLUMNS)
    caption = []
    while len(rows) > 1 and _length(rows[0]) == 1 and width > 1:
        caption.append(rows.pop(0)[0])
    cells = [(row + [""] * width)[:width] for row in rows]
    below = cells[1 : ROWS + 1]
    count = None if count is None else count - len(caption) - 1
    return {
        "name": name[:100],
        "caption": " – ".join(part for part in caption if part)[:400],
        "head": cells[0],
        "rows": below,
        "count": count,
        "more": count != len(below) or any(_length(row) > COLUMNS for row in rows),
    }


def _length(row: list[str]) -> int:
    """The number of columns up to the last that holds something."""
    return max((place for place, text in enumerate(row, start=1) if text), default=0)


def shown(value) -> str:
    """One cell as a person reads it."""
    if isinstance(value, bool):
        text = "Yes" if value else "No"
    elif isinstance(value, float):
        text = f"{value:.12g}"
    elif isinstance(value, date):
        # A day is a moment at midnight to a spreadsheet.
        at = value.time() if isinstance(value, datetime) else time()
        text = f"{value.day} {value:%B %Y}" + (f", {at:%H:%M}" if at != time() else "")
    elif isinstance(value, time):
        text = f"{value:%H:%M}"
    else:
        text = "" if value is None else " ".join(str(value).split())
    return text if len(text) <= CELL_CHARACTERS else f"{text[: CELL_CHARACTERS - 1]}…"


if __name__ == "__main__":
    with open(0, "rb", closefd=False) as standard_input:
        try:
            tables = tables_of(standard_input, sys.argv[2])
            (Path(sys.argv[1]) / "tables.json").write_text(json.dumps(tables))
            verdict = "ok"
        except MemoryError:
            verdict = "slow"
        except Exception:
            verdict = "broken"
    sys.stdout.write(verdict)
