from datetime import date

import pytest

from askexpert.matching import (
    Evidence,
    Expert,
    Passage,
    Question,
    Suggestion,
    TextIndex,
    rank_experts,
)
from askexpert.matching.reasons import reasons

TODAY = date(2026, 3, 1)


def told(expert, question):
    return reasons(expert, question, today=TODAY, passage=None)


def test_what_is_not_known_is_left_out():
    assert told(Expert(id="e"), Question(id="q")) == ("0 of 1 open", "never asked")


def test_no_topic_in_common_is_said():
    lines = told(Expert(id="e"), Question(id="q", topics=("bullying",), contexts=("school",)))
    assert lines[:2] == ("0 of 1 topic", "0 of 1 context")


def test_another_nation_is_said_as_such():
    lines = told(Expert(id="e", nation="Wales"), Question(id="q", nation="England"))
    assert lines[0] == "in Wales"


def test_one_day_and_today_read_naturally():
    yesterday = Expert(id="e", last_invited=date(2026, 2, 28))
    assert told(yesterday, Question(id="q"))[-1] == "last asked 1 day ago"
    assert told(Expert(id="e", last_invited=TODAY), Question(id="q"))[-1] == "last asked today"


@pytest.mark.parametrize(
    ("passage", "words"),
    [
        (
            Passage("1", "profile", "We walk with them."),
            "passage: faintly like their profile, nearest: “We walk with them.”",
        ),
        (
            Passage("1", "tip", "", "On parks"),
            "passage: like “On parks” (tip) as a whole; no sentence of it is near enough to quote",
        ),
        (
            Passage("1", "post", "", ""),
            "passage: like a post of theirs as a whole; no sentence of it is near enough to quote",
        ),
    ],
)
def test_points_for_texts_without_a_passage_say_where_they_come_from(passage, words):
    lines = reasons(Expert(id="e"), Question(id="q"), today=TODAY, passage=None, source=passage)
    assert lines[-1] == words


def test_a_passage_says_more_than_its_source():
    passage = Passage("1", "tip", "We walk with them.", "On parks")
    lines = reasons(Expert(id="e"), Question(id="q"), today=TODAY, passage=passage, source=passage)
    assert lines[-1] == "passage: “We walk with them.”"


QUESTION = Question(
    id="q",
    title="Boys and knives near the bus station",
    text="Boys carry knives near the bus station after school. Who talks to bus drivers there?",
    topics=("youth-violence",),
    contexts=("neighbourhood",),
    sector="police",
)
NEAR = Evidence("1", "texts", "We walked the bus station with drivers and boys.", "Buses", "tip")


@pytest.mark.parametrize(
    ("facts", "alone"),
    [
        ({}, True),
        ({"nation": "England"}, True),
        ({"topics": {"youth-violence": "interested"}}, False),
        ({"contexts": ("neighbourhood",)}, False),
        ({"sector": "police"}, False),
    ],
)
def test_who_has_only_texts_is_known_and_can_be_left_out(facts, alone):
    people = [Expert(id="texts", **facts), Expert(id="none")]
    shown, listed = (
        rank_experts(QUESTION, people, TextIndex([NEAR]), today=TODAY, on_text_alone=allowed)
        for allowed in (True, False)
    )
    (suggestion,) = shown.suggestions
    assert isinstance(suggestion, Suggestion)
    assert (suggestion.expert, suggestion.is_text_alone) == ("texts", alone)
    assert listed.suggestions == (() if alone else shown.suggestions)
    assert listed.below_threshold == shown.below_threshold


def test_whoever_has_points_for_texts_has_a_source():
    (suggestion,) = rank_experts(
        QUESTION, [Expert(id="texts")], TextIndex([NEAR]), today=TODAY
    ).suggestions
    assert suggestion.source.whence == "“Buses” (tip)"
    assert suggestion.source.text == NEAR.text
