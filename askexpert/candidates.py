"""From the database to suggestions for the desk, and the guards of an invitation.

The rules and the score are in :mod:`askexpert.matching`, the facts in
:mod:`askexpert.expert_facts`, the texts in :mod:`askexpert.expert_index`.
"""

import gc
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db.models import OuterRef, Subquery
from django.utils.timezone import localdate

from askexpert import expert_index
from askexpert.expert_facts import facts_for
from askexpert.matching.exclusions import NO_OVERRIDE, REASONS, ExclusionRules
from askexpert.matching.ranking import rank_experts
from askexpert.matching.reasons import nearest
from askexpert.matching.values import Expert, Override, Ranking, Suggestion
from askexpert.matching.weights import Weights
from askexpert.models import Assignment
from network.members.models import User
from network.members.models.profile import ProfileSector

WEIGHTS = Weights()
# "Look again" lets people in who match less well; it weakens no guard.
WIDENED = replace(WEIGHTS, threshold=15.0)


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Why one expert may not be asked: a code, and words for a coordinator."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One suggestion with the person it is about, ready to show."""

    user: object
    suggestion: Suggestion

    @property
    def score(self) -> int:
        """Points out of 100, rounded."""
        return round(self.suggestion.score)

    @property
    def passage(self) -> str:
        return self.suggestion.passage.text if self.suggestion.passage else ""

    @property
    def whence(self) -> str:
        """Where the passage stands, in words."""
        return self.suggestion.passage.whence if self.suggestion.passage else ""

    @property
    def nearest(self) -> str:
        """Where points for texts come from that no passage shows."""
        source = self.suggestion.source
        return nearest(source) if source and not self.suggestion.passage else ""

    @property
    def facts(self) -> list[str]:
        """The countable reasons; what was written is shown apart."""
        return [reason for reason in self.suggestion.reasons if not reason.startswith("passage:")]


@dataclass(frozen=True, slots=True)
class Shortlist:
    """What the desk shows: the best candidates, and why others are not there; or, until the
    texts have been read, that it ``is_ready`` only later."""

    candidates: list[Candidate] = field(default_factory=list)
    not_shown: list[tuple[str, int]] = field(default_factory=list)
    below_threshold: int = 0
    is_ready: bool = True


def shortlist(
    question,
    *,
    now: datetime,
    limit: int = 5,
    override: Override = NO_OVERRIDE,
    on_text_alone: bool = True,
) -> Shortlist:
    """Rank everybody who is willing to answer.

    A constant number of queries for any number of experts, plus those of evidence that this
    process has not read yet. ``override`` is what two coordinators have set aside. Where too many
    texts would have to be read now, nobody is ranked, and the list says that it is not ready.
    ``on_text_alone``: also people who share no topic, context or sector with the question.
    """
    people: dict[int, User] = {}
    try:
        ranking = _rank(
            question,
            now=now,
            limit=limit,
            override=override,
            on_text_alone=on_text_alone,
            people=people,
        )
    except expert_index.IndexNotReadyError:
        return Shortlist(is_ready=False)
    counts = Counter(excluded.reason for excluded in ranking.excluded)
    return Shortlist(
        candidates=[
            Candidate(people[int(suggestion.expert)], suggestion)
            for suggestion in ranking.suggestions
        ],
        not_shown=[
            (label, counts[code])
            for code, label in REASONS.items()
            if counts[code] and code != "asker"
        ],
        below_threshold=ranking.below_threshold,
    )


def suggestion_for(
    question, user, *, now: datetime, override: Override = NO_OVERRIDE
) -> Suggestion | None:
    """What the ranking says of one expert; ``None`` if they are below the threshold, or if there
    is no ranking yet."""
    try:
        ranking = _rank(question, now=now, limit=1, about=user, override=override)
    except expert_index.IndexNotReadyError:
        return None
    return next(iter(ranking.suggestions), None)


def exclusion_of(
    question,
    user,
    *,
    now: datetime,
    accepting: Assignment | None = None,
    override: Override = NO_OVERRIDE,
) -> Exclusion | None:
    """The first guard that forbids asking this person, or ``None``.

    ``accepting`` is the invitation that they are about to accept: it neither fills their capacity
    nor counts as having been asked. ``override`` is what two coordinators have set aside.
    """
    facts = facts_for(question, now=now, only=user, ignoring=accepting)
    if not facts.experts:
        return Exclusion("not_consenting", "This member has not agreed to be asked.")
    rules = ExclusionRules(facts.question, today=localdate(now), weights=WEIGHTS, override=override)
    code = rules.exclusion(facts.experts[0])
    return Exclusion(code, f"Not possible: {REASONS[code]}.") if code else None


def weights_for(question) -> Weights:
    """The figures that hold for a question: a search that was widened has a lower threshold."""
    return WIDENED if question.is_widened else WEIGHTS


def _reading(people: dict[int, User]) -> Callable[[list[Expert]], list[Expert]]:
    """Read those who are shown into ``people``, and tell the reasons their first sector, where
    none was wanted that is theirs: one query.

    The score asks only whether a wanted sector is among somebody's.
    """
    sectors = ProfileSector.objects.filter(content_object__user=OuterRef("pk"))
    first = sectors.order_by("tag__sort_order", "tag__name").values("tag__name")[:1]

    def complete(experts: list[Expert]) -> list[Expert]:
        shown = User.objects.select_related("profile__organisation")
        shown = shown.annotate(first_sector=Subquery(first))
        people.update(shown.in_bulk([int(expert.id) for expert in experts]))
        return [
            expert
            if expert.sector
            else replace(expert, sector=people[int(expert.id)].first_sector or "")
            for expert in experts
        ]

    return complete


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Leave Python's search for reference cycles until afterwards.

    10,000 experts are made and gone again without any cycle; the search would look at the whole
    index in between, more than once, and take a fifth of the time. So it begins again only when
    whatever was read for the ranking is gone.
    """
    switched_off = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if switched_off:
            gc.enable()


@_no_garbage_collection()
def _rank(
    question,
    *,
    now: datetime,
    limit: int,
    override: Override,
    about=None,
    on_text_alone: bool = True,
    people: dict[int, User] | None = None,
) -> Ranking:
    """The ranking; whoever is shown is read into ``people``."""
    facts = facts_for(question, now=now)
    with expert_index.INDEX.at(facts.versions) as index:
        return rank_experts(
            facts.question,
            facts.experts,
            index,
            today=localdate(now),
            weights=weights_for(question),
            limit=limit,
            override=override,
            about=str(about.pk) if about is not None else None,
            on_text_alone=on_text_alone,
            name=lambda slug: facts.names.get(slug, slug),
            complete=_reading(people if people is not None else {}),
        )
