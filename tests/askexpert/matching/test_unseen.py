"""The quality of the ranking on 45 experts and 48 questions that were written before any figure
was measured on them. The folder is in the format of docs/matching.md; ``why`` says how somebody
who would suit is in conflict, and every rule of exclusion is the reason at least once.

The thresholds are a little below what was measured, so that a change for the worse is seen.
"""

import json
from datetime import date
from pathlib import Path

import pytest

from askexpert.matching import REASONS, TextIndex, TopicRarity, rank_experts
from askexpert.matching.evaluation import ranking_quality
from askexpert.matching.files import question_from, read_experts, read_records

FOLDER = Path(__file__).parent / "unseen"
TODAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def results():
    """For each question: its record and its ranking."""
    experts, evidence = read_experts(FOLDER / "experts.json")
    index, rarity = TextIndex(evidence), TopicRarity.of(experts)
    return [
        (record, rank_experts(question_from(record), experts, index, today=TODAY, rarity=rarity))
        for record in read_records(FOLDER / "questions.jsonl")
    ]


def test_there_are_enough_questions_and_every_rule_decides_in_one(results):
    assert len(results) == 48
    assert {item.reason for _, ranking in results for item in ranking.excluded} == {*REASONS}


def test_the_right_people_come_first(results):
    quality = ranking_quality(
        (ranking, record["relevance"], set(record["conflicts"])) for record, ranking in results
    )
    assert quality["ndcg_at_5"] >= 0.80
    assert quality["first_is_good"] >= 0.83


def test_who_is_in_conflict_appears_nowhere_in_a_ranking(results):
    for record, ranking in results:
        excluded = {item.expert for item in ranking.excluded}
        assert set(record["conflicts"]) <= excluded
        shown = [suggestion.expert for suggestion in ranking.suggestions]
        assert not excluded & set(shown)
        assert not set(record["conflicts"]) & set(json.dumps(shown).split('"'))


def test_a_passage_is_shown_more_often_of_those_who_suit(results):
    def share(suits) -> float:
        shown = [
            suggestion.passage is not None
            for record, ranking in results
            for suggestion in ranking.suggestions
            if suits(record["relevance"].get(suggestion.expert, 0))
        ]
        return sum(shown) / len(shown)

    assert share(lambda grade: grade >= 2) >= 0.6
    assert share(lambda grade: grade == 0) <= 0.45
