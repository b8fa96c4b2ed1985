"""The score of one expert for one question, 0 to 100, as named components.

    score = topics + contexts + nation + sector + text + rest − load, never below 0 nor above 100

Each component is a share of its weight:

- topics: Σ rarity · level over the question's topics ÷ Σ rarity, rarity = ln(2 + experts ÷
  (1 + experts with the topic)). With this rarity an expert who adds a topic of the question
  never falls, in points or in rank, although the topic becomes less rare by it;
- contexts: the share of the question's contexts that the expert works in;
- nation, sector: the same nation; a sector that the asker wants to hear, or else their own;
- text: similarity ÷ the greatest similarity of any expert, or ÷ ``text_floor`` of what the
  question would earn from its own words when nobody comes even that close;
- rest: all for somebody never asked, else days since the last invitation ÷ ``rest_days``;
- load: open assignments ÷ capacity, recent invitations, and invitations left to expire in
  silence, s ÷ (s + completed + 2). Declining an invitation is no input at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from math import log

from .exclusions import folded
from .text import Comparison
from .values import Expert, Question
from .weights import Weights

COMPONENTS = ("topics", "contexts", "nation", "sector", "text", "rest", "load")


@dataclass(frozen=True, slots=True)
class TopicRarity:
    """How rare a topic is among experts; made once for many questions."""

    experts: int
    with_topic: dict[str, int]

    @classmethod
    def of(cls, experts: Iterable[Expert]) -> TopicRarity:
        """Count the topics of all experts, also of those who may not be asked today."""
        experts = list(experts)
        counts = Counter(chain.from_iterable([expert.topics for expert in experts]))
        return cls(len(experts), dict(counts))

    def weight(self, topic: str) -> float:
        """ln(2 + experts ÷ (1 + experts with the topic))."""
        return log(2 + self.experts / (1 + self.with_topic.get(topic, 0)))


class _Remembered(dict):
    """Results by argument: many experts share few nations, sectors and sets of contexts."""

    def __init__(self, find: Callable) -> None:
        super().__init__()
        self.find = find

    def __missing__(self, key: Hashable) -> float:
        found = self[key] = self.find(key)
        return found


class Scorer:
    """Scores experts for one question on one day."""

    def __init__(
        self,
        question: Question,
        *,
        today: date,
        weights: Weights,
        rarity: TopicRarity,
        comparison: Comparison | None,
    ) -> None:
        self.today = today
        self.weights = weights
        self.topic_weights = {topic: rarity.weight(topic) for topic in question.topics}
        self.topic_total = sum(self.topic_weights.values())
        self.contexts = frozenset(question.contexts)
        self.nation = folded(question.nation)
        self.sectors = {folded(name) for name in question.sectors_wanted or (question.sector,)}
        self.sectors.discard("")
        self.nation_points = _Remembered(self._nation_points)
        self.sector_points = _Remembered(self._sector_points)
        self.context_points = _Remembered(self._context_points)
        self.similarity = comparison.similarity if comparison else {}
        self.text_scale = 0.0
        if comparison and self.similarity:
            closest = max(self.similarity.values())
            self.text_scale = max(closest, weights.text_floor * comparison.itself)

    def columns(self, experts: Sequence[Expert]) -> tuple[list[float], ...]:
        """Points of all experts, one list for each of ``COMPONENTS``; the last is taken off.

        Part by part and not person by person: among 10,000 that takes a third of the time.
        """
        weights, level = self.weights, self.weights.level
        rest, contexts = weights.rest, self.context_points
        nation, sector = self.nation_points, self.sector_points
        if self.text_scale:
            similarity, scale = self.similarity.get, self.text_scale
            text = [weights.text * (similarity(expert.id, 0.0) / scale) for expert in experts]
        else:
            text = [0.0] * len(experts)
        return (
            [self._topics(expert, level) if expert.topics else 0.0 for expert in experts],
            [contexts[expert.contexts] for expert in experts],
            [nation[expert.nation] for expert in experts],
            [sector[expert.sector] for expert in experts],
            text,
            [self._rest(expert) if expert.last_invited else rest for expert in experts],
            [
                self._load(expert)
                if expert.open_assignments or expert.invitations_30_days or expert.silent_expiries
                else 0.0
                for expert in experts
            ],
        )

    def scores(self, columns: tuple[list[float], ...]) -> dict[int, float]:
        """By place, the scores that reach the threshold: the sum less the load, from 0 to 100,
        rounded so that equal people tie."""
        threshold = self.weights.threshold
        totals = [
            topics + contexts + nation + sector + text + rest - load
            for topics, contexts, nation, sector, text, rest, load in zip(*columns, strict=True)
        ]
        # Half a unit of the last place that is kept: what would be rounded up to the threshold.
        near = threshold - 1e-6
        scores = {
            place: round(min(max(total, 0.0), 100.0), 6)
            for place, total in enumerate(totals)
            if total >= near or threshold <= 0.0
        }
        return {place: score for place, score in scores.items() if score >= threshold}

    def _topics(self, expert: Expert, level: Callable[[str], float]) -> float:
        if not self.topic_total:
            return 0.0
        earned = 0.0
        for topic, rarity in self.topic_weights.items():
            if topic in expert.topics:
                earned += rarity * level(expert.topics[topic])
        return self.weights.topics * (earned / self.topic_total)

    def _nation_points(self, name: str) -> float:
        return self.weights.nation if self.nation and folded(name) == self.nation else 0.0

    def _sector_points(self, name: str) -> float:
        return self.weights.sector if folded(name) in self.sectors else 0.0

    def _context_points(self, contexts: tuple[str, ...]) -> float:
        if not self.contexts:
            return 0.0
        shared = len(self.contexts.intersection(contexts))
        return self.weights.contexts * (shared / len(self.contexts))

    def _rest(self, expert: Expert) -> float:
        days = max((self.today - expert.last_invited).days, 0)
        return self.weights.rest * min(days / self.weights.rest_days, 1.0)

    def _load(self, expert: Expert) -> float:
        weights = self.weights
        load = weights.load_open * expert.open_assignments / max(expert.capacity, 1)
        load += weights.load_invitation * min(
            expert.invitations_30_days, weights.load_invitations_counted
        )
        if expert.silent_expiries:
            silence = expert.silent_expiries
            load += weights.load_silence * silence / (silence + expert.completed + 2)
        return load
