"""What each family of detectors marks, how firmly, and what it leaves alone."""

from datetime import date

import pytest

from network.safeguarding.screening import combination_risks, screen

TODAY = date(2026, 3, 2)


def marks(text: str) -> list[tuple[str, str, str]]:
    return [
        (text[span.start : span.end], span.type, span.severity)
        for span in screen(text, today=TODAY)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NHS no 943 476 5870", [("943 476 5870", "nhs", "block")]),
        ("he is 943-476-5870 there", [("943-476-5870", "nhs", "block")]),
        ("her number is 9434765870.", [("9434765870", "nhs", "block")]),
        ("document 4010232137 is due", [("4010232137", "nhs", "warn")]),
        ("We rang about 4010232137 today", [("4010232137", "nhs", "warn")]),
        ("We rang about 401 023 2137 today", [("401 023 2137", "nhs", "block")]),
        ("The hospital has 4010232137 for him", [("4010232137", "nhs", "block")]),
        ("It says NHS 4010232137 there", [("4010232137", "nhs", "block")]),
        ("invoice no. 401 023 2137", [("401 023 2137", "nhs", "warn")]),
        ("NHS number 9434765871", [("9434765871", "nhs", "warn")]),
        ("UPN B801200005001", [("B801200005001", "upn", "block")]),
        ("UPN B801200005002", [("B801200005002", "upn", "warn")]),
        ("NI number WS 17 39 42 A", [("WS 17 39 42 A", "nino", "block")]),
        ("ws173942a", [("ws173942a", "nino", "block")]),
        ('{"nhsNumber":"9434765919"}', [("9434765919", "nhs", "block")]),
        ("UPN H801200001001", [("H801200001001", "upn", "block")]),
        ("NHS number, e.g. 943 476 5870", [("943 476 5870", "nhs", "warn")]),
        (
            "e.g. Kayden, NHS 943 476 5870",
            [("Kayden", "name", "block"), ("943 476 5870", "nhs", "block")],
        ),
    ],
)
def test_numbers(text, expected):
    assert marks(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "reference 2332759288 says timely",
        "ISBN 0 7456 1423 X",
        "B801200005002 is a part",
        "UPN A123456789012",
        "NI number AA999999A",
        "NI number AB 12 34 56 C",
        "GB 12 34 56 A",
    ],
)
def test_numbers_that_do_not_fit_their_format_are_left_alone(text):
    assert marks(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DOB 03/04/2011", [("03/04/2011", "dob", "block")]),
        ("born on the 3rd of April 2011", [("3rd of April 2011", "dob", "block")]),
        ("d.o.b. 21.3.12", [("21.3.12", "dob", "block")]),
        ("date of birth: 2011-04-03", [("2011-04-03", "dob", "block")]),
        ("the file says 12/05/2014", [("12/05/2014", "dob", "warn")]),
        ("his birthday is 9 June", [("9 June", "dob", "warn")]),
        ("her birthday is Boxing Day", [("Boxing Day", "dob", "warn")]),
        ("she's 15 on 4 May 2026", [("4 May 2026", "dob", "block")]),
        ("He is eleven, 12 on 6/1/27.", [("6/1/27", "dob", "block")]),
        ("he'll be seventeen on the 20th Dec 2026", [("20th Dec 2026", "dob", "block")]),
    ],
)
def test_dates_of_birth(text, expected):
    assert marks(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "we meet on 14.01.26",
        "8 Jan, 22 Jan, 5 Feb, 19 Feb",
        "in force since 12/05/2014",
        "born and bred here; review on 01/02/2026",
        "she turned 18 in October",
        "DOB 45/13/2011",
    ],
)
def test_other_dates_are_left_alone(text):
    assert marks(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ring 07700 900764 please", [("07700 900764", "phone", "block")]),
        ("on +44 7700 900 764", [("+44 7700 900 764", "phone", "block")]),
        ("ring (0113) 496 0158", [("(0113) 496 0158", "phone", "block")]),
        ("mail kaz.w@mailbox.example now", [("kaz.w@mailbox.example", "email", "block")]),
        (
            "kaz.w [at] mailbox [dot] example",
            [("kaz.w [at] mailbox [dot] example", "email", "block")],
        ),
        ("a.trewin@westvale.gov.uk", [("a.trewin@westvale.gov.uk", "email", "block")]),
        ("it went to @zq_plug.", [("@zq_plug", "handle", "block")]),
        ("his snap is zq.plug09", [("zq.plug09", "handle", "block")]),
        ("someone called zq_plug wrote", [("zq_plug", "handle", "warn")]),
    ],
)
def test_contacts(text, expected):
    assert marks(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "call Childline on 0800 1111 or ring 101 or 999",
        "the helpline 0808 2000 247",
        "FMU on 020 7008 0151",
        "schools.casework@education.gov.uk",
        "see @NSPCC, meet @6pm",
        "saved as risk_plan_v2.docx",
        "the Y8s and the Snap account",
    ],
)
def test_public_contacts_are_left_alone(text):
    assert marks(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from LE43 7QX", [("LE43 7QX", "postcode", "block")]),
        ("from sw33 2pn", [("sw33 2pn", "postcode", "block")]),
        ("at 112 Gorsewell Street", [("112 Gorsewell Street", "address", "block")]),
        ("at Flat 6, 31 Tannery Lane", [("Flat 6, 31 Tannery Lane", "address", "block")]),
        ("at The Old Forge, 3 Sallow Bank", [("The Old Forge, 3 Sallow Bank", "address", "block")]),
        ("she lives at 14 gorsewell road", [("14 gorsewell road", "address", "warn")]),
    ],
)
def test_places(text, expected):
    assert marks(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a room in SW9",
        "grid ref TQ 34 86",
        "the s47 3rd time",
        "on Gorsewell Street",
        "Year 9 High Street",
    ],
)
def test_wider_places_are_left_alone(text):
    assert marks(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the car GX44 BNV again", [("GX44 BNV", "vehicle", "block")]),
        ("we saw GX44 BNV again", [("GX44 BNV", "vehicle", "warn")]),
        ("number plate K123 ABC", [("K123 ABC", "vehicle", "block")]),
        ("crime ref 42/51877/25", [("crime ref 42/51877/25", "caseref", "block")]),
        ("CAD 2217/12SEP25", [("CAD 2217/12SEP25", "caseref", "block")]),
        ("LCS 2209913", [("LCS 2209913", "caseref", "block")]),
        ("log 412 of 12 September", [("log 412 of 12 September", "caseref", "block")]),
        ("the police gave OCC/26/088213", [("OCC/26/088213", "caseref", "block")]),
    ],
)
def test_vehicles_and_references(text, expected):
    assert marks(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Case No: CO/1234/2014",
        "the court case CO/1234/2014 (Admin)",
        "R (A) v Commissioner of Police, CO/1234/2014",
        "Court ref: AC-2023-LON-001234",
        "in [2014] EWHC 123 (Admin) and [2014] EWCA Civ 1234, a case about police",
        "police: [2014] EWHC 1234 12/14 said",
    ],
)
def test_cases_that_anybody_can_look_up_are_left_alone(text):
    assert marks(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Crime ref CO/1234/2014", "Crime ref CO/1234/2014"),
        ("the crime CO/1234/2014", "CO/1234/2014"),
        ("police case no: CO/1234/2014", "police case no: CO/1234/2014"),
        ("the police gave ref CO/1234/2014", "ref CO/1234/2014"),
        ("Case no: ZW13C00456", "Case no: ZW13C00456"),
        ("the court case OCC/1234/2014", "OCC/1234/2014"),
        ("contact number: 2209913", "contact number: 2209913"),
        ("contact ref 1582743210", "contact ref 1582743210"),
        ("referral no 1582743210", "referral no 1582743210"),
    ],
)
def test_cases_that_only_their_keeper_can_look_up_are_marked(text, expected):
    assert marks(text) == [(expected, "caseref", "block")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GP surgery; Phone: 1582743215", ("1582743215", "phone", "warn")),
        ("Contact number; 1582743215", ("1582743215", "phone", "warn")),
        ("Mobile: 7911123456", ("7911123456", "phone", "warn")),
        ("Contact number: 01582 743210", ("01582 743210", "phone", "block")),
        ("NHS number / phone: 9434765919", ("9434765919", "nhs", "block")),
        ("the tel, NHS 4010232137", ("4010232137", "nhs", "block")),
        ("patient 1582743215 rang", ("1582743215", "nhs", "block")),
        ("Contact: 9434765919", ("9434765919", "nhs", "warn")),
    ],
)
def test_a_number_is_one_to_ring_where_that_is_said_and_can_be(text, expected):
    assert marks(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "module code SG26 LON",
        "ours has ref CCTV-F-0021",
        "SI 2014/1530 applies",
        "the vendor's DPIA, ref no. 3027250190",
        "since MASH 2023 or Working Together 2023",
        "[2013] UKSC 33",
    ],
)
def test_codes_of_papers_are_left_alone(text):
    assert marks(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pupils at Lowmarl Primary say", [("Lowmarl Primary", "school", "block")]),
        ("Head of Beis Oriel Boys' School", [("Beis Oriel Boys' School", "school", "block")]),
        ("she plays for Derrylough Gaels", [("Derrylough Gaels", "school", "block")]),
        ("at Ysgol Bryn Helyg now", [("Ysgol Bryn Helyg", "school", "block")]),
        ("the placement at Cinderholt Rise", [("Cinderholt Rise", "school", "warn")]),
        ("a pupil at St Oswin's told us", [("St Oswin's", "school", "warn")]),
    ],
)
def test_institutions(text, expected):
    assert marks(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "our Primary School and the High Court",
        "the Royal College of Nursing",
        "a Virtual School head",
        "St John Ambulance came",
        "at the Town Hall",
    ],
)
def test_generic_institutions_are_left_alone(text):
    assert marks(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I spoke to Kayden about it.", [("Kayden", "name", "block")]),
        ("a boy, dejaun, 15, ran", [("dejaun", "name", "block")]),
        ("My student, Oluwaseun, froze.", [("Oluwaseun", "name", "block")]),
        ("We have Blessing (Y9) here.", [("Blessing", "name", "block")]),
        ("notice on Zain Q again", [("Zain Q", "name", "block")]),
        ("at Auntie Jan's house", [("Auntie Jan", "name", "block")]),
        ("it was Mrs Lobenthal who rang", [("Lobenthal", "name", "warn")]),
        ("my head, J. Wetherby-Nkemelu, rang", [("J. Wetherby-Nkemelu", "name", "warn")]),
        ("I know Reg Hathersage-Moon.", [("Reg Hathersage-Moon", "name", "block")]),
        ("Siân was late. Then siân left.", [("Siân", "name", "block"), ("siân", "name", "block")]),
    ],
)
def test_names(text, expected):
    assert marks(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Hope this helps. Will read it. Mark my homework.",
        "April and May are our worst months.",
        "Clare's Law and the Philomena Protocol",
        "Firmin 2017 and Pearce et al",
        "The Munro Review (2011) and MacAlister (2022)",
        "Fraser guidelines, Gillick competence",
        "Hackney and Kent do it; so does Chelsea.",
        "We use CSE, MASH and AIM3 with Child A and YP1.",
        "Bourdieu again: Pierre's own book is hard.",
        "the Lucy Faithfull Foundation and Barnardo's",
    ],
)
def test_words_that_only_look_like_names_are_left_alone(text):
    assert marks(text) == []


def test_every_later_mention_of_a_name_is_marked():
    text = "Bethan Prosser-Lyle came. Prosser-Lyle is the aunt's name too, says Bethan."

    assert [mark[0] for mark in marks(text)] == ["Bethan Prosser-Lyle", "Prosser-Lyle", "Bethan"]


def test_a_small_place_an_age_and_a_rare_event_warn_together():
    text = "In our village a girl of 15 lost her brother, who was stabbed in June."

    (risk,) = combination_risks("She is 15. In our village her brother was stabbed.")

    assert risk.kinds == ("small place", "age", "rare event")
    assert "our village" in risk.reason
    assert combination_risks(text.replace("our village", "our city")) == []


@pytest.mark.parametrize(
    "text",
    [
        "In our village the boy was stabbed.",
        "She is 15 and in our village.",
        "She is 15 and her brother was stabbed in a city.",
    ],
)
def test_two_of_the_three_do_not_warn(text):
    assert combination_risks(text) == []
