from dataclasses import replace
from datetime import date, timedelta

import pytest

from askexpert.matching import (
    Evidence,
    Excluded,
    Expert,
    Override,
    Question,
    TextIndex,
    TopicRarity,
    Weights,
    rank_experts,
)

TODAY = date(2026, 3, 1)
QUESTION = Question(
    id="q1",
    title="Cars outside the school gate",
    text="Men in cars wait at our gate. What do others write down?",
    topics=("disruption", "county-lines"),
    contexts=("school",),
    asker="asker",
    sector="education",
    nation="England",
    area="Northmere",
    organisation="Hill School",
    organisation_root="Northmere Council",
)
EXPERT = Expert(
    id="e1",
    topics={"disruption": "lead", "county-lines": "working"},
    contexts=("school",),
    sector="police",
    nation="England",
    area="Eastmarch",
    capacity=2,
    last_invited=TODAY - timedelta(days=41),
)
EVIDENCE = Evidence(
    "a1", "e1", "Thank you for asking. Log the cars at the school gate and who approached."
)


def rank(experts, question=QUESTION, evidence=(EVIDENCE,), **options):
    return rank_experts(question, experts, TextIndex(evidence), today=TODAY, **options)


def order(ranking):
    return [suggestion.expert for suggestion in ranking.suggestions]


def test_a_suggestion_states_countable_reasons():
    (suggestion,) = rank([EXPERT]).suggestions
    assert suggestion.reasons == (
        "2 of 2 topics (disruption: lead; county lines: working)",
        "1 of 1 context (school)",
        "England",
        "police",
        "0 of 2 open",
        "last asked 41 days ago",
        "passage: “… Log the cars at the school gate and who approached.”",
    )
    assert suggestion.passage.evidence == "a1"


def test_the_components_add_up_to_the_score():
    (suggestion,) = rank([replace(EXPERT, open_assignments=1)]).suggestions
    parts = dict(suggestion.components)
    load = parts.pop("load")
    assert load == Weights().load_open / 2
    assert suggestion.score == pytest.approx(sum(parts.values()) - load)


def test_equal_experts_of_whom_one_was_asked_lately_leave_the_rested_one_first():
    rested = replace(EXPERT, id="rested", last_invited=None)
    asked = replace(EXPERT, id="asked", last_invited=TODAY - timedelta(days=3))
    assert order(rank([asked, rested], evidence=())) == ["rested", "asked"]


def test_a_tie_goes_to_the_longest_rested():
    experts = [
        replace(EXPERT, id=f"days{days}", last_invited=TODAY - timedelta(days=days))
        for days in (70, 300, 90)
    ]
    ranking = rank(experts, evidence=())
    assert len({suggestion.score for suggestion in ranking.suggestions}) == 1
    assert order(ranking) == ["days300", "days90", "days70"]


def test_a_full_tie_is_settled_the_same_way_whatever_the_order_of_input():
    experts = [replace(EXPERT, id=f"e{number}") for number in range(8)]
    assert order(rank(experts)) == order(rank(experts[::-1]))


def test_full_ties_do_not_favour_the_same_person_for_every_question():
    experts = [replace(EXPERT, id=f"e{number}") for number in range(8)]
    firsts = {
        order(rank(experts, replace(QUESTION, id=f"q{number}"), evidence=()))[0]
        for number in range(20)
    }
    assert len(firsts) > 3


def test_an_expert_below_the_threshold_is_counted_but_not_shown():
    ranking = rank([EXPERT, Expert(id="stranger", capacity=2)])
    assert order(ranking) == ["e1"]
    assert ranking.below_threshold == 1


def test_nobody_who_fits_leaves_the_ranking_empty():
    assert rank([Expert(id="stranger", capacity=2)]).suggestions == ()


def test_a_question_that_is_like_no_text_gives_nobody_a_match_by_text_alone():
    experts = [Expert(id=f"e{number}", nation="England") for number in range(3)]
    evidence = [Evidence(str(n), f"e{n}", "a plan for the park after dark") for n in range(3)]
    text = "vaccine storage temperatures plan, freezer alarms, delivery notes, stock rotation"
    question = Question(id="q", text=text, nation="England", topics=("vaccines",))
    assert rank(experts, question, evidence).suggestions == ()


def test_the_limit_keeps_the_best():
    experts = [replace(EXPERT, id=f"e{number}", open_assignments=number % 2) for number in range(9)]
    everyone = order(rank(experts, limit=None))
    assert len(everyone) == 9
    assert order(rank(experts, limit=3)) == everyone[:3]


def test_the_excluded_are_listed_with_reasons_and_never_suggested():
    experts = [
        EXPERT,
        replace(EXPERT, id="same", organisation_root="Northmere Council"),
        replace(EXPERT, id="near", area="Northmere"),
        replace(EXPERT, id="busy", open_assignments=2),
        replace(EXPERT, id="asker"),
    ]
    ranking = rank(experts)
    assert order(ranking) == ["e1"]
    assert ranking.excluded == (
        Excluded("asker", "asker"),
        Excluded("busy", "at_capacity"),
        Excluded("near", "same_area"),
        Excluded("same", "same_organisation"),
    )


def test_an_override_of_the_area_suggests_the_neighbour_but_not_the_colleague():
    near = replace(EXPERT, id="near", area="Northmere")
    same = replace(EXPERT, id="same", area="Northmere", organisation_root="Northmere Council")
    ranking = rank([near, same], override=Override(area=True))
    assert order(ranking) == ["near"]
    assert ranking.excluded == (Excluded("same", "same_organisation"),)


def test_a_rarity_that_was_counted_before_gives_the_same_ranking():
    experts = [EXPERT, replace(EXPERT, id="e2", topics={"county-lines": "lead"})]
    assert rank(experts, rarity=TopicRarity.of(experts)) == rank(experts)


def test_names_of_topics_can_be_given():
    (suggestion,) = rank([EXPERT], name=str.upper, evidence=()).suggestions
    assert suggestion.reasons[0] == "2 of 2 topics (DISRUPTION: lead; COUNTY-LINES: working)"
