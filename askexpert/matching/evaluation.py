"""Measures of matching: the loss of the text evidence, and the quality of a ranking.

Loss: Stelmakh, Wieting, Neubig and Shah, "A Gold Standard Dataset for the Reviewer Assignment
Problem", 2023 (arXiv 2303.16750). nDCG: Järvelin and Kekäläinen, 2002, with gains 2^grade − 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from math import log2

from .text import TextIndex
from .values import Evidence, Ranking

GOOD = 2


def pair_loss(
    ratings: Mapping[str, Mapping[str, float]],
    predictions: Mapping[tuple[str, str], float],
) -> float:
    """The share of rating differences that the predictions order wrongly: 0 best, 0.5 chance.

    For every expert and pair of questions rated differently, a wrong order costs the difference
    of the ratings and a tie half of it. Raises ValueError when no expert rated two questions
    differently, KeyError when a prediction is missing.
    """
    lost = possible = 0.0
    for expert, rated in ratings.items():
        for first, second in combinations(sorted(rated), 2):
            difference = rated[first] - rated[second]
            if not difference:
                continue
            possible += abs(difference)
            order = predictions[expert, first] - predictions[expert, second]
            if not order:
                lost += abs(difference) / 2
            elif (order > 0) != (difference > 0):
                lost += abs(difference)
    if not possible:
        raise ValueError("No expert rated two questions differently.")
    return lost / possible


def text_loss(
    evidence: Iterable[Evidence],
    questions: Mapping[str, tuple[str, str]],
    ratings: Mapping[str, Mapping[str, float]],
) -> float:
    """The loss of the text evidence alone; ``questions`` are (title, text) by id."""
    index = TextIndex(evidence)
    predictions: dict[tuple[str, str], float] = {}
    for question, (title, text) in questions.items():
        comparison = index.compare(text, title)
        for expert in ratings:
            predictions[expert, question] = comparison.lift(expert)
    return pair_loss(ratings, predictions)


def ndcg_at_5(order: Sequence[str], grades: Mapping[str, int], unavailable: set[str]) -> float:
    """nDCG at 5 of a ranking; experts who are ``unavailable`` are not in the ideal ranking."""
    ideal = sorted((g for e, g in grades.items() if e not in unavailable), reverse=True)
    best = _gain(ideal[:5])
    return _gain([grades.get(expert, 0) for expert in order[:5]]) / best if best else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades))


def ranking_quality(
    rankings: Iterable[tuple[Ranking, Mapping[str, int], set[str]]],
) -> dict[str, float]:
    """Means over questions, each a ranking with its grades and its experts in conflict.

    ``ndcg_at_5``, ``first_is_good`` (share with grade 2 or 3 first) and ``conflicts`` (how many
    experts in conflict were suggested). Experts excluded for capacity alone, and those in
    conflict, are not in the ideal ranking. Raises ValueError without any question.
    """
    values: list[float] = []
    good = conflicts = 0
    for ranking, grades, in_conflict in rankings:
        order = [suggestion.expert for suggestion in ranking.suggestions]
        full = {item.expert for item in ranking.excluded if item.reason == "at_capacity"}
        values.append(ndcg_at_5(order, grades, full | in_conflict))
        good += bool(order) and grades.get(order[0], 0) >= GOOD
        conflicts += len(in_conflict.intersection(order))
    if not values:
        raise ValueError("There is no question to measure.")
    return {
        "ndcg_at_5": sum(values) / len(values),
        "first_is_good": good / len(values),
        "conflicts": conflicts,
        "questions": len(values),
    }
