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
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
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
        counts: Counter[str] = Counter()
        number = 0
        for expert in experts:
            counts.update(tuple(expert.topics))
            number += 1
        return cls(number, dict(counts))

    def weight(self, topic: str) -> float:
        """ln(2 + experts ÷ (1 + experts with the topic))."""
        return log(2 + self.experts / (1 + self.with_topic.get(topic, 0)))


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
        self.similarity = comparison.similarity if comparison else {}
        self.text_scale = 0.0
        if comparison and self.similarity:
            closest = max(self.similarity.values())
            self.text_scale = max(closest, weights.text_floor * comparison.itself)

    def points(self, expert: Expert) -> tuple[float, ...]:
        """Points in the order of ``COMPONENTS``; the last, the load, is to be taken off."""
        weights = self.weights
        has_nation = bool(self.nation) and folded(expert.nation) == self.nation
        has_sector = folded(expert.sector) in self.sectors
        return (
            weights.topics * self._topics(expert),
            weights.contexts * self._contexts(expert),
            weights.nation if has_nation else 0.0,
            weights.sector if has_sector else 0.0,
            weights.text * self._text(expert),
            weights.rest * self._rest(expert),
            self._load(expert),
        )

    @staticmethod
    def score(points: tuple[float, ...]) -> float:
        """The sum less the load, from 0 to 100, rounded so that equal people tie."""
        total = sum(points[:-1]) - points[-1]
        return round(min(max(total, 0.0), 100.0), 6)

    def _topics(self, expert: Expert) -> float:
        if not self.topic_total:
            return 0.0
        earned = 0.0
        for topic, rarity in self.topic_weights.items():
            if topic in expert.topics:
                earned += rarity * self.weights.level(expert.topics[topic])
        return earned / self.topic_total

    def _contexts(self, expert: Expert) -> float:
        if not self.contexts:
            return 0.0
        return len(self.contexts.intersection(expert.contexts)) / len(self.contexts)

    def _text(self, expert: Expert) -> float:
        if not self.text_scale:
            return 0.0
        return self.similarity.get(expert.id, 0.0) / self.text_scale

    def _rest(self, expert: Expert) -> float:
        if expert.last_invited is None:
            return 1.0
        days = max((self.today - expert.last_invited).days, 0)
        return min(days / self.weights.rest_days, 1.0)

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
