"""What counts as a full postcode: by its format, by its own kind, or because the text says so."""

from datetime import date

import pytest

from network.safeguarding.screening import screen

TODAY = date(2026, 3, 2)


def marks(text: str) -> list[tuple[str, str]]:
    return [
        (text[span.start : span.end], span.severity)
        for span in screen(text, today=TODAY)
        if span.type == "postcode"
    ]


@pytest.mark.parametrize(
    "code",
    [
        *("LE43 7QX", "LE437QX", "le43 7qx", "M1 1AE", "B33 8TH", "W1A 0AX", "EC1A 1BB"),
        *("JE2 3XP", "GY1 1WG", "IM1 1AF", "BT28 1AA", "ZE1 0AA", "CR2  6XH", "DN55-1PT"),
        *("LE43 - 7QX", "SW33 2PN"),
    ],
)
def test_a_postcode_of_the_format_is_blocked(code):
    assert marks(f"It is near {code}, they say.") == [(code, "block")]


@pytest.mark.parametrize(
    "code",
    [
        *("ZZ99 3VZ", "ZZ993VZ", "zz99 3wz", "ZZ99 3CZ", "ZZ99 2WZ"),
        *("GIR 0AA", "GIR0AA", "BFPO 105", "BFPO 2", "ASCN 1ZZ", "FIQQ 1ZZ", "STHL1ZZ", "GX11 1AA"),
    ],
)
def test_a_postcode_of_its_own_is_a_warning(code):
    assert marks(f"It is near {code}, they say.") == [(code, "warn")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("His postcode is QZ4 7JX now", "QZ4 7JX"),
        ("post code: LE43 7QV", "LE43 7QV"),
        ("the postcode (XX12 4KM) is wrong", "XX12 4KM"),
    ],
)
def test_what_the_text_calls_a_postcode_is_a_warning(text, code):
    assert marks(text) == [(code, "warn")]


@pytest.mark.parametrize(
    "text",
    [
        "We cover SW9 and E8.",
        "Move to S47 3rd thing",
        "E1 5hr shifts",
        "grid ref TQ34 8GB",
        "QZ4 7JX is a part number",
        "LE43 7QV is a part number",
        "a postcode lottery in 2025",
        "postcodes of the ward, E8 2nd half",
        "ZZ Top 99 times",
        "the BFPO system",
    ],
)
def test_what_is_no_postcode_is_left_alone(text):
    assert marks(text) == []
