"""The figures of the score. They are settings: change them here or pass others in.

How the defaults were found, and what each change did to the measured ranking, is written in
``docs/matching.md``. A caller stores ``Weights.as_dict()`` with an assignment, so that an old
match can still be explained after the figures have changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from .values import LEAD, WORKING


@dataclass(frozen=True, slots=True)
class Weights:
    """Points of a score of 0 to 100, its deductions, and the limits of the rules.

    The six shares add up to 100. ``rest_days`` and ``answer_window_days`` are calendar days;
    ``previous_employer_months`` are calendar months. ``passage_floor`` is the share of what a
    question asks about that a passage must speak of to be shown.
    """

    topics: float = 36.0
    contexts: float = 5.0
    nation: float = 8.0
    sector: float = 4.0
    text: float = 37.0
    rest: float = 10.0
    load_open: float = 8.0
    load_invitation: float = 2.0
    load_invitations_counted: int = 3
    load_silence: float = 4.0
    level_lead: float = 1.0
    level_working: float = 0.7
    level_interested: float = 0.3
    rest_days: int = 60
    threshold: float = 25.0
    answer_window_days: int = 14
    previous_employer_months: int = 24
    text_floor: float = 0.03
    passage_floor: float = 0.1

    def level(self, name: str) -> float:
        """The share that a level earns; a level nobody knows counts as interested."""
        if name == LEAD:
            return self.level_lead
        return self.level_working if name == WORKING else self.level_interested

    def as_dict(self) -> dict[str, float]:
        """All figures by name, ready to be stored with an assignment."""
        return asdict(self)

    @classmethod
    def from_dict(cls, figures: Mapping[str, float]) -> Weights:
        """Weights from stored figures; a name that is missing takes today's default.

        Raises TypeError for a name that is not a weight.
        """
        return cls(**figures)
