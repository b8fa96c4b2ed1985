"""Words of birth: of a person, of an empty line in a form, of everybody born after a day."""

from datetime import date

import pytest

from network.safeguarding.screening import screen

TODAY = date(2026, 11, 21)
HONEST = [
    "Date of birth: ____\nVersion 3, 01/09/2021",
    "Name: ____ Date of birth: ____ NHS number: ____ Version 3, 01/09/2021",
    "Date of birth:\n\nVersion 3, 01/09/2021",
    "Date of birth: __/__/____   Review date: 01/09/2021",
    "Date of birth (DD/MM/YYYY):\nNHS number:\nVersion 3, 01/09/2021",
    "Version 3, 01/09/2021\nName: ____\nDate of birth: ____",
    "D.O.B. ........ Form reviewed 01/09/2021",
    "Date of birth (dd/mm/yyyy): ____ Version 3, 01/09/2021",
    "DOB: dd/mm/yyyy  Last updated 1 September 2021",
    "Children born after 1 September 2012 go to the school.",
    "Those born between 1 September 2012 and 31 August 2013 may come.",
    "Pupils (born on or after 01/09/2012) may come.",
    "Children who were born before 1 September 2012 apply by 31 October 2021.",
    "For any child born from 1 September 2012.",
    "Apply by 31 October 2021 for children born after 1 September 2012.",
    "Young people born after September 2012.",
    "Date of birth: Day: __ Month: __ Year: ____",
    "Scores at birth of the plan: 1 4 / 0 3 / 2 0",
]
# Each with the days that point to somebody.
OF_SOMEBODY = [
    ("DOB 01/09/2012", ["01/09/2012"]),
    ("Date of birth:\n01/09/2012", ["01/09/2012"]),
    ("born on 1 September 2012", ["1 September 2012"]),
    ("Date of birth: ____01/09/2012____", ["01/09/2012"]),
    ("Date of birth: __1 September 2012__", ["1 September 2012"]),
    ("Date of birth: ____ (dd/mm/yyyy) 01/09/2012", ["01/09/2012"]),
    ("Date of birth DD/MM/YYYY\n01/09/2012", ["01/09/2012"]),
    ("Date of birth (dd/mm/yyyy) (see review) 01/09/2012", ["01/09/2012"]),
    ("Date of birth (dd/mm/yyyy) and review date:\n01/09/2012", ["01/09/2012"]),
    ("Name: ____ Date of birth: ____\nSam 01/09/2012", ["01/09/2012"]),
    ("Name\nDate of birth\nReview date\nSam\n01/09/2012", ["01/09/2012"]),
    ("Date of birth: ____ Version 3. DOB: 01/09/2012", ["01/09/2012"]),
    ("Date of birth:\nVersion 3, 01/09/2021\nDOB 01/09/2012", ["01/09/2012"]),
    ("Date of birth: ____\nReview date:\n01/09/2012", ["01/09/2012"]),
    ("Pupils, DOB between 01/05/2012 and 01/09/2012", ["01/05/2012", "01/09/2012"]),
    ("Reviewed 01/09/2012 (DOB)", ["01/09/2012"]),
    ("Sam was born after 1 September 2012", ["1 September 2012"]),
    ("Born after midnight on 1 September 2012", ["1 September 2012"]),
    ("A child born after 1 September 2012", ["1 September 2012"]),
    ("The children were born on 1 May 2012 and 3 May 2014", ["1 May 2012", "3 May 2014"]),
    ("her children, born between 1 May 2012 and 3 May 2014", ["1 May 2012", "3 May 2014"]),
    ("Children say he was born before 1 September 2012", ["1 September 2012"]),
    ("Children born after 1 September 2012: Sam 03/05/2013", ["03/05/2013"]),
    ("Children born after 1 September 2012. He was born 03/05/2013", ["03/05/2013"]),
    ("Date of birth: 1 4 / 0 3 / 2 0 1 1", ["1 4 / 0 3 / 2 0 1 1"]),
    ("DOB 1 4 0 3 2 0 1 1", ["1 4 0 3 2 0 1 1"]),
    ("Date of birth: Day 14 Month 03 Year 2011", ["Day 14 Month 03 Year 2011"]),
    ("DOB\nDay\n14\nMonth\nMarch\nYear\n2011", ["Day\n14\nMonth\nMarch\nYear\n2011"]),
    ("Date of birth\nDay Month Year\n14 03 2011", ["14 03 2011"]),
]


def days(text: str) -> list[tuple[str, str]]:
    return [
        (text[span.start : span.end], span.severity)
        for span in screen(text, today=TODAY)
        if span.type == "dob"
    ]


@pytest.mark.parametrize("text", HONEST)
def test_an_empty_line_and_a_day_for_everybody_are_nobodys(text):
    assert days(text) == []


@pytest.mark.parametrize(("text", "found"), OF_SOMEBODY)
def test_a_day_of_somebodys_birth_is_marked(text, found):
    assert days(text) == [(day, "block") for day in found]
