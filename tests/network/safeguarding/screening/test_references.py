"""Numbers behind the names of teams and papers: what is everybody's, and what is a child's."""

from datetime import date

import pytest

from network.safeguarding.screening import screen

TODAY = date(2026, 11, 21)


def references(text: str) -> list[tuple[str, str]]:
    return [
        (text[span.start : span.end], span.severity)
        for span in screen(text, today=TODAY)
        if span.type == "caseref"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "MASH 01582 547653",
        "MASH: 01582 547653",
        "Call MASH (01582 547653) or 999.",
        "MASH\n01582 547653",
        "MASH 020 8496 3000, open 9-5",
        "YOT 01582 547900 and CSC 07700 900123",
        "MARAC number: 01582 547653",
        "CME +44 1582 547653",
        "ICS 0300 300 8123",
        "The duty number is 01582 547653.",
    ],
)
def test_the_telephone_of_a_team_is_no_case(text):
    assert references(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("MASH 4455667", "MASH 4455667"),
        ("YOT 0123456", "YOT 0123456"),
        ("MASH ref 01582 547653", "MASH ref 01582 547653"),
        ("CAD 0123 120925", "CAD 0123 120925"),
        ("CAD 01582 547653", "CAD 01582 547653"),
        ("CSC 01582 547653/2", "CSC 01582 547653"),
        ("case number 01582 547653", "case number 01582"),
    ],
)
def test_a_number_that_nobody_rings_is_a_case(text, found):
    assert references(text) == [(found, "block")]
