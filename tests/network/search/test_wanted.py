"""What a search asks for: spellings by rule, words that mean the same, words left out."""

import pytest

from network.search.fulltext.hits import pieces_of
from network.search.fulltext.spelling import parted, spellings
from network.search.fulltext.wanted import Wanted, understood

HSB = ("harmful", "sexual", "behaviour")
SAME = {
    ("hsb",): (HSB,),
    HSB: (("hsb",),),
    ("harmful", "sexual", "behavior"): (("hsb",),),
    ("child", "in", "need"): (("cin",),),
}


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("behaviour", "behavior"),
        ("behavioural", "behavioral"),
        ("neighbourhood", "neighborhood"),
        ("colour", "color"),
        ("honour", "honor"),
        ("organise", "organize"),
        ("organisations", "organizations"),
        ("radicalisation", "radicalization"),
        ("analyse", "analyze"),
        ("centre", "center"),
        ("defence", "defense"),
        ("licence", "license"),
        ("practise", "practice"),
        ("counselling", "counseling"),
        ("travelled", "traveled"),
        ("programme", "program"),
        ("paediatric", "pediatric"),
        ("judgement", "judgment"),
        ("catalogue", "catalog"),
        ("enrolment", "enrollment"),
        ("mum", "mom"),
        ("enquiry", "inquiry"),
    ],
)
def test_british_and_american_spellings_find_each_other(british, american):
    assert american in spellings(british)
    assert british in spellings(american)


@pytest.mark.parametrize(
    "word", ["for", "four", "your", "hour", "or", "police", "school", "risk", "harm", "this", "is"]
)
def test_other_words_have_one_spelling(word):
    assert spellings(word) == [word]


def test_a_word_is_a_group_of_its_spellings():
    assert understood("Behaviour, policy!", SAME) == Wanted(
        ((("behaviour",), ("behavior",)), (("policy",),))
    )


@pytest.mark.parametrize(
    ("word", "apart"),
    [
        ("multiagency", ("multi", "agency")),
        ("coproduction", ("co", "production")),
        ("interagency", ("inter", "agency")),
        ("antisocial", ("anti", "social")),
        ("reoffending", ("re", "offending")),
    ],
)
def test_a_word_that_is_written_in_two_parts_too(word, apart):
    assert parted(word) == apart


@pytest.mark.parametrize("word", ["report", "place", "return", "coin", "posted", "nonsuch", "co"])
def test_a_word_that_has_no_parts(word):
    assert parted(word) is None


def test_written_together_it_asks_for_its_parts_side_by_side():
    assert understood("Multiagency", {}) == Wanted(((("multiagency",), ("multi", "agency")),))


@pytest.mark.parametrize("typed", ["multi-agency plan", "multi agency plan"])
def test_written_apart_each_part_is_found_in_the_whole(typed):
    assert understood(typed, {}) == Wanted(
        (
            (("multi",), ("multiagency",)),
            (("agency",), ("multiagency",)),
            (("plan",),),
        )
    )


def test_the_whole_is_found_in_every_spelling():
    (group,) = understood("reorganisation antisocial", {}).groups[1:]
    assert group == (("antisocial",), ("anti", "social"))
    (group,) = understood("retraumatise", {}).groups
    assert group == (
        ("retraumatise",),
        ("retraumatize",),
        ("re", "traumatise"),
        ("re", "traumatize"),
    )


def test_an_acronym_finds_what_it_stands_for():
    (group,) = understood("HSB", SAME).groups
    assert group == (("hsb",), HSB, ("harmful", "sexual", "behavior"))


def test_what_it_stands_for_finds_the_acronym_in_both_spellings():
    for typed in ("harmful sexual behaviour", "harmful sexual behavior"):
        first, second = understood(f"{typed} plan", SAME).groups
        assert ("hsb",) in first
        assert second == (("plan",),)


def test_words_that_every_text_has_are_not_demanded():
    assert understood("what to do about the HSB of a child", {}) == Wanted(
        ((("hsb",),), (("child",),))
    )
    assert not understood("to be or not to be", {})


def test_a_listed_phrase_keeps_its_small_words():
    assert understood("child in need", SAME).groups[0] == (("child", "in", "need"), ("cin",))


def test_what_the_databases_are_asked():
    asked = understood("HSB plan", {("hsb",): (("harmful", "act"),)})
    assert asked.tsquery == "((hsb) | (harmful <-> act)) & ((plan))"
    assert asked.fts5 == '("hsb" OR "harmful act") AND ("plan")'


def test_marked_text_comes_in_pieces():
    assert pieces_of("a \x02plan\x03 of \x02action\x03") == [
        ("a ", False),
        ("plan", True),
        (" of ", False),
        ("action", True),
    ]
    assert pieces_of("plain") == [("plain", False)]
    assert pieces_of("\x02cut off") == [("cut off", False)]
