"""The state of the list as an address, and back."""

import pytest
from django.http import QueryDict

from resources.finding.selection import Selection
from resources.finding.vocabulary import FACETS

WORDS = {
    **{facet: {} for facet in FACETS},
    "sector": {"health": "Health", "police": "Police"},
    "year": {"2026": "2026", "2025": "2025"},
}


def read(query: str) -> Selection:
    return Selection.read(QueryDict(query), WORDS)


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("", ""),
        ("sector=police&sector=health&sector=police", "sector=health&sector=police"),
        ("year=2025&sector=health", "sector=health&year=2025"),
        ("q=++peer+++mapping+", "q=peer+mapping"),
        ("q=%00%00", ""),
        ("sort=newest", ""),
        ("sort=relevance", ""),
        ("sort=title", "sort=title"),
        ("q=peer&sort=relevance", "q=peer"),
        ("q=peer&sort=newest", "q=peer&sort=newest"),
        ("q=peer&sort=", "q=peer"),
        ("sector=nobody&page=7&utm_source=mail", ""),
    ],
)
def test_an_address_is_kept_in_one_form(asked, kept):
    assert read(asked).querystring() == kept
    assert read(kept) == read(asked)


def test_long_words_are_cut():
    assert len(read("q=" + "x" * 900).q) == 200


def test_an_order_by_best_match_goes_with_the_words():
    assert read("q=peer").querystring(without=("q", "peer")) == ""
    assert read("q=peer&sort=title").querystring(without=("q", "peer")) == "sort=title"


def test_the_usual_order_is_sent_as_nothing():
    assert [(s["value"], s["selected"]) for s in read("").sorts] == [
        ("", True),
        ("used", False),
        ("title", False),
    ]
    assert [(s["value"], s["selected"]) for s in read("q=peer&sort=newest").sorts] == [
        ("", False),
        ("newest", True),
        ("used", False),
        ("title", False),
    ]
