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
from collections.abc import Callable, Hashable, Iterable
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

    def points(self, expert: Expert) -> tuple[float, ...]:
        """Points in the order of ``COMPONENTS``; the last, the load, is to be taken off."""
        weights = self.weights
        return (
            weights.topics * self._topics(expert) if expert.topics else 0.0,
            self.context_points[expert.contexts],
            self.nation_points[expert.nation],
            self.sector_points[expert.sector],
            weights.text * self._text(expert),
            weights.rest * self._rest(expert) if expert.last_invited else weights.rest,
            self._load(expert),
        )

    @staticmethod
    def score(points: tuple[float, ...]) -> float:
        """The sum less the load, from 0 to 100, rounded so that equal people tie."""
        topics, contexts, nation, sector, text, rest, load = points
        total = topics + contexts + nation + sector + text + rest - load
        if total <= 0.0:
            return 0.0
        return round(total, 6) if total < 100.0 else 100.0

    def _topics(self, expert: Expert) -> float:
        if not self.topic_total:
            return 0.0
        earned = 0.0
        for topic, rarity in self.topic_weights.items():
            if topic in expert.topics:
                earned += rarity * self.weights.level(expert.topics[topic])
        return earned / self.topic_total

    def _nation_points(self, name: str) -> float:
        return self.weights.nation if self.nation and folded(name) == self.nation else 0.0

    def _sector_points(self, name: str) -> float:
        return self.weights.sector if folded(name) in self.sectors else 0.0

    def _context_points(self, contexts: tuple[str, ...]) -> float:
        if not self.contexts:
            return 0.0
        shared = len(self.contexts.intersection(contexts))
        return self.weights.contexts * (shared / len(self.contexts))

    def _text(self, expert: Expert) -> float:
        if not self.text_scale:
            return 0.0
        return self.similarity.get(expert.id, 0.0) / self.text_scale

    def _rest(self, expert: Expert) -> float:
        days = max((self.today - expert.last_invited).days, 0)
        return min(days / self.weights.rest_days, 1.0)

    def _load(self, expert: Expert) -> float:
        if not (expert.open_assignments or expert.invitations_30_days or expert.silent_expiries):
            return 0.0
        weights = self.weights
        load = weights.load_open * expert.open_assignments / max(expert.capacity, 1)
        load += weights.load_invitation * min(
            expert.invitations_30_days, weights.load_invitations_counted
        )
        if expert.silent_expiries:
            silence = expert.silent_expiries
            load += weights.load_silence * silence / (silence + expert.completed + 2)
        return load
