"""The first rows of a sheet, as a person reads them."""

import io
from datetime import date, datetime, time

import pytest

from network.media.previews import tables
from network.media.previews.tables import COLUMNS, ROWS, shown, tables_of
from tests.network.media.previews.samples import xlsx


def read(*sheets, **options):
    return tables_of(io.BytesIO(xlsx(*sheets, **options)), "xlsx")


def test_a_sheet_is_its_caption_its_headers_and_its_rows():
    rows = [["How to use this sheet"], ["No", "Question", "Score"], [1, "Is it safe?", 2.5]]
    assert read(("Audit", rows)) == [
        {
            "name": "Audit",
            "caption": "How to use this sheet",
            "head": ["No", "Question", "Score"],
            "rows": [["1", "Is it safe?", "2.5"]],
            "count": 1,
            "more": False,
        }
    ]


def test_hidden_and_empty_sheets_are_not_shown():
    found = read(("Shown", [["a", "b"]]), ("Hidden", [["c"]]), ("Empty", []), hidden="Hidden")
    assert [table["name"] for table in found] == ["Shown"]


def test_long_and_wide_sheets_are_cut_and_say_so():
    rows = [[f"{row}.{column}" for column in range(30)] for row in range(200)]
    (table,) = read(("Large", rows))
    assert (len(table["head"]), len(table["rows"]), table["more"]) == (COLUMNS, ROWS, True)
    assert table["count"] == 199


@pytest.mark.parametrize(("rows", "more"), [(ROWS, False), (ROWS + 1, True), (ROWS + 2, True)])
def test_rows_below_a_caption_are_counted_without_it(rows, more):
    above = [["How to use this sheet"], [], ["No", "Question"]]
    (table,) = read(("Audit", [*above, *([number, "?"] for number in range(rows))]))
    assert (table["count"], table["more"]) == (rows, more)


def test_rows_beyond_the_time_are_not_counted(monkeypatch):
    monkeypatch.setattr(tables, "COUNTING", -1)
    (table,) = read(("Large", [[number, "?"] for number in range(100)]))
    assert (len(table["rows"]), table["count"], table["more"]) == (ROWS, None, True)


def test_a_damaged_row_costs_the_count_and_not_the_table():
    sheet = "a,b\n" * 100 + "x" * 200_000 + "\n"
    (table,) = tables_of(io.BytesIO(sheet.encode()), "csv")
    assert (len(table["rows"]), table["count"], table["more"]) == (ROWS, None, True)


def test_a_csv_is_a_table_without_a_name():
    (table,) = tables_of(io.BytesIO("Ort;\nName,Zahl\nä,1\n".encode()), "csv")
    assert (table["name"], table["rows"][-1]) == ("", ["ä", "1"])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "Yes"),
        (3.0, "3"),
        (0.1 + 0.2, "0.3"),
        (date(2026, 3, 1), "1 March 2026"),
        (datetime(2026, 3, 1), "1 March 2026"),
        (datetime(2026, 3, 1, 9, 5), "1 March 2026, 09:05"),
        (time(9, 5), "09:05"),
        (" two\n lines ", "two lines"),
        ("x" * 300, "x" * 199 + "…"),
    ],
)
def test_cells_read_as_people_write(value, text):
    assert shown(value) == text
