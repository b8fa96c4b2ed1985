from math import log2

import pytest

from askexpert.matching import Evidence, Excluded, Ranking, Suggestion
from askexpert.matching.evaluation import ndcg_at_5, pair_loss, ranking_quality, text_loss

RATINGS = {"e": {"a": 5.0, "b": 3.0, "c": 3.0}, "f": {"a": 1.0, "b": 2.5}}


def predictions(e, f):
    values = {("e", question): value for question, value in zip("abc", e, strict=True)}
    values.update({("f", question): value for question, value in zip("ab", f, strict=True)})
    return values


def test_the_right_order_loses_nothing():
    assert pair_loss(RATINGS, predictions((3, 2, 1), (1, 2))) == 0


def test_the_wrong_order_loses_everything():
    assert pair_loss(RATINGS, predictions((1, 2, 2), (2, 1))) == 1


def test_a_wrong_pair_costs_its_difference_of_all_differences():
    assert pair_loss(RATINGS, predictions((3, 2, 1), (2, 1))) == pytest.approx(1.5 / 5.5)


def test_a_tie_costs_half():
    assert pair_loss(RATINGS, predictions((1, 1, 1), (1, 1))) == 0.5


def test_ratings_without_any_difference_cannot_be_measured():
    with pytest.raises(ValueError, match="differently"):
        pair_loss({"e": {"a": 3.0, "b": 3.0}}, {("e", "a"): 1, ("e", "b"): 2})


def test_the_loss_of_text_is_that_of_its_similarities():
    evidence = [Evidence("1", "e", "trains and stations"), Evidence("2", "f", "knives in parks")]
    questions = {"a": ("Trains", "stations at night"), "b": ("Knives", "")}
    assert text_loss(evidence, questions, {"e": {"a": 5, "b": 1}}) == 0
    assert text_loss(evidence, questions, {"e": {"a": 1, "b": 5}}) == 1


def test_the_best_order_has_ndcg_one():
    assert ndcg_at_5(["a", "b"], {"a": 3, "b": 1}, set()) == 1


def test_ndcg_counts_gain_by_place():
    best = 7 + 1 / log2(3)
    assert ndcg_at_5(["x", "a"], {"a": 3, "b": 1}, set()) == pytest.approx(7 / log2(3) / best)


def test_people_who_are_unavailable_are_not_in_the_ideal():
    assert ndcg_at_5(["b"], {"a": 3, "b": 1}, {"a"}) == 1


def ranking(experts, excluded=()):
    suggestions = tuple(Suggestion(expert, 50.0, {}, ()) for expert in experts)
    return Ranking("q", suggestions, tuple(excluded))


def test_quality_counts_first_good_and_conflicts():
    full = [Excluded("full", "at_capacity"), Excluded("off", "suspended")]
    quality = ranking_quality(
        [
            (ranking(["a", "b"], full), {"a": 2, "full": 3, "b": 1}, set()),
            (ranking(["b", "c"]), {"a": 3, "b": 1, "c": 2}, {"c"}),
            (ranking([]), {"a": 3}, set()),
        ]
    )
    assert quality["first_is_good"] == pytest.approx(1 / 3)
    assert quality["conflicts"] == 1
    assert quality["questions"] == 3
    second = (1 + 3 / log2(3)) / (7 + 1 / log2(3))
    assert quality["ndcg_at_5"] == pytest.approx((1 + second + 0) / 3)


def test_no_question_cannot_be_measured():
    with pytest.raises(ValueError, match="no question"):
        ranking_quality([])
