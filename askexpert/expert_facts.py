"""The facts about experts that the matching's rules and score read, fresh from the database.

Read as plain rows and not as models: with 10,000 experts a shortlist must still be there in a
fraction of a second. Of what can be long, only the part that this question touches is read: its
topics, contexts and sector, employers in the asker's organisation, ties to the asker. What is true
of few people (a pause, a closed account) is read of those few, and the columns that everybody has
are numbers and words, which no database driver needs to convert.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import BigIntegerField, Case, Q, Value, When
from django.db.models.functions import Coalesce, Concat
from django.utils.timezone import localdate

from askexpert.asked_facts import Asker, asked_question, employers, root_of
from askexpert.linked_facts import NO_WORD, Link, Links, day_as_word, read_together
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
    away: dict[int, tuple[date, date]] = field(default_factory=dict)
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
    asker = Asker.of(question)
    wanted = question.sector_wanted.name if question.sector_wanted else asker.sector
    found = read_together(
        {
            **asker.links(),
            **_links_to_asker(question, asker, only),
            **_links_to_words(topics, contexts, wanted, only),
            **_links_to_hindrances(now, only),
            "nations": Links(Nation.objects.all(), "pk", word="name"),
        }
    )
    asked = asked_question(
        question,
        asker,
        topics=topics.values(),
        contexts=contexts.values(),
        found=found,
        already_asked=_already_asked(question, assignments, ignoring),
    )
    related = _Related(
        topics=_topics(found["topics"], topics),
        contexts=_contexts(found["contexts"], contexts),
        sectors={profile: name for profile, _, name in found["sectors"]},
        nations={None: "", **{nation: name for nation, _, name in found["nations"]}},
        hindered=_hindered(found),
        away={user: _days(word) for user, _, word in found["away"]},
        avoided=_avoided(found["avoided"], topics),
        employers=_employers(found["employers"]),
        loads=loads_of(assignments, now, only),
        ties=frozenset(user for user, _, _ in found["ties"]),
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
    for user in places.keys() & related.away.keys():
        experts[places[user]].away = (related.away[user],)
    for user in places.keys() & related.hindered.keys():
        expert = experts[places[user]]
        status, active, last_day = related.hindered[user]
        # A suspended member was verified; that they are suspended is a reason of its own.
        expert.suspended = status == MembershipStatus.SUSPENDED
        expert.verified = active and (expert.suspended or status == MembershipStatus.APPROVED)
        # Without end for whoever is asked whether they are still willing.
        expert.paused_until = last_day


NOTHING: dict[str, str] = {}


def _links_to_asker(question: Question, asker: Asker, only) -> dict[str, Links]:
    """Who has declared a tie to the asker, their organisations' trees or their areas, and who used
    to work in one of those organisations, and until when."""
    roots = _numbers(asker.organisation_root, *asker.further_organisations)
    close = Q(person=question.asker_id) | Q(area__in=_numbers(asker.area, *asker.further_areas))
    close |= Q(organisation__root__in=roots)
    worked = PreviousEmployment.objects.filter(organisation__root__in=roots)
    return {
        "ties": Links(_of(DeclaredTie.objects.filter(close), "user", only), "user_id"),
        "employers": Links(
            _of(worked, "profile__user", only),
            "profile_id",
            "organisation__root_id",
            day_as_word("until_date"),
        ),
    }


def _links_to_words(topics, contexts, wanted: str, only) -> dict[str, Links]:
    """Who says what of the question's topics and contexts, who is of the wanted sector, and who
    would rather not be asked about one of the topics."""
    avoided = ExpertAvailability.avoid_topics.through.objects.filter(topic__in=topics)
    at_work = Profile.contexts.through.objects.filter(context__in=contexts)
    return {
        "topics": Links(
            _of(TopicExpertise.objects.filter(topic__in=topics), "profile__user", only),
            "profile_id",
            "topic_id",
            "level",
        ),
        "contexts": Links(_of(at_work, "profile__user", only), "profile_id", "context_id"),
        "sectors": Links(
            _of(ProfileSector.objects.filter(tag__name=wanted), "content_object__user", only),
            "content_object_id",
            word="tag__name",
        ),
        "avoided": Links(
            _of(avoided, "expertavailability__user", only),
            "expertavailability__user_id",
            "topic_id",
        ),
    }


def _already_asked(question: Question, assignments, ignoring: Assignment | None) -> Iterable[int]:
    """Whoever was asked about this question; read with it already, as its page does, they are not
    read again."""
    if ignoring is None:
        return [assignment.expert_id for assignment in question.assignments.all()]
    return assignments.filter(question=question).values_list("expert_id", flat=True)


def _topics(found: Iterable[Link], topics: dict) -> dict[int, dict[str, str]]:
    levels: dict[int, dict[str, str]] = defaultdict(dict)
    for profile, topic, level in found:
        levels[profile][topics[topic].slug] = level
    return levels


def _contexts(found: Iterable[Link], contexts: dict) -> dict[int, tuple[str, ...]]:
    slugs: dict[int, tuple[str, ...]] = {}
    joined: dict[tuple, tuple[str, ...]] = {}
    for profile, context, _ in found:
        key = slugs.get(profile, ()), context
        if key not in joined:
            joined[key] = tuple(sorted((*key[0], contexts[context].slug)))
        slugs[profile] = joined[key]
    return slugs


def _links_to_hindrances(now: datetime, only) -> dict[str, Links]:
    """Who is no member in good standing, whose account is closed, who is paused today, who is away
    or will be, and who has been silent too often."""
    good_standing = Q(user__membership__status=MembershipStatus.APPROVED, user__is_active=True)
    paused = Q(paused_until_date__gt=localdate(now)) | Q(silent_since__isnull=False)
    rows = _of(ExpertAvailability.objects.willing().filter(~good_standing | paused), "user", only)
    active = Case(When(user__is_active=True, then=1), default=0, output_field=BigIntegerField())
    absences = ExpertAvailability.objects.willing().filter(away_until_date__gte=localdate(now))
    days = Concat(day_as_word("away_from_date"), Value("/"), day_as_word("away_until_date"))
    return {
        "away": Links(_of(absences, "user", only), "user_id", word=days),
        "hindered": Links(rows, "user_id", active, day_as_word("paused_until_date")),
        "standing": Links(rows, "user_id", word=Coalesce("user__membership__status", NO_WORD)),
        "silent": Links(rows.filter(silent_since__isnull=False), "user_id"),
    }


def _hindered(found: dict[str, list[Link]]) -> dict[int, tuple[str, bool, date | None]]:
    """The standing of each, whether the account is open, and the last day of a pause."""
    standing = {user: status for user, _, status in found["standing"]}
    silent = {user for user, _, _ in found["silent"]}
    return {
        user: (standing[user], bool(active), date.max if user in silent else _last_day(until))
        for user, active, until in found["hindered"]
    }


def _days(word: str) -> tuple[date, date]:
    """The first and the last day of a planned absence."""
    first, _, last = word.partition("/")
    return date.fromisoformat(first), date.fromisoformat(last)


def _last_day(until: str) -> date | None:
    """A pause lasts until the day before the one that was named."""
    return date.fromisoformat(until) - timedelta(days=1) if until else None


def _avoided(found: Iterable[Link], topics: dict) -> dict[int, frozenset[str]]:
    slugs: dict[int, set[str]] = defaultdict(set)
    for user, topic, _ in found:
        slugs[user].add(topics[topic].slug)
    return {user: frozenset(avoided) for user, avoided in slugs.items()}


def _employers(found: Iterable[Link]) -> dict[int, tuple[Employer, ...]]:
    worked: dict[int, tuple[Employer, ...]] = defaultdict(tuple)
    for link in found:
        worked[link[0]] += employers([link])
    return worked


def _numbers(*names: str) -> list[int]:
    """The keys among these names; an organisation that is only proposed has none."""
    return [int(name) for name in names if name.isdecimal()]


def _of(rows, path: str, only):
    return rows if only is None else rows.filter(**{path: only})
