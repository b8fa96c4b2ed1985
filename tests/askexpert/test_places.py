"""Places in a text that somebody is asked to look at again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askexpert.places import Place, found, moved, settled, shown, stored

TEXTS = {"title": "A park at night", "text": "The park by the mill.\nWe call it the  old park."}


def words(places, texts=TEXTS) -> list[str]:
    return [place.words_in(texts) for place in places]


@pytest.mark.parametrize(
    ("phrase", "where"),
    [
        ("PARK", ["park", "park", "park"]),
        ("old park", ["old park"]),
        ("the old park", ["the  old park"]),
        ("the mill. We", ["the mill.\nWe"]),
        ("par", []),
        ("", []),
        ("(a+)+$", []),
    ],
)
def test_a_phrase_is_found_whole_whatever_its_capitals_and_spaces(phrase, where):
    assert words(found(phrase, TEXTS)) == where


def test_places_stand_in_order_inside_the_texts_and_those_that_touch_are_one():
    asked = [
        Place("text", 4, 8),
        Place("text", 0, 4),
        Place("title", 2, 6),
        Place("text", 40, 400),
        Place("text", 7, 7),
        Place("outcome", 0, 1),
    ]
    assert settled(asked, TEXTS) == [Place("title", 2, 6), Place("text", 0, 8)]


def test_nothing_of_the_words_is_stored():
    assert stored(found("mill", TEXTS)) == [{"text": "text", "start": 16, "end": 20}]


def test_places_stay_with_their_words_and_go_with_them():
    asked = [*found("mill", TEXTS), *found("old park", TEXTS)]
    longer = {**TEXTS, "text": "Behind us: " + TEXTS["text"]}
    assert words(moved(asked, TEXTS, longer), longer) == ["mill", "old park"]
    shorter = {**TEXTS, "text": "The park by the river.\nWe call it the  old park."}
    assert words(moved(asked, TEXTS, shorter), shorter) == ["old park"]


def test_words_that_were_moved_within_what_changed_are_found_again():
    before, after = {"text": "One mill, two."}, {"text": "Two, and a mill, one."}
    assert words(moved(found("mill", before), before, after), after) == ["mill"]


@given(before=st.text("ab \n", max_size=30), after=st.text("ab \n", max_size=30), data=st.data())
def test_a_moved_place_always_holds_the_words_it_held(before, after, data):
    start = data.draw(st.integers(0, len(before)))
    end = data.draw(st.integers(start, len(before)))
    asked = settled([Place("text", start, end)], {"text": before})
    kept = moved(asked, {"text": before}, {"text": after})
    assert words(kept, {"text": after}) in ([], words(asked, {"text": before}))


def test_the_text_is_cut_at_its_places_for_the_page():
    (one,) = shown(found("mill", TEXTS), TEXTS)
    assert one["name"] == "text"
    assert "".join(piece["text"] for piece in one["segments"]) == TEXTS["text"]
    assert [piece["text"] for piece in one["segments"] if piece["type"]] == ["mill"]
