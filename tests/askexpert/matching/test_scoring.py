from dataclasses import replace
from datetime import date
from math import log

import pytest

from askexpert.matching import Evidence, Expert, Question, TextIndex, TopicRarity, Weights
from askexpert.matching.scoring import COMPONENTS, Scorer

TODAY = date(2026, 3, 1)
WEIGHTS = Weights()
QUESTION = Question(
    id="q",
    topics=("rare", "common"),
    contexts=("school", "online"),
    sector="police",
    nation="England",
)
RARITY = TopicRarity(experts=99, with_topic={"rare": 0, "common": 98})


def points(expert, question=QUESTION, comparison=None, weights=WEIGHTS):
    scorer = Scorer(question, today=TODAY, weights=weights, rarity=RARITY, comparison=comparison)
    return {
        part: points for part, (points,) in zip(COMPONENTS, scorer.columns([expert]), strict=True)
    }


def test_the_shares_add_up_to_a_hundred():
    shares = ("topics", "contexts", "nation", "sector", "text", "rest")
    assert sum(getattr(WEIGHTS, name) for name in shares) == 100


def test_a_lead_in_every_topic_earns_all_topic_points():
    expert = Expert(id="e", topics={"rare": "lead", "common": "lead"})
    assert points(expert)["topics"] == pytest.approx(WEIGHTS.topics)


def test_topics_count_by_rarity_and_level():
    rare, common = log(2 + 99), log(2 + 99 / 99)
    expert = Expert(id="e", topics={"rare": "working", "other": "lead"})
    assert points(expert)["topics"] == pytest.approx(WEIGHTS.topics * 0.7 * rare / (rare + common))


def test_a_level_that_nobody_knows_counts_as_interested():
    known = points(Expert(id="e", topics={"rare": "interested"}))["topics"]
    assert points(Expert(id="e", topics={"rare": "?"}))["topics"] == known


def test_contexts_earn_their_share():
    assert points(Expert(id="e", contexts=("online", "home")))["contexts"] == WEIGHTS.contexts / 2


def test_nation_and_sector_ignore_case():
    earned = points(Expert(id="e", nation="england", sector="Police"))
    assert (earned["nation"], earned["sector"]) == (WEIGHTS.nation, WEIGHTS.sector)


def test_another_nation_and_sector_earn_nothing():
    earned = points(Expert(id="e", nation="Wales", sector="health"))
    assert (earned["nation"], earned["sector"]) == (0, 0)


def test_a_sector_that_the_asker_wants_replaces_their_own():
    question = replace(QUESTION, sectors_wanted=("health", "housing"))
    assert points(Expert(id="e", sector="Housing"), question)["sector"] == WEIGHTS.sector
    assert points(Expert(id="e", sector="police"), question)["sector"] == 0


def test_an_unknown_nation_and_sector_on_both_sides_earn_nothing():
    earned = points(Expert(id="e"), Question(id="q"))
    assert (earned["nation"], earned["sector"]) == (0, 0)


@pytest.mark.parametrize(
    ("last_invited", "share"),
    [
        (None, 1),
        (date(2026, 3, 1), 0),
        (date(2026, 1, 30), 0.5),
        (date(2025, 1, 1), 1),
        (date(2026, 4, 1), 0),
    ],
)
def test_rest_grows_to_sixty_days(last_invited, share):
    assert points(Expert(id="e", last_invited=last_invited))["rest"] == WEIGHTS.rest * share


def test_load_counts_open_work_recent_invitations_and_silence():
    expert = Expert(
        id="e",
        capacity=4,
        open_assignments=2,
        invitations_30_days=5,
        silent_expiries=2,
        completed=4,
    )
    expected = 0.5 * WEIGHTS.load_open + 3 * WEIGHTS.load_invitation + WEIGHTS.load_silence * 2 / 8
    assert points(expert)["load"] == pytest.approx(expected)


def test_an_expert_without_any_load_loses_nothing():
    assert points(Expert(id="e"))["load"] == 0


def scores(*people, threshold):
    weights = replace(WEIGHTS, threshold=threshold)
    scorer = Scorer(QUESTION, today=TODAY, weights=weights, rarity=RARITY, comparison=None)
    return scorer.scores(tuple([list(column) for column in zip(*people, strict=True)]))


def test_a_score_stays_between_nought_and_a_hundred():
    low, high = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 7.0), (90.0, 0.0, 0.0, 0.0, 40.0, 0.0, 7.0)
    assert scores(low, high, threshold=0.0) == {0: 0, 1: 100}


def test_a_score_that_is_rounded_up_to_the_threshold_reaches_it():
    almost, less = (24.9999997,), (24.999999,)
    rest = (0.0,) * 6
    assert scores(almost + rest, less + rest, threshold=25.0) == {0: 25.0}


def test_the_closest_text_earns_all_text_points():
    index = TextIndex([Evidence("1", "e", "trains and stations"), Evidence("2", "f", "knives")])
    comparison = index.compare("children on trains between stations")
    assert points(Expert(id="e"), comparison=comparison)["text"] == WEIGHTS.text
    assert points(Expert(id="f"), comparison=comparison)["text"] == 0
    assert points(Expert(id="nobody"), comparison=comparison)["text"] == 0


def test_text_that_is_only_faintly_like_the_question_earns_few_points():
    words = " ".join(f"word{number}" for number in range(60))
    index = TextIndex([Evidence("1", "e", "word1 " + "elsewhere " * 40), Evidence("2", "f", "x")])
    comparison = index.compare(words)
    weights = replace(WEIGHTS, text_floor=0.5)
    assert points(Expert(id="e"), comparison=comparison)["text"] > 0
    assert points(Expert(id="e"), comparison=comparison, weights=weights)["text"] < 2


def test_without_any_evidence_nobody_earns_text_points():
    assert points(Expert(id="e"), comparison=TextIndex().compare("anything"))["text"] == 0


def test_stored_weights_come_back_equal():
    assert Weights.from_dict(replace(WEIGHTS, topics=31.0).as_dict()) == replace(
        WEIGHTS, topics=31.0
    )


def test_a_stored_figure_that_is_no_weight_is_refused():
    with pytest.raises(TypeError):
        Weights.from_dict({"charm": 3})
