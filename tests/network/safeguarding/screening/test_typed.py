"""Identifiers are found whatever the text was pasted from, and marked where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.safeguarding.screening import screen
from network.safeguarding.screening.typed import plain

UNSEEN = "\u200b\u00ad\u2060\ufeff"


@pytest.mark.parametrize(
    ("identifier", "kind"),
    [
        ("07912\u00a0345\u00a0678", "phone"),
        ("07912\u202f345\u202f678", "phone"),
        ("07912\u2011345\u2011678", "phone"),
        ("07912–345–678", "phone"),
        ("0791\u200b2 345 678", "phone"),
        ("943\u00a0476\u00a05919", "nhs"),
        ("943\u200b4765919", "nhs"),
        ("943\u00ad476\u00ad5919", "nhs"),
        ("M1\u00a01AE", "postcode"),
        ("mum\u200b@mail.example", "email"),
    ],
)
def test_an_identifier_is_marked_whole_in_the_text_as_written(identifier, kind):
    before = "He wrote down "
    [span] = screen(f"{before}{identifier} and went home.")
    assert (span.type, span.start, span.end) == (kind, len(before), len(before) + len(identifier))


def test_born_before_a_date_is_no_name():
    text = "Jayden, 14, born 12/03/2012 was there"
    assert [(span.type, text[span.start : span.end]) for span in screen(text)] == [
        ("name", "Jayden"),
        ("dob", "12/03/2012"),
    ]


@given(st.text(alphabet=st.sampled_from(list("ab1 –\u00a0") + list(UNSEEN)), max_size=60))
def test_every_plain_character_knows_its_place(text):
    seen, places = plain(text)
    if places:
        assert len(seen) == len(places)
        assert places == sorted(set(places))
        assert all(text[place] not in UNSEEN for place in places)
    assert not set(seen) & set(UNSEEN)
