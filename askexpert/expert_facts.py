"""The facts about experts that the matching's rules and score read, fresh from the database.

Read as plain rows and not as models: with 10,000 experts a shortlist must still be there in a
fraction of a second. Of what can be long, only the part that this question touches is read: its
topics, contexts and sector, employers in the asker's organisation, ties to the asker. What is true
of few people (a pause, a closed account) is read of those few, and the columns that everybody has
are numbers and words, which no database driver needs to convert.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Max, Q
from django.utils.timezone import get_current_timezone, localdate

from askexpert.asked_facts import asked_question, root_of
from askexpert.enums import ENGAGED_ASSIGNMENT, AssignmentStatus
from askexpert.matching.values import Employer, Expert
from askexpert.matching.values import Question as AskedQuestion
from askexpert.models import Assignment, DeclaredTie, ExpertAvailability, Question
from network.members.enums import MembershipStatus
from network.members.models import Profile, TopicExpertise
from network.members.models.profile import PreviousEmployment, ProfileSector

COLUMNS = (
    "user_id",
    "evidence_version",
    "capacity",
    "user__membership__status",
    "user__profile__pk",
    "user__profile__organisation__root_id",
    "user__profile__proposed_organisation",
    "user__profile__area__slug",
    "user__profile__nation__name",
)


@dataclass(frozen=True, slots=True)
class Facts:
    """One question, everybody who is willing, and the version of each one's evidence."""

    question: AskedQuestion
    experts: list[Expert]
    versions: dict[int, int]
    names: dict[str, str]


@dataclass(slots=True)
class _Related:
    """What other tables say about experts, by user or profile id."""

    topics: dict[int, dict[str, str]] = field(default_factory=dict)
    contexts: dict[int, tuple[str, ...]] = field(default_factory=dict)
    sectors: dict[int, str] = field(default_factory=dict)
    unavailable: dict[int, tuple] = field(default_factory=dict)
    avoided: dict[int, frozenset[str]] = field(default_factory=dict)
    employers: dict[int, tuple[Employer, ...]] = field(default_factory=dict)
    loads: dict[int, tuple] = field(default_factory=dict)
    ties: frozenset[int] = frozenset()


def facts_for(
    question: Question, *, now: datetime, only=None, ignoring: Assignment | None = None
) -> Facts:
    """Everything that ranking this question needs, in a number of queries that does not grow.

    ``only`` is one user, for asking about them alone. ``ignoring`` is an invitation that counts
    neither as load nor as having been asked; nor do their finished answers to this question then.
    """
    assignments = _assignments(ignoring)
    topics = {topic.pk: topic for topic in question.topics.all()}
    contexts = {context.pk: context for context in question.contexts.all()}
    asked = asked_question(question, topics.values(), contexts.values(), assignments)
    related = _Related(
        topics=_topics(topics, only),
        contexts=_contexts(contexts, only),
        sectors=_wanted_sectors(asked.sectors_wanted or (asked.sector,), only),
        unavailable=_unavailable(now, only),
        avoided=_avoided(topics, only),
        employers=_employers_at(asked.organisation_root, only),
        loads=_loads(assignments, now, only),
        ties=_tied_to(question, asked),
    )
    rows = ExpertAvailability.objects.willing().order_by("user_id").values_list(*COLUMNS)
    if only is not None:
        rows = rows.filter(user=only)
    found = list(rows)
    return Facts(
        question=asked,
        experts=[_expert(row, related, asked.asker) for row in found],
        versions={row[0]: row[1] for row in found},
        names={term.slug: term.name for term in (*topics.values(), *contexts.values())},
    )


def _expert(row: tuple, related: _Related, asker: str) -> Expert:
    """One expert; what most people have nothing of is set only where there is something."""
    user, _, capacity, status, profile, root, proposed, area, nation = row
    expert = Expert(
        str(user),
        related.topics.get(profile, NOTHING),
        related.contexts.get(profile, ()),
        related.sectors.get(profile, ""),
        nation or "",
        area or "",
        "",
        str(root) if root is not None else root_of(None, proposed),
        related.employers.get(profile, ()),
    )
    expert.capacity = capacity
    if status != MembershipStatus.APPROVED:
        # A suspended member was verified; that they are suspended is a reason of its own.
        expert.suspended = status == MembershipStatus.SUSPENDED
        expert.verified = expert.suspended
    if user in related.loads:
        (
            expert.open_assignments,
            expert.invited,
            expert.invitations_30_days,
            expert.silent_expiries,
            expert.completed,
            expert.last_invited,
        ) = related.loads[user]
    if user in related.ties:
        expert.declared_ties = frozenset({asker})
    if user in related.avoided:
        expert.opted_out_topics = related.avoided[user]
    if user in related.unavailable:
        active, until, silent_since = related.unavailable[user]
        expert.verified = expert.verified and active
        expert.paused_until = _last_paused_day(until, silent_since)
    return expert


NOTHING: dict[str, str] = {}


def _last_paused_day(until: date | None, silent_since: datetime | None) -> date | None:
    """Until the day before the one they named; without end if they are asked whether they are
    still willing."""
    if silent_since is not None:
        return date.max
    return until - timedelta(days=1) if until is not None else None


def _tied_to(question: Question, asked: AskedQuestion) -> frozenset[int]:
    """Who has declared a tie to the asker, their organisation's tree or one of their areas."""
    close = Q(person=question.asker_id) | Q(area__slug__in=[asked.area, *asked.further_areas])
    if asked.organisation_root.isdecimal():
        close |= Q(organisation__root=int(asked.organisation_root))
    return frozenset(DeclaredTie.objects.filter(close).values_list("user_id", flat=True))


def _topics(topics: dict, only) -> dict[int, dict[str, str]]:
    rows = TopicExpertise.objects.filter(topic__in=topics).order_by()
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for profile, topic, level in _of(rows, "profile__user", only).values_list(
        "profile_id", "topic_id", "level"
    ):
        found[profile][topics[topic].slug] = level
    return found


def _contexts(contexts: dict, only) -> dict[int, tuple[str, ...]]:
    rows = Profile.contexts.through.objects.filter(context__in=contexts)
    found: dict[int, list[str]] = defaultdict(list)
    for profile, context in _of(rows, "profile__user", only).values_list(
        "profile_id", "context_id"
    ):
        found[profile].append(contexts[context].slug)
    return {profile: tuple(sorted(slugs)) for profile, slugs in found.items()}


def with_sectors(experts: Iterable[Expert]) -> list[Expert]:
    """These experts with the first of their sectors, where none was set: one query at most.

    For the few who are shown; the score asks only whether a wanted sector is among somebody's.
    """
    experts = list(experts)
    unknown = [int(expert.id) for expert in experts if not expert.sector]
    if not unknown:
        return experts
    rows = (
        ProfileSector.objects.filter(content_object__user__in=unknown)
        .order_by("-tag__sort_order", "-tag__name")
        .values_list("content_object__user_id", "tag__name")
    )
    first = {str(user): name for user, name in rows}
    return [
        expert if expert.sector else replace(expert, sector=first.get(expert.id, ""))
        for expert in experts
    ]


def _wanted_sectors(wanted: Iterable[str], only) -> dict[int, str]:
    """The wanted sector of each profile that has one."""
    rows = ProfileSector.objects.filter(tag__name__in=wanted).order_by()
    return dict(
        _of(rows, "content_object__user", only).values_list("content_object_id", "tag__name")
    )


def _unavailable(now: datetime, only) -> dict[int, tuple[bool, date | None, datetime | None]]:
    """Whose account is closed, who is paused today, and who has been silent too often."""
    hindered = (
        Q(user__is_active=False)
        | Q(paused_until_date__gt=localdate(now))
        | Q(silent_since__isnull=False)
    )
    rows = _of(ExpertAvailability.objects.willing().filter(hindered), "user", only)
    return {
        user: tuple(facts)
        for user, *facts in rows.values_list(
            "user_id", "user__is_active", "paused_until_date", "silent_since"
        )
    }


def _avoided(topics: dict, only) -> dict[int, frozenset[str]]:
    rows = ExpertAvailability.avoid_topics.through.objects.filter(topic__in=topics)
    found: dict[int, set[str]] = defaultdict(set)
    for user, topic in _of(rows, "expertavailability__user", only).values_list(
        "expertavailability__user_id", "topic_id"
    ):
        found[user].add(topics[topic].slug)
    return {user: frozenset(slugs) for user, slugs in found.items()}


def _employers_at(root: str, only) -> dict[int, tuple[Employer, ...]]:
    """Who used to work in the asker's organisation, and until when."""
    if not root.isdecimal():
        return {}
    rows = PreviousEmployment.objects.filter(organisation__root=int(root)).order_by()
    found: dict[int, tuple[Employer, ...]] = defaultdict(tuple)
    for profile, until in _of(rows, "profile__user", only).values_list("profile_id", "until_date"):
        found[profile] += (Employer(root, until),)
    return found


def _assignments(ignoring: Assignment | None):
    if ignoring is None:
        return Assignment.objects.order_by()
    of_the_same = Q(question=ignoring.question_id, expert=ignoring.expert_id)
    return Assignment.objects.order_by().exclude(
        Q(pk=ignoring.pk) | (of_the_same & Q(status=AssignmentStatus.COMPLETED))
    )


def _loads(assignments, now: datetime, only) -> dict[int, tuple]:
    """Open, invited, invited in 30 days, left in silence, completed, and the last day asked.

    Silence from before they said that they are still willing counts no more.
    """
    willing_since = F("expert__expert_availability__still_willing_at")
    forgiven = Q(expert__expert_availability__still_willing_at__isnull=False) & Q(
        respond_by__lte=willing_since
    )
    rows = (
        _of(assignments, "expert", only)
        .values_list("expert")
        .annotate(
            open=Count("pk", filter=Q(status__in=ENGAGED_ASSIGNMENT)),
            invited=Count("pk", filter=Q(status=AssignmentStatus.INVITED)),
            recent=Count("pk", filter=Q(invited_at__gte=now - timedelta(days=30))),
            silent=Count("pk", filter=Q(status=AssignmentStatus.EXPIRED) & ~forgiven),
            completed=Count("pk", filter=Q(status=AssignmentStatus.COMPLETED)),
            last=Max("invited_at"),
        )
    )
    zone = get_current_timezone()
    return {row[0]: (*row[1:-1], row[-1].astimezone(zone).date()) for row in rows}


def _of(rows, path: str, only):
    return rows if only is None else rows.filter(**{path: only})
