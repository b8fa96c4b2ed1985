"""The plain values that matching takes and gives back.

Everything a rule needs is a field here, so the rules run the same on files, in tests and on the
database. A fact that is not known keeps its default, and every default is harmless: it neither
excludes anybody nor earns points. Names are compared without regard to case or outer spaces by
the rules, not here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

LEAD = "lead"
WORKING = "working"
INTERESTED = "interested"


@dataclass(frozen=True, slots=True)
class Employer:
    """An organisation somebody used to work for; ``ended`` is None while they still do."""

    root: str
    ended: date | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, by whom, and what the asker does not want.

    ``sectors_wanted`` are the perspectives the asker would like; empty means their own sector.
    ``nation_only_topics`` are the topics for which law or guidance of the asker's nation decides.
    ``answer_by`` is the last day of the answer window (None: the setting decides).
    ``further_organisations`` (roots) and ``further_areas`` count as the asker's too (they have
    moved).
    ``declared_ties`` and ``do_not_match`` name people; ``tied_organisations`` (roots) and
    ``tied_areas`` name where else the asker is too close to answer from.
    """

    id: str
    title: str = ""
    text: str = ""
    topics: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    asker: str = ""
    sector: str = ""
    sectors_wanted: tuple[str, ...] = ()
    nation: str = ""
    area: str = ""
    organisation: str = ""
    organisation_root: str = ""
    further_organisations: tuple[str, ...] = ()
    further_areas: tuple[str, ...] = ()
    previous_employers: tuple[Employer, ...] = ()
    declared_ties: frozenset[str] = frozenset()
    tied_organisations: frozenset[str] = frozenset()
    tied_areas: frozenset[str] = frozenset()
    do_not_match: frozenset[str] = frozenset()
    already_asked: frozenset[str] = frozenset()
    nation_only_topics: frozenset[str] = frozenset()
    answer_by: date | None = None


@dataclass(slots=True)
class Expert:
    """A member who is willing to answer, as the rules see them on one day.

    ``topics`` maps a topic to a level: lead, working or interested. ``open_assignments`` are
    accepted and unfinished, ``invited`` are invitations without a reply. ``away`` holds pairs of
    first and last day. Declined invitations are deliberately not a field: they change nothing.
    Nobody changes an expert; it is not frozen because 10,000 frozen ones take four times as long to
    make, which a shortlist would feel.
    """

    id: str
    topics: Mapping[str, str] = field(default_factory=dict)
    contexts: tuple[str, ...] = ()
    sector: str = ""
    nation: str = ""
    area: str = ""
    organisation: str = ""
    organisation_root: str = ""
    previous_employers: tuple[Employer, ...] = ()
    declared_ties: frozenset[str] = frozenset()
    tied_organisations: frozenset[str] = frozenset()
    tied_areas: frozenset[str] = frozenset()
    do_not_match: frozenset[str] = frozenset()
    opted_out_topics: frozenset[str] = frozenset()
    verified: bool = True
    consenting: bool = True
    suspended: bool = False
    paused_until: date | None = None
    away: tuple[tuple[date, date], ...] = ()
    capacity: int = 1
    open_assignments: int = 0
    invited: int = 0
    last_invited: date | None = None
    invitations_30_days: int = 0
    silent_expiries: int = 0
    completed: int = 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """One text that shows what an expert knows: a published answer, tip, post, or the profile."""

    id: str
    expert: str
    text: str
    title: str = ""
    kind: str = "post"


@dataclass(frozen=True, slots=True)
class Override:
    """What a coordinator set aside, with a written reason and a second coordinator.

    Only area and nation can be; there is no field for the asker, the organisation or a tie.
    """

    area: bool = False
    nation: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """The part of an expert's own text that comes closest to the question; "" if no part does."""

    evidence: str
    kind: str
    text: str
    title: str = ""

    @property
    def whence(self) -> str:
        """In words where it stands: "their profile", or the title and the kind of a page."""
        if self.kind == "profile":
            return "their profile"
        return f"“{self.title}” ({self.kind})" if self.title else f"a {self.kind} of theirs"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One expert who may be asked. ``components`` are points; ``load`` is what was taken off.

    ``passage`` is a quotation that speaks of enough of what is asked. ``source`` is where the
    points for texts come from, with or without one: the closest piece and its nearest part.
    """

    expert: str
    score: float
    components: Mapping[str, float]
    reasons: tuple[str, ...]
    passage: Passage | None = None
    source: Passage | None = None

    @property
    def is_text_alone(self) -> bool:
        """Nothing speaks for them but their texts: no topic, context or sector in common."""
        return not any(self.components[part] for part in ("topics", "contexts", "sector"))


@dataclass(frozen=True, slots=True)
class Excluded:
    """One expert who is not shown, and the first rule that says so (a key of ``REASONS``)."""

    expert: str
    reason: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """The answer for one question: best first, never padded.

    ``below_threshold`` counts people who may be asked but do not match well enough to be shown.
    """

    question: str
    suggestions: tuple[Suggestion, ...]
    excluded: tuple[Excluded, ...]
    below_threshold: int = 0
