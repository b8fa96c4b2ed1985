"""Experts for a question: exclude, score, order, explain.

The same input gives the same output in every process: ``today`` is passed in, nothing is random,
and ties are settled by rest and then by a fixed hash of question and expert.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from hashlib import blake2b

from .exclusions import NO_OVERRIDE, ExclusionRules
from .reasons import passage_from, reasons, topic_name
from .scoring import COMPONENTS, Scorer, TopicRarity
from .text import TextIndex
from .values import Excluded, Expert, Override, Question, Ranking, Suggestion
from .weights import Weights

DEFAULT_WEIGHTS = Weights()


def rank_experts(
    question: Question,
    experts: Iterable[Expert],
    index: TextIndex,
    *,
    today: date,
    weights: Weights = DEFAULT_WEIGHTS,
    limit: int | None = 5,
    override: Override = NO_OVERRIDE,
    rarity: TopicRarity | None = None,
    about: str | None = None,
    name: Callable[[str], str] = topic_name,
    complete: Callable[[list[Expert]], list[Expert]] = list,
) -> Ranking:
    """The best experts for a question, with reasons, and everybody who may not be asked.

    In this order: rules of exclusion, scores, threshold, order (score, longest rested, hash),
    then reasons and passages for the ``limit`` best only (None: all). ``rarity`` can be passed
    in when many questions are ranked against the same experts. ``about`` asks for one expert
    only: the same suggestion as in the whole list, or none. ``override`` holds what a coordinator
    set aside; ``name`` turns a topic or context into words; ``complete`` gives the experts who
    are to be shown, in the same order, with facts that only the reasons tell.
    """
    experts = list(experts)
    rules = ExclusionRules(question, today=today, weights=weights, override=override)
    comparison = index.compare(question.text, question.title)
    scorer = Scorer(
        question,
        today=today,
        weights=weights,
        rarity=rarity or TopicRarity.of(experts),
        comparison=comparison,
    )
    excluded: list[Excluded] = []
    scored: list[tuple[float, int, str, Expert, tuple[float, ...]]] = []
    below = 0
    for expert in experts:
        reason = rules.exclusion(expert)
        if reason:
            excluded.append(Excluded(expert.id, reason))
            continue
        points = scorer.points(expert)
        score = scorer.score(points)
        if score < weights.threshold:
            below += 1
            continue
        asked = expert.last_invited.toordinal() if expert.last_invited else 0
        scored.append((-score, asked, expert.id, expert, points))
    if about is not None:
        scored = [row for row in scored if row[2] == about]
    scored.sort(key=lambda row: (row[0], row[1], _tie_break(question.id, row[2])))
    suggestions = []
    shown = scored[:limit]
    told = complete([row[3] for row in shown])
    for (negative, _, expert_id, _, points), expert in zip(shown, told, strict=True):
        passage = passage_from(index.closest(comparison, expert_id), comparison, weights)
        suggestions.append(
            Suggestion(
                expert=expert_id,
                score=-negative,
                components=dict(zip(COMPONENTS, points, strict=True)),
                reasons=reasons(expert, question, today=today, passage=passage, name=name),
                passage=passage,
            )
        )
    excluded.sort(key=lambda item: item.expert)
    return Ranking(question.id, tuple(suggestions), tuple(excluded), below)


def _tie_break(question: str, expert: str) -> bytes:
    return blake2b(f"{question}\0{expert}".encode(), digest_size=8).digest()
