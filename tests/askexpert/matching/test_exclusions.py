from dataclasses import replace
from datetime import date

import pytest

from askexpert.matching import (
    REASONS,
    Employer,
    Excluded,
    Expert,
    Override,
    Question,
    Weights,
    counted,
)
from askexpert.matching.exclusions import RULES, ExclusionRules, months_before

TODAY = date(2026, 3, 31)
QUESTION = Question(
    id="q",
    topics=("county-lines", "peer-mapping"),
    asker="asker",
    nation="England",
    area="Northmere",
    organisation="Hill School",
    organisation_root="Northmere Council",
)
EXPERT = Expert(
    id="expert",
    nation="Wales",
    area="Eastmarch",
    organisation="Eastmarch Police",
    organisation_root="Eastmarch Police",
    capacity=2,
)


def exclusion(expert=EXPERT, question=QUESTION, override=Override()):  # noqa: B008 (frozen)
    rules = ExclusionRules(question, today=TODAY, weights=Weights(), override=override)
    return rules.exclusion(expert)


def test_an_expert_without_any_obstacle_may_be_asked():
    assert exclusion() is None


def test_an_expert_about_whom_nothing_is_known_may_be_asked():
    assert exclusion(Expert(id="new"), Question(id="bare")) is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"id": "asker"}, "asker"),
        ({"verified": False}, "not_verified"),
        ({"consenting": False}, "not_consenting"),
        ({"suspended": True}, "suspended"),
        ({"paused_until": date(2026, 3, 31)}, "paused"),
        ({"away": ((date(2026, 4, 14), date(2026, 5, 1)),)}, "paused"),
        ({"open_assignments": 2}, "at_capacity"),
        ({"open_assignments": 1, "invited": 1}, "at_capacity"),
        ({"capacity": 0}, "at_capacity"),
        ({"organisation_root": "northmere  council"}, "same_organisation"),
        ({"organisation": "Hill School", "organisation_root": "Other"}, "same_organisation"),
        ({"area": " NORTHMERE "}, "same_area"),
        (
            {"previous_employers": (Employer("Northmere Council", date(2024, 3, 31)),)},
            "previous_employer",
        ),
        ({"previous_employers": (Employer("Northmere Council"),)}, "previous_employer"),
        ({"declared_ties": frozenset({"asker"})}, "declared_tie"),
        ({"tied_organisations": frozenset({"Northmere council"})}, "declared_tie"),
        ({"tied_areas": frozenset({"northmere"})}, "declared_tie"),
        ({"do_not_match": frozenset({"asker"})}, "do_not_match"),
        ({"opted_out_topics": frozenset({"County-Lines"})}, "opted_out"),
    ],
)
def test_each_fact_of_the_expert_excludes(changes, reason):
    assert exclusion(replace(EXPERT, **changes)) == reason


@pytest.mark.parametrize(
    "changes",
    [
        {"paused_until": date(2026, 3, 30)},
        {"away": ((date(2026, 4, 15), date(2026, 5, 1)),)},
        {"away": ((date(2026, 3, 1), date(2026, 3, 30)),)},
        {"open_assignments": 1},
        {"previous_employers": (Employer("Northmere Council", date(2024, 3, 30)),)},
        {"previous_employers": (Employer("Elsewhere Council"),)},
        {"declared_ties": frozenset({"somebody"})},
        {"tied_organisations": frozenset({"Elsewhere Council"})},
        {"tied_areas": frozenset({"Southmere"})},
        {"opted_out_topics": frozenset({"domestic-abuse"})},
    ],
)
def test_a_fact_just_outside_a_rule_does_not_exclude(changes):
    assert exclusion(replace(EXPERT, **changes)) is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"declared_ties": frozenset({"expert"})}, "declared_tie"),
        ({"tied_organisations": frozenset({"eastmarch police"})}, "declared_tie"),
        ({"tied_areas": frozenset({"Eastmarch"})}, "declared_tie"),
        ({"further_areas": ("eastmarch",)}, "same_area"),
        ({"do_not_match": frozenset({"expert"})}, "do_not_match"),
        ({"already_asked": frozenset({"expert"})}, "already_asked"),
        ({"nation_only_topics": frozenset({"peer-mapping"})}, "other_nation"),
        ({"previous_employers": (Employer("Eastmarch Police"),)}, "previous_employer"),
    ],
)
def test_each_fact_of_the_question_excludes(changes, reason):
    assert exclusion(question=replace(QUESTION, **changes)) == reason


def test_a_nation_only_topic_leaves_experts_of_the_same_nation():
    question = replace(QUESTION, nation_only_topics=frozenset({"peer-mapping"}))
    assert exclusion(replace(EXPERT, nation="England"), question) is None


def test_a_nation_only_topic_that_is_not_asked_about_excludes_nobody():
    question = replace(QUESTION, nation_only_topics=frozenset({"domestic-abuse"}))
    assert exclusion(question=question) is None


def test_a_later_answer_date_widens_the_window():
    expert = replace(EXPERT, away=((date(2026, 5, 1), date(2026, 5, 9)),))
    assert exclusion(expert) is None
    assert exclusion(expert, replace(QUESTION, answer_by=date(2026, 5, 1))) == "paused"


def test_an_override_of_the_area_lets_the_same_area_in():
    assert exclusion(replace(EXPERT, area="Northmere"), override=Override(area=True)) is None


def test_an_override_of_the_area_covers_the_asker_s_areas_and_no_tie():
    moved = replace(QUESTION, further_areas=("Eastmarch",))
    assert exclusion(question=moved, override=Override(area=True)) is None
    tied = replace(EXPERT, tied_areas=frozenset({"Northmere"}))
    assert exclusion(tied, override=Override(area=True, nation=True)) == "declared_tie"


def test_a_tie_to_nothing_known_excludes_nobody():
    tied = replace(EXPERT, tied_organisations=frozenset({""}), tied_areas=frozenset({""}))
    assert exclusion(tied, Question(id="bare")) is None
    nowhere = Question("bare", tied_organisations=frozenset({""}), tied_areas=frozenset({""}))
    assert exclusion(Expert(id="new"), nowhere) is None


def test_an_override_of_the_nation_lets_another_nation_in():
    question = replace(QUESTION, nation_only_topics=frozenset({"peer-mapping"}))
    assert exclusion(question=question, override=Override(nation=True)) is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"id": "asker"}, "asker"),
        ({"organisation_root": "Northmere Council"}, "same_organisation"),
        ({"declared_ties": frozenset({"asker"})}, "declared_tie"),
    ],
)
def test_no_override_lets_the_asker_the_organisation_or_a_tie_in(changes, reason):
    override = Override(area=True, nation=True)
    assert exclusion(replace(EXPERT, **changes), override=override) == reason


def test_the_first_rule_counts_when_several_apply():
    expert = replace(EXPERT, suspended=True, area="Northmere", open_assignments=9)
    assert exclusion(expert) == "suspended"


def test_every_rule_has_a_label():
    assert [reason for reason, _ in RULES] == list(REASONS)


def test_months_before_takes_the_last_day_of_a_shorter_month():
    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)
    assert months_before(date(2026, 1, 5), 24) == date(2024, 1, 5)
    assert months_before(date(2026, 1, 5), 1) == date(2025, 12, 5)


def test_the_counts_name_each_reason_once_and_never_the_asker():
    excluded = [
        Excluded("a", "same_area"),
        Excluded("b", "same_organisation"),
        Excluded("c", "same_organisation"),
        Excluded("d", "asker"),
    ]
    assert counted(excluded) == "Not shown: 2 same organisation, 1 same area"


def test_nobody_excluded_gives_no_line():
    assert counted([Excluded("d", "asker")]) == ""


def _everybody():
    """One expert for each way of being kept out, and one whom no rule keeps out."""
    expert = replace(EXPERT, nation="England")
    return [
        expert,
        *(
            replace(expert, id=f"expert-{number}", **changes)
            for number, changes in enumerate(
                (
                    {"verified": False},
                    {"consenting": False},
                    {"suspended": True},
                    {"paused_until": date(2099, 1, 1)},
                    {"away": ((date(2000, 1, 1), date(2099, 1, 1)),)},
                    {"capacity": 0},
                    {"organisation_root": QUESTION.organisation_root.upper()},
                    {"organisation": f" {QUESTION.organisation} "},
                    {"area": QUESTION.area.upper()},
                    {"previous_employers": (Employer(QUESTION.organisation_root),)},
                    {"declared_ties": frozenset({QUESTION.asker})},
                    {"tied_areas": frozenset({QUESTION.area})},
                    {"tied_organisations": frozenset({QUESTION.organisation_root})},
                    {"do_not_match": frozenset({QUESTION.asker})},
                    {"opted_out_topics": frozenset(QUESTION.topics)},
                    {"nation": "Elsewhere"},
                    {"organisation_root": "moved to"},
                    {"organisation_root": "worked there"},
                    {"organisation_root": "tied root"},
                    {"area": "Tied area"},
                )
            )
        ),
        replace(expert, id=QUESTION.asker),
        replace(expert, id="asked"),
        replace(expert, id="unwanted"),
        replace(expert, id="tied"),
    ]


def test_among_many_everybody_is_judged_as_alone():
    question = replace(
        QUESTION,
        nation_only_topics=frozenset(QUESTION.topics),
        further_organisations=("Moved to",),
        previous_employers=(Employer("Worked there"),),
        tied_organisations=frozenset({"Tied root"}),
        tied_areas=frozenset({"tied area"}),
        already_asked=frozenset({"asked"}),
        do_not_match=frozenset({"unwanted"}),
        declared_ties=frozenset({"tied"}),
    )
    people = _everybody()
    rules = ExclusionRules(question, today=TODAY, weights=Weights())
    alone = {place: rules.exclusion(person) for place, person in enumerate(people)}
    assert rules.exclusions(people) == {place: code for place, code in alone.items() if code}
    assert {*REASONS} == {*alone.values()} - {None}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"organisation_root": "moved to"}, "same_organisation"),
        ({"previous_employers": (Employer("Moved to"),)}, "previous_employer"),
        ({"tied_organisations": frozenset({"moved to"})}, "declared_tie"),
    ],
)
def test_where_the_asker_has_moved_to_is_as_close_as_where_they_asked_from(changes, reason):
    moved = replace(QUESTION, further_organisations=("Moved To",))
    assert exclusion(replace(EXPERT, **changes)) is None
    assert exclusion(replace(EXPERT, **changes), moved) == reason
