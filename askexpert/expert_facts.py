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

from django.db.models import Q
from django.utils.timezone import localdate

from askexpert.asked_facts import asked_question, root_of
from askexpert.load_facts import counted_assignments, loads_of
from askexpert.matching.values import Employer, Expert
from askexpert.matching.values import Question as AskedQuestion
from askexpert.models import Assignment, DeclaredTie, ExpertAvailability, Question
from network.members.enums import MembershipStatus
from network.members.models import Profile, TopicExpertise
from network.members.models.profile import PreviousEmployment, ProfileSector
from network.taxonomy.models import Nation


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
    nations: dict[int | None, str] = field(default_factory=dict)
    hindered: dict[int, tuple] = field(default_factory=dict)
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
    assignments = counted_assignments(ignoring)
    topics = {topic.pk: topic for topic in question.topics.all()}
    contexts = {context.pk: context for context in question.contexts.all()}
    asked = asked_question(question, topics.values(), contexts.values(), assignments)
    related = _Related(
        topics=_topics(topics, only),
        contexts=_contexts(contexts, only),
        sectors=_wanted_sectors(asked.sectors_wanted or (asked.sector,), only),
        nations={None: "", **dict(Nation.objects.order_by().values_list("pk", "name"))},
        hindered=_hindered(now, only),
        avoided=_avoided(topics, only),
        employers=_employers_at(asked, only),
        loads=loads_of(assignments, now, only),
        ties=_tied_to(question, asked),
    )
    willing = _of(ExpertAvailability.objects.willing(), "user", only).order_by("user_id")
    rows = list(willing.values_list(*COLUMNS))
    experts = [_expert(row, related) for row in rows]
    _add_rarer_facts(experts, [row[0] for row in rows], related, asked.asker)
    return Facts(
        question=asked,
        experts=experts,
        versions={row[0]: row[1] for row in rows},
        names={term.slug: term.name for term in (*topics.values(), *contexts.values())},
    )


COLUMNS = (
    "user_id",
    "evidence_version",
    "capacity",
    "user__profile__pk",
    "user__profile__organisation__root_id",
    "user__profile__proposed_organisation",
    "user__profile__area_id",
    "user__profile__nation_id",
)


def _expert(row: tuple, related: _Related) -> Expert:
    """One expert with the facts that most people have."""
    user, _, capacity, profile, root, proposed, area, nation = row
    expert = Expert(
        str(user),
        related.topics.get(profile, NOTHING),
        related.contexts.get(profile, ()),
        related.sectors.get(profile, ""),
        related.nations[nation],
        str(area) if area is not None else "",
        "",
        str(root) if root is not None else root_of(None, proposed),
        related.employers.get(profile, ()),
    )
    expert.capacity = capacity
    return expert


def _add_rarer_facts(experts: list[Expert], users: list[int], related: _Related, asker: str):
    """Set what only some have, of those alone."""
    places = {user: place for place, user in enumerate(users)}
    for user in places.keys() & related.loads.keys():
        expert = experts[places[user]]
        (
            expert.open_assignments,
            expert.invited,
            expert.invitations_30_days,
            expert.silent_expiries,
            expert.completed,
            expert.last_invited,
        ) = related.loads[user]
    for user in places.keys() & related.ties:
        experts[places[user]].declared_ties = frozenset({asker})
    for user in places.keys() & related.avoided.keys():
        experts[places[user]].opted_out_topics = related.avoided[user]
    for user in places.keys() & related.hindered.keys():
        expert = experts[places[user]]
        status, active, until, silent_since = related.hindered[user]
        # A suspended member was verified; that they are suspended is a reason of its own.
        expert.suspended = status == MembershipStatus.SUSPENDED
        expert.verified = active and (expert.suspended or status == MembershipStatus.APPROVED)
        expert.paused_until = _last_paused_day(until, silent_since)


NOTHING: dict[str, str] = {}


def _last_paused_day(until: date | None, silent_since: datetime | None) -> date | None:
    """Until the day before the one they named; without end if they are asked whether they are
    still willing."""
    if silent_since is not None:
        return date.max
    return until - timedelta(days=1) if until is not None else None


def _tied_to(question: Question, asked: AskedQuestion) -> frozenset[int]:
    """Who has declared a tie to the asker, their organisation's tree or one of their areas."""
    close = Q(person=question.asker_id) | Q(area__in=_numbers(asked.area, *asked.further_areas))
    roots = _numbers(asked.organisation_root, *asked.further_organisations)
    close |= Q(organisation__root__in=roots)
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
    found: dict[int, tuple[str, ...]] = {}
    joined: dict[tuple, tuple[str, ...]] = {}
    for profile, context in _of(rows, "profile__user", only).values_list(
        "profile_id", "context_id"
    ):
        key = found.get(profile, ()), context
        if key not in joined:
            joined[key] = tuple(sorted((*key[0], contexts[context].slug)))
        found[profile] = joined[key]
    return found


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


def _hindered(now: datetime, only) -> dict[int, tuple]:
    """Who is no member in good standing, whose account is closed, who is paused today, and who
    has been silent too often: the four facts of each."""
    good_standing = Q(user__membership__status=MembershipStatus.APPROVED, user__is_active=True)
    paused = Q(paused_until_date__gt=localdate(now)) | Q(silent_since__isnull=False)
    rows = _of(ExpertAvailability.objects.willing().filter(~good_standing | paused), "user", only)
    columns = ("user__membership__status", "user__is_active", "paused_until_date", "silent_since")
    return {user: tuple(facts) for user, *facts in rows.values_list("user_id", *columns)}


def _avoided(topics: dict, only) -> dict[int, frozenset[str]]:
    rows = ExpertAvailability.avoid_topics.through.objects.filter(topic__in=topics)
    found: dict[int, set[str]] = defaultdict(set)
    for user, topic in _of(rows, "expertavailability__user", only).values_list(
        "expertavailability__user_id", "topic_id"
    ):
        found[user].add(topics[topic].slug)
    return {user: frozenset(slugs) for user, slugs in found.items()}


def _employers_at(asked: AskedQuestion, only) -> dict[int, tuple[Employer, ...]]:
    """Who used to work in one of the asker's organisations, and until when."""
    roots = _numbers(asked.organisation_root, *asked.further_organisations)
    rows = PreviousEmployment.objects.filter(organisation__root__in=roots).order_by()
    found: dict[int, tuple[Employer, ...]] = defaultdict(tuple)
    columns = ("profile_id", "organisation__root_id", "until_date")
    for profile, root, until in _of(rows, "profile__user", only).values_list(*columns):
        found[profile] += (Employer(str(root), until),)
    return found


def _numbers(*names: str) -> list[int]:
    """The keys among these names; an organisation that is only proposed has none."""
    return [int(name) for name in names if name.isdecimal()]


def _of(rows, path: str, only):
    return rows if only is None else rows.filter(**{path: only})
