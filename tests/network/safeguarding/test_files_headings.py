"""Figures in tables: a child's hold a file back, and the days and numbers of work do not."""

import io
from datetime import date

import pytest
from openpyxl import Workbook

from network.safeguarding.files.reading import must_go
from network.safeguarding.inspection.marks import marks_in
from network.safeguarding.inspection.words import office_words, table_words

from . import upload_corpus as corpus

WORK = date(2022, 3, 4)
CHILD = date(2009, 5, 3)
HONEST = {
    "rota": [["School", "Session 1", "Session 2", "Review 1"], ["Ash Academy", WORK, WORK, WORK]],
    "milestones": [["Milestone", "Sign-off"], ["Steering group", WORK]],
    "actions": [["Action", "Due", "Done", "Review 1"], ["Walk the route", WORK, WORK, WORK]],
    "cohorts": [["Cohort 2", "Week 1", "KS3", "Inset"], [WORK, WORK, WORK, WORK]],
    "months": [["Month", "Number"], [date(2022, 1, 1), 12], [date(2022, 2, 1), 15]],
    "counts": [["Year", "Case numbers"], [2021, 1000], [2022, 1001]],
    "schools": [["URN", "School"], [100000, "Ash Academy"], [100001, "Birch School"]],
    "blank register": [
        *(["Last updated", WORK], [], ["Name", "Date of birth", "School", "Review due"]),
    ],
    "referrals": [["Date of birth", "School", "Date of referral"], [None, "Ash", WORK]],
    "blank form": [
        *(["Plan template"], ["Name"], ["Date of birth"], ["NHS number"]),
        *(["Date of plan", WORK], ["Reviews", WORK]),
    ],
}
OF_A_CHILD = {
    "register": [["Pupil", "Date of birth"], ["Kayden Castellane-Ward", CHILD]],
    "names that are events too": [["Name", "DOB"], ["Courtney Payne", CHILD]],
    "no heading": [["Kayleigh Barker", CHILD]],
    "form": [["Name", "Kayleigh Barker"], ["Date of birth", CHILD]],
    "heading in two rows": [["Pupil", "Date of"], ["", "birth"], ["Mia Brown", CHILD]],
    "heading with its format": [["Pupil", "Date of birth"], ["", "(dd/mm/yyyy)"], ["Mia", CHILD]],
    "beside a review": [["Review", "Born"], [WORK, CHILD]],
}


def workbook(rows: list) -> str:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return office_words(io.BytesIO(corpus.saved(book)), 200_000)[0]


def with_commas(rows: list) -> str:
    lines = [",".join("" if cell is None else _typed(cell) for cell in row) for row in rows]
    return table_words(io.BytesIO("\n".join(lines).encode()), 200_000)


def _typed(cell) -> str:
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)


def held_back_for(text: str) -> list[str]:
    return [finding.phrase for finding in must_go(marks_in("text", text))]


@pytest.mark.parametrize("read", [workbook, with_commas])
@pytest.mark.parametrize("rows", HONEST.values(), ids=HONEST)
def test_days_and_numbers_of_work_hold_no_file_back(rows, read):
    assert held_back_for(read(rows)) == []


@pytest.mark.parametrize("read", [workbook, with_commas])
@pytest.mark.parametrize("rows", OF_A_CHILD.values(), ids=OF_A_CHILD)
def test_a_date_of_birth_holds_the_file_back(rows, read):
    assert held_back_for(read(rows)) == ["03/05/2009"]


@pytest.mark.parametrize("read", [workbook, with_commas])
@pytest.mark.parametrize("heading", ["Phone", "Contact number", "Surgery tel", "Contact"])
def test_a_heading_says_that_a_number_without_its_nought_is_one_to_ring(heading, read):
    rows = [["Organisation", heading], ["Ash GP surgery", 1582743215]]
    assert {(mark.type, mark.phrase) for mark in marks_in("text", read(rows))} == {
        ("phone", "1582743215")
    }


@pytest.mark.parametrize("heading", ["NHS number", "NHS no / contact"])
def test_a_heading_says_that_a_number_is_the_health_services(heading):
    rows = [["Pupil", heading], ["K", 9434765919]]
    assert held_back_for(workbook(rows)) == ["9434765919"]


def test_a_case_number_is_long():
    assert held_back_for(workbook([["Pupil", "Case number"], ["K", 1234567]])) != []


@pytest.mark.parametrize(
    "words",
    [
        *("Version 2, 12 March 2021", "Form version 3, 01/09/2022", "Webinar 3 – 12 March 2021"),
        *("Appendix 2, 12 March 2021", "Issue 4, 1 May 2022", "Version 2 (12 March 2021)"),
    ],
)
def test_what_is_counted_is_no_age(words):
    assert held_back_for(words) == []


@pytest.mark.parametrize("words", ["Kayden, 12, 12 March 2012", "aged 12, 12 March 2012"])
def test_an_age_beside_a_date_is_one(words):
    assert held_back_for(words) == ["12 March 2012"]
