"""From the database to the matching's plain values and back.

The rules and the score are in :mod:`askexpert.matching`; here is only where each fact comes from.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Max, Q
from django.utils.timezone import localdate

from askexpert.enums import ENGAGED_ASSIGNMENT, AssignmentStatus
from askexpert.evidence import evidence_of
from askexpert.matching.exclusions import NO_OVERRIDE, REASONS, ExclusionRules
from askexpert.matching.ranking import rank_experts
from askexpert.matching.text import TextIndex
from askexpert.matching.values import (
    Employer,
    Expert,
    Override,
    Question,
    Ranking,
    Suggestion,
)
from askexpert.matching.weights import Weights
from askexpert.models import Assignment, ExpertAvailability
from network.members.enums import MembershipStatus
from network.taxonomy.models import Context, Topic
from network.taxonomy.naming import folded

WEIGHTS = Weights()


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
    def facts(self) -> list[str]:
        """The countable reasons; the passage is shown apart."""
        return [reason for reason in self.suggestion.reasons if not reason.startswith("passage:")]


@dataclass(frozen=True, slots=True)
class Shortlist:
    """What the desk shows: the best candidates, and why others are not there."""

    candidates: list[Candidate]
    not_shown: list[tuple[str, int]]
    below_threshold: int


def shortlist(question, *, now: datetime, limit: int = 5) -> Shortlist:
    """Rank everybody who is willing to answer.

    A constant number of queries for any number of experts, plus those of the evidence.
    """
    people = _willing_people()
    ranking = _rank(question, people, now=now, limit=limit)
    by_id = {str(availability.user_id): availability.user for availability in people}
    counts = Counter(excluded.reason for excluded in ranking.excluded)
    return Shortlist(
        candidates=[
            Candidate(by_id[suggestion.expert], suggestion) for suggestion in ranking.suggestions
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
    """What the ranking says of one expert, or ``None`` if they are below the threshold."""
    ranking = _rank(question, _willing_people(), now=now, limit=None, override=override)
    return next((s for s in ranking.suggestions if s.expert == str(user.pk)), None)


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
    availability = _willing_people().filter(user=user).first()
    if availability is None:
        return Exclusion("not_consenting", "This member has not agreed to be asked.")
    facts = _facts(question, [availability], now=now, ignoring=accepting)
    rules = ExclusionRules(facts.question, today=localdate(now), weights=WEIGHTS, override=override)
    code = rules.exclusion(facts.experts[0])
    return Exclusion(code, f"Not possible: {REASONS[code]}.") if code else None


def weights_as_stored() -> dict:
    return WEIGHTS.as_dict()


@dataclass(frozen=True, slots=True)
class Facts:
    question: Question
    experts: list[Expert]


def _willing_people():
    return (
        ExpertAvailability.objects.willing()
        .select_related(
            "user__profile__organisation",
            "user__profile__area",
            "user__profile__nation",
            "user__membership",
        )
        .prefetch_related(
            "avoid_topics",
            "user__profile__contexts",
            "user__profile__sectors",
            "user__profile__topic_expertise__topic",
            "user__profile__previous_employments__organisation",
        )
        .order_by("user_id")
    )


def _rank(
    question, people, *, now: datetime, limit: int | None, override: Override = NO_OVERRIDE
) -> Ranking:
    facts = _facts(question, people, now=now)
    index = TextIndex(evidence_of(availability.user.profile for availability in people))
    names = dict(Topic.objects.values_list("slug", "name"))
    names |= dict(Context.objects.values_list("slug", "name"))
    return rank_experts(
        facts.question,
        facts.experts,
        index,
        today=localdate(now),
        weights=WEIGHTS,
        limit=limit,
        override=override,
        name=lambda slug: names.get(slug, slug),
    )


def _facts(question, people, *, now: datetime, ignoring: Assignment | None = None) -> Facts:
    today = localdate(now)
    assignments = Assignment.objects.all()
    if ignoring is not None:
        assignments = assignments.exclude(
            Q(pk=ignoring.pk)
            | Q(
                question=ignoring.question_id,
                expert=ignoring.expert_id,
                status=AssignmentStatus.COMPLETED,
            )
        )
    loads = {
        row["expert"]: row
        for row in assignments.values("expert").annotate(
            open=Count("pk", filter=Q(status__in=ENGAGED_ASSIGNMENT)),
            invited=Count("pk", filter=Q(status=AssignmentStatus.INVITED)),
            recent=Count("pk", filter=Q(invited_at__gte=now - timedelta(days=30))),
            silent=Count("pk", filter=Q(status=AssignmentStatus.EXPIRED)),
            last=Max("invited_at"),
        )
    }
    asked = assignments.filter(question=question).values_list("expert_id", flat=True)
    return Facts(
        question=_question(question, already_asked=frozenset(str(pk) for pk in asked)),
        experts=[_expert(row, loads.get(row.user_id, {}), today=today) for row in people],
    )


def _question(question, *, already_asked: frozenset[str]) -> Question:
    asker = question.asker
    profile = asker.profile
    organisation = question.asker_organisation or profile.organisation
    area = question.asker_area or profile.area
    topics = list(question.topics.all())
    return Question(
        id=str(question.public_id),
        title=question.title,
        text=question.text,
        topics=tuple(topic.slug for topic in topics),
        contexts=tuple(context.slug for context in question.contexts.all()),
        asker=str(asker.pk),
        sector=next((sector.name for sector in profile.sectors.all()), ""),
        sectors_wanted=(question.sector_wanted.name,) if question.sector_wanted else (),
        nation=question.nation.name if question.nation else "",
        area=area.slug if area else "",
        organisation=organisation.slug if organisation else "",
        organisation_root=_root(organisation, profile),
        previous_employers=_employers_of_asker(question, profile),
        already_asked=already_asked,
        nation_only_topics=frozenset(topic.slug for topic in topics if topic.nation_only),
    )


def _expert(availability: ExpertAvailability, load: dict, *, today: date) -> Expert:
    user = availability.user
    profile = user.profile
    membership = getattr(user, "membership", None)
    status = membership.status if membership else None
    return Expert(
        id=str(user.pk),
        topics={row.topic.slug: row.level for row in profile.topic_expertise.all()},
        contexts=tuple(context.slug for context in profile.contexts.all()),
        sector=next((sector.name for sector in profile.sectors.all()), ""),
        nation=profile.nation.name if profile.nation else "",
        area=profile.area.slug if profile.area else "",
        organisation=profile.organisation.slug if profile.organisation else "",
        organisation_root=_root(profile.organisation, profile),
        previous_employers=_employers(profile),
        opted_out_topics=frozenset(topic.slug for topic in availability.avoid_topics.all()),
        verified=user.is_active and status == MembershipStatus.APPROVED,
        consenting=availability.consented_at is not None,
        suspended=status == MembershipStatus.SUSPENDED,
        paused_until=availability.paused_until_date,
        capacity=availability.capacity,
        open_assignments=load.get("open", 0),
        invited=load.get("invited", 0),
        last_invited=localdate(load["last"]) if load.get("last") else None,
        invitations_30_days=load.get("recent", 0),
        silent_expiries=load.get("silent", 0),
    )


def _employers_of_asker(question, profile) -> tuple[Employer, ...]:
    """Previous employers, and the present one if it has changed since the question was sent."""
    employers = _employers(profile)
    moved = question.asker_organisation_id not in (None, profile.organisation_id)
    if moved and (root := _root(profile.organisation, profile)):
        return (*employers, Employer(root=root))
    return employers


def _root(organisation, profile) -> str:
    """What stands for the organisation's tree.

    A name that no coordinator has decided on yet stands for itself: two who wrote the same one
    are colleagues.
    """
    if organisation is not None:
        return str(organisation.root_id)
    proposed = folded(profile.proposed_organisation)
    return f"proposed: {proposed}" if proposed else ""


def _employers(profile) -> tuple[Employer, ...]:
    return tuple(
        Employer(root=str(job.organisation.root_id), ended=job.until_date)
        for job in profile.previous_employments.all()
    )
