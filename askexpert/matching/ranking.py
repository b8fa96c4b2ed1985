"""Experts for a question: exclude, score, order, explain.

The same input gives the same output in every process: ``today`` is passed in, nothing is random,
and ties are settled by rest and then by a fixed hash of question and expert.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from hashlib import blake2b
from heapq import nsmallest

from .exclusions import NO_OVERRIDE, ExclusionRules
from .reasons import passage_from, reasons, source_from, topic_name
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
    on_text_alone: bool = True,
    name: Callable[[str], str] = topic_name,
    complete: Callable[[list[Expert]], list[Expert]] = list,
) -> Ranking:
    """The best experts for a question, with reasons, and everybody who may not be asked.

    In this order: rules of exclusion, scores, threshold, order (score, longest rested, hash),
    then reasons and passages for the ``limit`` best only (None: all). ``rarity`` can be passed
    in when many questions are ranked against the same experts. ``about`` asks for one expert
    only: the same suggestion as in the whole list, or none. ``on_text_alone`` says whether people
    are listed who share no topic, context or sector with the question. ``override`` holds what a
    coordinator set aside; ``name`` turns a topic or context into words; ``complete`` gives the
    experts who are to be shown, in the same order, with facts that only the reasons tell.
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
    out = rules.exclusions(experts)
    asked = [expert for place, expert in enumerate(experts) if place not in out]
    columns = scorer.columns(asked)
    scores = scorer.scores(columns)
    below = len(asked) - len(scores)
    if about is not None:
        scores = {place: score for place, score in scores.items() if asked[place].id == about}
    if not on_text_alone:
        tags = [columns[COMPONENTS.index(part)] for part in ("topics", "contexts", "sector")]
        scores = {
            place: score for place, score in scores.items() if any(part[place] for part in tags)
        }
    shown = _best(question.id, asked, scores, limit)
    suggestions = []
    told = complete([asked[place] for place in shown])
    for place, expert in zip(shown, told, strict=True):
        points = {part: column[place] for part, column in zip(COMPONENTS, columns, strict=True)}
        closest = index.closest(comparison, expert.id) if points["text"] >= 1 else None
        passage = passage_from(closest, comparison, weights)
        source = source_from(closest, comparison)
        told_reasons = reasons(
            expert, question, today=today, passage=passage, source=source, name=name
        )
        suggestions.append(
            Suggestion(
                expert=expert.id,
                score=scores[place],
                components=points,
                reasons=told_reasons,
                passage=passage,
                source=source,
            )
        )
    excluded = [Excluded(experts[place].id, reason) for place, reason in out.items()]
    excluded.sort(key=lambda item: item.expert)
    return Ranking(question.id, tuple(suggestions), tuple(excluded), below)


def _best(
    question: str,
    experts: Sequence[Expert],
    scores: Mapping[int, float],
    limit: int | None,
) -> list[int]:
    """The places of the best, best first; hashes are made only for those near the last place."""
    order = [
        (-score, last.toordinal() if (last := experts[place].last_invited) else 0, place)
        for place, score in scores.items()
    ]
    if limit is not None and limit < len(order):
        last_shown = nsmallest(limit, order)[-1][:2] if limit else ()
        order = [row for row in order if row[:2] <= last_shown]
    order.sort(key=lambda row: (*row[:2], _tie_break(question, experts[row[2]].id)))
    return [place for _, _, place in order[:limit]]


def _tie_break(question: str, expert: str) -> bytes:
    return blake2b(f"{question}\0{expert}".encode(), digest_size=8).digest()
