"""Matching questions to experts: plain values in, plain values out, no Django.

``rank_experts`` is the way in; ``values`` has what it takes and returns. The rules, the formula
and the measurements are told in docs/matching.md.
"""

from .exclusions import REASONS, counted
from .ranking import rank_experts
from .scoring import TopicRarity
from .text import TextIndex
from .values import (
    Employer,
    Evidence,
    Excluded,
    Expert,
    Override,
    Passage,
    Question,
    Ranking,
    Suggestion,
)
from .weights import Weights

__all__ = [
    "REASONS",
    "Employer",
    "Evidence",
    "Excluded",
    "Expert",
    "Override",
    "Passage",
    "Question",
    "Ranking",
    "Suggestion",
    "TextIndex",
    "TopicRarity",
    "Weights",
    "counted",
    "rank_experts",
]
