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
    "text",
    [
        "Ofsted URN 109517. Inspected 12 March 2025.",
        "School URN: 109517, near the police station",
        "The case: URN 109517, inspected in March",
        "SCR reference number 2019C7834 (NSPCC repository)",
        "Serious case review ref 2021C8765",
        "Case study ref: CS-2026-014",
        "Case audit tool. Audit ref: MA-AUD-2025-03",
        "Case audit. Minutes ref. SG/2026/03",
        "Case No: B4/2016/1234",
        "Claim No. QB-2019-000456, against the police",
        "A v B [2020] EWHC 1234 (Fam), case no. FD15P00123",
        "Family Court case FD15P00123 (a reported judgment)",
        "case no. ZC16C00321, anonymised by the court",
    ],
)
def test_what_anybody_can_look_up_is_no_case(text):
    assert references(text) == []


@pytest.mark.parametrize(
    ("text", "found", "severity"),
    [
        ("CPS URN 12AB0012325", "CPS URN 12AB0012325", "block"),
        ("Pupil URN 109517", "URN 109517", "block"),
        ("her school URN 109517", "URN 109517", "block"),
        ("case ref 2021C8765", "case ref 2021C8765", "block"),
        ("the child's ref 2021C8765 on LCS", "child's ref 2021C8765", "block"),
        ("case audit ref: 4455667", "ref: 4455667", "block"),
        ("police: audit ref LCS-4455667", "ref LCS-4455667", "block"),
        ("Minutes of the meeting. MASH ref SG/2026/0344", "MASH ref SG/2026/0344", "block"),
        ("Case no: ZW13C00456", "Case no: ZW13C00456", "block"),
        ("ZC16C00321, judgment is reserved", "ZC16C00321", "warn"),
        ("police case no: B4/2016/1234", "police case no: B4/2016/1234", "block"),
        ("crime QB-2019-000456", "QB-2019-000456", "block"),
    ],
)
def test_what_only_its_keeper_can_look_up_is_a_case(text, found, severity):
    assert references(text) == [(found, severity)]


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
