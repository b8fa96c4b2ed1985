"""What several cells of a row say together: days at the head of columns are nobody's births, and a
number with one figure to a cell is somebody's."""

import io
from datetime import date, timedelta

import pytest
from docx import Document

from network.safeguarding.files.reading import must_go
from network.safeguarding.inspection.marks import marks_in
from network.safeguarding.inspection.words import office_words

from . import upload_corpus as corpus
from .test_files_headings import with_commas, workbook

CHILD = date(2011, 3, 14)
LAST_WEEK = date.today() - timedelta(days=9)
WEEKS = [LAST_WEEK - timedelta(days=7 * number) for number in (2, 1, 0)]
OLD_WEEKS = [date(2015, 9, 7), date(2015, 9, 14), date(2015, 9, 21)]
CONSULTED = [date(2013, 9, 1), date(2014, 8, 31)]


def document(rows: list) -> str:
    made = Document()
    table = made.add_table(rows=len(rows), cols=max(map(len, rows)))
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, value in zip(cells.cells, row, strict=False):
            said = f"{value:%d/%m/%Y}" if isinstance(value, date) else value
            cell.text = "" if said is None else str(said)
    return office_words(io.BytesIO(corpus.saved(made)), 200_000)[0]


READ = pytest.mark.parametrize("read", [workbook, with_commas, document])


def held_back_for(text: str) -> list[str]:
    return [finding.phrase for finding in must_go(marks_in("text", text))]


HONEST = {
    "register": [["Name", "Date of birth", *WEEKS], ["", "", "", "", ""]],
    "register of before": [["Pupil", "DOB", *OLD_WEEKS], [None] * 5],
    "register of one day": [["Name", "DOB", LAST_WEEK], [None] * 3],
    "numbered register": [["No", "Name", "DOB", *WEEKS, "Notes"], [1]],
    "weeks": [["Name", "DOB", *(f"Week {n + 1} {d:%d/%m/%Y}" for n, d in enumerate(WEEKS))]],
    "beginnings": [["Name", "DOB", *(f"Week beginning {d:%d/%m/%Y}" for d in WEEKS)]],
    "plan": [["Task", "Owner", *WEEKS], ["Birth of the network", "All"]],
    "calendar": [OLD_WEEKS, ["Birthdays and anniversaries"]],
    "cohorts": [["School year", "Born from", "Born to"], ["Year 7", *CONSULTED]],
    "cut": [["Stage", "Born on or after", "Born before"], ["1", *CONSULTED]],
    "births counted": [["Year of birth", "Births 2014", "Date of extract"], [2008, 412, CHILD]],
    "fields": [
        *(["Field", "Where to find it", "Checked"], ["Date of birth", "LCS > Person", CHILD]),
        ["NHS number", "SystmOne", CHILD],
    ],
    "kept": [["Record", "Kept until", "Reviewed"], ["Plan", "25 years from date of birth", CHILD]],
    "kept by law": [["Kept", "Law", "Reviewed"], ["To the 25th birthday", "Act 1980", CHILD]],
    "form": [["First name", "Date of birth"], ["", ""], ["Version 4", f"Issued {CHILD:%d/%m/%Y}"]],
    "counts": [["Births", *"140311"]],
    "scores": [["NHS staff were kind", *range(1, 10)]],
    "days of work": [["Review", "Day", "Month", "Year"], ["1", 14, 3, 2011]],
}
OF_A_CHILD = {
    "filled in": [["Name", "DOB", *WEEKS], ["Kayleigh", CHILD, "x", "x"]],
    "transposed": [["Name", "K", "J"], ["DOB", CHILD, "02/11/2010"]],
    "two beside each other": [["Name", "DOB", CHILD, "02/11/2011"]],
    "a form without a name": [["Name", None, "Date of birth", CHILD]],
    "a label and no name": [["DOB", CHILD]],
    "born": [["Year", "Born"], ["Year 7", CHILD]],
    "taken from a system": [["Pupil", "DOB from LCS"], ["K", CHILD]],
    "below weeks": [["Births", *OLD_WEEKS[:1]], ["K", CHILD]],
    "a gap": [["Part", "", "Checked"], ["Date of birth", "", CHILD]],
    "year of birth": [["Name", "Year of birth"], ["K", CHILD]],
    "of age": [["Name", "16th birthday"], ["K", CHILD]],
    "checked": [["Field", "Value", "Checked"], ["Date of birth", CHILD, WEEKS[0]]],
}
SPREAD = {
    "to a cell": [["Date of birth", *"14032011"]],
    "of two figures for the year": [["DOB", *"140311"]],
    "with strokes": [["Date of birth", *"14/03/2011"]],
    "below": [["Date of birth"], [*"14032011"]],
    "below letters": [["Date of birth", *"DDMMYYYY"], ["", *"14032011"]],
    "parts": [["Date of birth", "Day", "Month", "Year"], ["", "14", "03", "2011"]],
    "parts of births": [["Name", "Birth day", "Birth month", "Birth year"], ["K", 14, 3, 2011]],
    "parts below": [[None, "Date of birth"], ["Name", "Day", "Month", "Year"], ["K", 14, 3, 2011]],
    "month in letters": [["DOB", "Day", "Month", "Year"], ["", 14, "March", 2011]],
    "parts in a row": [["Date of birth", "Day", "14", "Month", "3", "Year", "2011"]],
}


@READ
@pytest.mark.parametrize("rows", HONEST.values(), ids=HONEST)
def test_days_of_sessions_and_of_school_years_are_nobodys(rows, read):
    assert held_back_for(read(rows)) == []


@READ
@pytest.mark.parametrize("rows", OF_A_CHILD.values(), ids=OF_A_CHILD)
def test_a_childs_day_is_read_beside_them(rows, read):
    assert f"{CHILD:%d/%m/%Y}" in held_back_for(read(rows))


@READ
@pytest.mark.parametrize("rows", SPREAD.values(), ids=SPREAD)
def test_a_birth_in_several_cells_is_read_as_one(rows, read):
    assert held_back_for(read(rows)) != []


@READ
@pytest.mark.parametrize(
    "figures", [[*"9434765919"], [*"943", None, *"476", None, *"5919"]], ids=["whole", "groups"]
)
def test_a_number_with_one_figure_to_a_cell_is_read_as_one(figures, read):
    assert held_back_for(read([["NHS number", *figures]])) == ["9434765919"]


def test_the_day_of_a_register_is_read_apart_in_a_text_too():
    text = document([["Name", "Date of birth", *WEEKS]])

    assert [line for line in text.splitlines() if f"{WEEKS[0]:%d/%m/%Y}" in line] == [
        f"on {WEEKS[0]:%d/%m/%Y}"
    ]
