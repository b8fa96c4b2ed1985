"""Who may not be asked, and why. Source: the exclusions of the matching rules, in that order.

``exclusion`` gives the first rule that applies, so every expert is counted once. A coordinator
can set aside the rules on area and nation, and no other.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache

from .values import Employer, Excluded, Expert, Override, Question
from .weights import Weights

REASONS = {
    "asker": "the person who asked",
    "not_verified": "not verified",
    "not_consenting": "not willing to be asked",
    "suspended": "suspended",
    "paused": "paused or away",
    "at_capacity": "at capacity",
    "same_organisation": "same organisation",
    "same_area": "same area",
    "previous_employer": "recently worked for the organisation",
    "declared_tie": "declared tie",
    "do_not_match": "asked not to be matched",
    "already_asked": "already asked about this question",
    "opted_out": "does not take this topic",
    "other_nation": "law of another nation",
}
NO_OVERRIDE = Override()


@lru_cache(maxsize=100_000)
def folded(name: str) -> str:
    """A name as the rules compare it: no outer or double spaces, no difference of case."""
    return " ".join(name.split()).casefold()


def months_before(day: date, months: int) -> date:
    """The same day ``months`` calendar months earlier, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class ExclusionRules:
    """The rules for one question on one day, with the question's names folded once."""

    def __init__(
        self,
        question: Question,
        *,
        today: date,
        weights: Weights,
        override: Override = NO_OVERRIDE,
    ) -> None:
        self.question = question
        self.today = today
        self.override = override
        self.window_end = question.answer_by or today + timedelta(days=weights.answer_window_days)
        self.employer_since = months_before(today, weights.previous_employer_months)
        self.root = folded(question.organisation_root or question.organisation)
        self.organisation = folded(question.organisation)
        self.roots = {self.root, *map(folded, question.further_organisations)} - {""}
        self.areas = {folded(area) for area in (question.area, *question.further_areas)} - {""}
        self.tied_roots = {folded(root) for root in question.tied_organisations} - {""}
        self.tied_areas = {folded(area) for area in question.tied_areas} - {""}
        self.nation = folded(question.nation)
        self.topics = {folded(topic) for topic in question.topics}
        self.nation_only = bool(
            self.topics & {folded(topic) for topic in question.nation_only_topics}
        )
        idle = self._idle()
        self.rules = tuple(rule for rule in RULES if rule[0] not in idle)

    def exclusion(self, expert: Expert) -> str | None:
        """The first rule (a key of ``REASONS``) that keeps this expert out, or None."""
        for reason, applies in self.rules:
            if applies(self, expert):
                return reason
        return None

    def exclusions(self, experts: Sequence[Expert]) -> dict[int, str]:
        """``exclusion`` of everybody who has one, by their place among these experts.

        Among many, few are kept out. One look at the facts of each says of most that no rule can
        apply; only the others are asked rule by rule, so that the rules stand in one place.
        """
        suspects = self._suspects(experts)
        found = ((place, self.exclusion(experts[place])) for place in suspects)
        return {place: reason for place, reason in found if reason}

    def _suspects(self, experts: Sequence[Expert]) -> list[int]:
        """The places of all to whom a rule may apply; too many cost time, too few are a fault."""
        question = self.question
        people = {question.asker, *question.already_asked}
        people |= question.declared_ties | question.do_not_match
        employers = {folded(employer.root) for employer in question.previous_employers}
        close_roots = self.roots | self.tied_roots | employers | {self.organisation}
        roots = {expert.organisation_root or expert.organisation for expert in experts}
        roots = _alike(roots, close_roots)
        areas = _alike({expert.area for expert in experts}, self.areas | self.tied_areas)
        names = _alike({expert.organisation for expert in experts}, {self.organisation})
        nations = {expert.nation for expert in experts} if self.nation_only else set()
        nations -= _alike(nations, {self.nation})
        return [
            place
            for place, expert in enumerate(experts)
            if expert.open_assignments + expert.invited >= expert.capacity
            or (expert.organisation_root or expert.organisation) in roots
            or expert.area in areas
            or expert.id in people
            or not expert.verified
            or not expert.consenting
            or expert.suspended
            or expert.paused_until is not None
            or expert.away
            or expert.previous_employers
            or expert.declared_ties
            or expert.tied_organisations
            or expert.tied_areas
            or expert.do_not_match
            or expert.opted_out_topics
            or expert.organisation in names
            or expert.nation in nations
        ]

    def _idle(self) -> set[str]:
        """The rules that can apply to nobody, whoever the expert is."""
        question, override = self.question, self.override
        can_apply = {
            "same_organisation": bool(self.roots or self.organisation),
            "same_area": bool(self.areas) and not override.area,
            "already_asked": bool(question.already_asked),
            "opted_out": bool(self.topics),
            "other_nation": self.nation_only and bool(self.nation) and not override.nation,
        }
        return {reason for reason, possible in can_apply.items() if not possible}

    def is_asker(self, expert: Expert) -> bool:
        return expert.id == self.question.asker

    def is_away(self, expert: Expert) -> bool:
        if expert.paused_until is not None and expert.paused_until >= self.today:
            return True
        if not expert.away:
            return False
        return any(first <= self.window_end and last >= self.today for first, last in expert.away)

    def shares_organisation(self, expert: Expert) -> bool:
        if folded(_root_of(expert)) in self.roots:
            return True
        return bool(self.organisation) and folded(expert.organisation) == self.organisation

    def recently_employed(self, expert: Expert) -> bool:
        """Either of the two, in the other's organisation tree, ended less than the limit ago."""
        if expert.previous_employers and self._any_recent(expert.previous_employers, self.roots):
            return True
        if not self.question.previous_employers:
            return False
        own = {folded(_root_of(expert))} - {""}
        return self._any_recent(self.question.previous_employers, own)

    def is_full(self, expert: Expert) -> bool:
        return expert.open_assignments + expert.invited >= expert.capacity

    def shares_area(self, expert: Expert) -> bool:
        return folded(expert.area) in self.areas

    def has_declared_tie(self, expert: Expert) -> bool:
        """Declared by either of the two: to the other, their organisation's tree or their area."""
        question = self.question
        if expert.id in question.declared_ties or question.asker in expert.declared_ties:
            return True
        if self.tied_roots and folded(_root_of(expert)) in self.tied_roots:
            return True
        if self.tied_areas and folded(expert.area) in self.tied_areas:
            return True
        if any(folded(root) in self.roots for root in expert.tied_organisations):
            return True
        if not expert.tied_areas:
            return False
        return any(folded(area) in self.areas for area in expert.tied_areas)

    def is_unwanted(self, expert: Expert) -> bool:
        question = self.question
        return expert.id in question.do_not_match or question.asker in expert.do_not_match

    def was_asked(self, expert: Expert) -> bool:
        return expert.id in self.question.already_asked

    def has_opted_out(self, expert: Expert) -> bool:
        if not expert.opted_out_topics:
            return False
        return any(folded(topic) in self.topics for topic in expert.opted_out_topics)

    def knows_other_law(self, expert: Expert) -> bool:
        """A topic that one nation's law decides, and an expert known to be in another."""
        nation = folded(expert.nation)
        return bool(nation) and nation != self.nation

    def _any_recent(self, employers: Iterable[Employer], roots: set[str]) -> bool:
        return any(
            folded(employer.root) in roots
            and (employer.ended is None or employer.ended >= self.employer_since)
            for employer in employers
        )


def _root_of(expert: Expert) -> str:
    return expert.organisation_root or expert.organisation


def _alike(names: set[str], close: set[str]) -> set[str]:
    """Those of the names, as they are written, that the rules take for one of the close ones."""
    return {name for name in names if name and folded(name) in close}


RULES: tuple[tuple[str, Callable[[ExclusionRules, Expert], bool]], ...] = (
    ("asker", ExclusionRules.is_asker),
    ("not_verified", lambda rules, expert: not expert.verified),
    ("not_consenting", lambda rules, expert: not expert.consenting),
    ("suspended", lambda rules, expert: expert.suspended),
    ("paused", ExclusionRules.is_away),
    ("at_capacity", ExclusionRules.is_full),
    ("same_organisation", ExclusionRules.shares_organisation),
    ("same_area", ExclusionRules.shares_area),
    ("previous_employer", ExclusionRules.recently_employed),
    ("declared_tie", ExclusionRules.has_declared_tie),
    ("do_not_match", ExclusionRules.is_unwanted),
    ("already_asked", ExclusionRules.was_asked),
    ("opted_out", ExclusionRules.has_opted_out),
    ("other_nation", ExclusionRules.knows_other_law),
)


def counted(excluded: Iterable[Excluded]) -> str:
    """The line under a ranking: "Not shown: 2 same organisation, 1 same area", or "".

    The person who asked is not counted: they know.
    """
    counts = Counter(item.reason for item in excluded)
    parts = [f"{counts[key]} {label}" for key, label in REASONS.items() if key != "asker"]
    parts = [part for part in parts if not part.startswith("0 ")]
    return f"Not shown: {', '.join(parts)}" if parts else ""
