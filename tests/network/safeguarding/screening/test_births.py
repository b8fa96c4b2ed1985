"""Words of birth: of a person, of an empty line in a form, of everybody born after a day."""

from datetime import date

import pytest

from network.safeguarding.screening import screen
from network.safeguarding.screening.own_dates import has_its_own_label

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
    "Those born 1 September 2012 to 31 August 2013 are in Year 9.",
]
OF_SOMETHING_ELSE = [
    "Name\nDate of birth\nNHS number\nDate completed: 12/03/2015",
    "Ask for date of birth and nationality. Guidance v3.4, 9 October 2015",
    "Date of birth: ask for it. Law since 25 May 2018.",
    "By the 18th birthday a plan is in place. Guidance in force since 1 April 2015.",
    "Care leavers up to their 25th birthday. Updated 12 March 2015.",
    "Girls aged 16–18. Source: Committee, HC 91, 13 September 2016.",
    "The project was born in 2013. Launch: 29 September 2016.",
    "The service was born on 1 April 2015 as a pilot. It turned ten on 1 April 2025.",
    "Vygotsky (born 17 November 1896, died 11 June 1934)",
    "05/04/2016\nBirthdays and anniversaries:",
    "05/04/2016\nBirth of the network",
    "Files are kept 25 years from date of birth\nReviewed 01/09/2015",
    "25 years from date of birth, 01/09/2015",
    "Date of birth (e.g. 31/12/2012)",
    "Young people born between 1 September 2008 and 31 August 2011",
    "School year Born between Year 7 1 September 2013 and 31 August 2014",
    "School year Born from Born to\nYear 7 01/09/2013 31/08/2014\nYear 8 01/09/2012 31/08/2013",
    '"dateOfBirth": {"type": "string"}, "created": "2015-03-14"',
    "child_dob; date; YYYY-MM-DD",
    "order 140311",
    "Name Date of birth 14/09/2015 21/09/2015 28/09/2015 Notes",
    "Name | DOB | 14 Sept 2015 | 21 Sept 2015 | 5 Oct 2015",
    "Barter, C.B. (14 March 2011) A study.",
    "Approved by J.O. (14/03/2011)",
    "Amended H.M. (14/03/2014), J.O. (12/03/2015)",
    "Present: K.B. (14/03/2014), J.R. (12/03/2015)",
    "Actions: K.B. (14/03/2026), J.R. (02/11/2025)",
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
    ("D.O.B. checked 14/03/2011", ["14/03/2011"]),
    ("The girl in our hub was born on 1 April 2011", ["1 April 2011"]),
    ("A boy who came with his mother to the children's centre was born 1 May 2011", ["1 May 2011"]),
    ("birth of the baby of the network lead on 1 May 2011", ["1 May 2011"]),
    ("Year of birth 14/03/2011", ["14/03/2011"]),
    ("DOBs 14/09/2015, 21/09/2015", ["14/09/2015", "21/09/2015"]),
    ("DOB 14/09/2015 22/09/2015 29/09/2015", ["14/09/2015", "22/09/2015", "29/09/2015"]),
    ("DOB\n14/09/2015\n21/09/2015\n28/09/2015", ["14/09/2015", "21/09/2015", "28/09/2015"]),
    ("The two were born 1 May 2012 and 31 August 2014", ["1 May 2012", "31 August 2014"]),
    ("Date of birth: updated 14/03/2011", ["14/03/2011"]),
    ("DOB; checked 14/03/2011", ["14/03/2011"]),
    ("DOB (checked last week): 14/03/2011", ["14/03/2011"]),
    ("Born in 2011. Date 14/03/2011", ["14/03/2011"]),
    ("Sam was born in 2012, Ella 14/03/2011", ["14/03/2011"]),
    ("The service user was born on 1 April 2015", ["1 April 2015"]),
    ("the birth of the baby on 1 April 2015", ["1 April 2015"]),
    ("her 13th birthday was on 14/03/2024", ["14/03/2024"]),
    ("his birthdays:\nKayleigh 14/03/2011", ["14/03/2011"]),
    ("14/03/2011\nDate of birth", ["14/03/2011"]),
    ("Kayleigh, e.g. born 14/03/2011", ["14/03/2011"]),
    ("Kayden, 12, 12 March 2012", ["12 March 2012"]),
    ("Kept 25 years. DOB 01/09/2015", ["01/09/2015"]),
    ("Sam, born 01/09/2012, review 31/08/2014", ["01/09/2012", "31/08/2014"]),
    ('{"name":"K","dateOfBirth":"2011-03-14"}', ["2011-03-14"]),
    ("childDateOfBirth=2011-03-14", ["2011-03-14"]),
    ("pupil_dob: 14/03/2011", ["14/03/2011"]),
    ("KB DOB 140311", ["140311"]),
    ("KB DOB 14032011", ["14032011"]),
    ("K.B. (14/03/2011), J.R. (02/11/2010)", ["14/03/2011", "02/11/2010"]),
    ("Those discussed: T.M. (30 June 2012).", ["30 June 2012"]),
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


@pytest.mark.parametrize("text", OF_SOMETHING_ELSE)
def test_what_is_not_of_somebodys_birth_holds_nothing_back(text):
    assert [day for day, severity in days(text) if severity == "block"] == []


@pytest.mark.parametrize("text", HONEST)
def test_an_empty_line_and_a_day_for_everybody_are_nobodys(text):
    assert days(text) == []


@pytest.mark.parametrize(
    ("gap", "is_labelled"),
    [
        (" and nationality. guidance v3.4, ", True),
        ("\nname\ndate completed: ", True),
        ("\ncompleted by kayden\n", False),
        (". checked ", False),
        (": reviewed ", False),
        ("\n", False),
    ],
)
def test_a_date_is_labelled_in_a_sentence_or_line_of_its_own(gap, is_labelled):
    assert has_its_own_label(gap) == is_labelled


@pytest.mark.parametrize(("text", "found"), OF_SOMEBODY)
def test_a_day_of_somebodys_birth_is_marked(text, found):
    assert days(text) == [(day, "block") for day in found]
