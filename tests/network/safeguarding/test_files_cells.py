"""The cells of a workbook as they are shown, beside the headings of their columns."""

import io
import time
from datetime import date, datetime
from datetime import time as clock

import pytest
from openpyxl import Workbook

from network.safeguarding.files import UploadRefused, admit
from network.safeguarding.inspection.child import answer_to
from network.safeguarding.inspection.words import office_words, table_words

from . import upload_corpus as corpus


def words(content: bytes, most: int = 200_000) -> str:
    return office_words(io.BytesIO(content), most)[0]


def book_of(*rows, formats: dict[str, str] | None = None) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for place, code in (formats or {}).items():
        book.active[place].number_format = code
    return corpus.saved(book)


def sheet_of(content: bytes) -> list[str]:
    return words(content).splitlines()


REGISTER = (
    ["Pupil", "NHS number", "Date of birth"],
    ["Kayden Castellane-Ward", 9434765919, date(2009, 5, 3)],
    ["Mia Brown", 9434765870, date(2010, 6, 4)],
)


@pytest.mark.django_db
def test_a_register_of_numbers_and_dates_is_held_back():
    with pytest.raises(UploadRefused) as refused:
        admit(io.BytesIO(book_of(*REGISTER)), filename="register.xlsx")

    assert refused.value.code == "identifies"
    assert [finding.phrase for finding in refused.value.findings] == [
        *("9434765919", "03/05/2009", "9434765870", "04/06/2010")
    ]


def test_each_figure_stands_behind_the_heading_of_its_column():
    assert sheet_of(book_of(["Year 9"], [], *REGISTER))[:5] == [
        "Year 9",
        "Pupil; NHS number; Date of birth",
        "Kayden Castellane-Ward; NHS number: 9434765919; Date of birth: 03/05/2009",
        "Mia Brown; NHS number: 9434765870; Date of birth: 04/06/2010",
        "Sheet",
    ]


def test_a_table_of_commas_is_read_likewise():
    text = b"Pupil,NHS number\nKayden,943 476 5919\nMia,9434765870\n"

    assert table_words(io.BytesIO(text), 1000) == (
        "Pupil; NHS number\nKayden; NHS number: 943 476 5919\nMia; NHS number: 9434765870"
    )


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (9434765919, "General", "9434765919"),
        (9434765919.0, "0", "9434765919"),
        (9434765919, r"000\ 000\ 0000", "943 476 5919"),
        (7700900123, "00000000000", "07700900123"),
        (3, "General", "3"),
        (0.5, "0%", "0.5"),
        (date(2009, 5, 3), "yyyy-mm-dd", "03/05/2009"),
        (date(2009, 5, 3), "[$-809]dd mmmm yyyy;@", "03/05/2009"),
        (39936, "mmm-yy", "03/05/2009"),
        (39936, "General", "39936"),
        (datetime(2009, 5, 3, 14, 30), "dd/mm/yyyy hh:mm", "03/05/2009 14:30"),
        (clock(14, 30), "hh:mm", "14:30"),
        (3, '0 "days"', "3"),
        (True, "General", "Yes"),
        ("Park", "General", "Park"),
    ],
)
def test_a_cell_is_read_as_it_is_shown(value, code, shown):
    assert sheet_of(book_of([value], formats={"A1": code}))[0] == shown


def test_the_words_of_a_format_are_read():
    content = book_of([7], formats={"A1": '"Kayleigh Barnett, born 14/03/2011: "0'})

    assert "Kayleigh Barnett, born 14/03/2011: " in sheet_of(content)


def test_days_may_count_from_1904():
    book = Workbook()
    book.epoch = datetime(1904, 1, 1)
    book.active["A1"] = date(2009, 5, 3)

    assert sheet_of(corpus.saved(book))[0] == "03/05/2009"


def test_a_cell_far_away_costs_nothing():
    book = Workbook()
    book.active["A1"] = "Place"
    book.active["XFD1048576"] = "Kayden Castellane-Ward"
    before = time.process_time()
    found = words(corpus.saved(book))

    assert "Kayden Castellane-Ward" in found
    assert time.process_time() - before < 2


def test_a_large_workbook_is_bounded_and_a_small_sheet_beside_it_is_read():
    book = Workbook(write_only=True)
    large = book.create_sheet("Figures")
    for row in range(20_000):
        large.append([f"Street {row}", row, row / 7, 12345])
    small = book.create_sheet("Pupils")
    for row in REGISTER:
        small.append(row)
    content = corpus.saved(book)
    before = time.process_time()
    found = words(content)

    assert "Date of birth: 04/06/2010" in found
    assert len(found) <= 200_000
    assert time.process_time() - before < 10


def test_a_workbook_whose_parts_do_not_fit_each_other_is_read_as_far_as_it_goes():
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row><c t="s"><v>99</v></c><c t="s"><v>x</v></c><c s="77"><v>39936</v></c>'
        '<c><v>not a number</v></c><c t="e"><v>#REF!</v></c><c r="??"><v>1e400</v></c>'
        '<c><v>nan</v></c><c t="d"><v>2009-05-03T00:00:00</v></c></row></sheetData></worksheet>'
    )
    content = corpus.with_part(corpus.xlsx(), "xl/worksheets/sheet1.xml", sheet.encode())

    assert "not a number" in words(content)
    assert "03/05/2009" in words(content)
    assert answer_to(io.BytesIO(content), "xlsx", {"marks"}, io.BytesIO())["code"] == "ok"
