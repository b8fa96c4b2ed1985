"""The queries of the reports, as plain rows. Each is one query, at any number of questions."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q

from askexpert.enums import QuestionStatus
from askexpert.models import Assignment, ExpertAvailability, FollowUp, Question, QuestionEvent
from askexpert.reports.periods import Period
from network.members.enums import MembershipStatus
from network.members.models import TopicExpertise
from network.members.models.profile import ExpertiseLevel, ProfileSector
from network.members.roles import is_coordinator
from network.notifications.models import Message

# The steps with which a first check ends.
FIRST_CHECKS = ("approve", "request_changes", "decline", "mark_duplicate", "quarantine")
SAFETY_STEPS = ("quarantine", "return_to_asker", "return_to_queue", "remove")
NOTICE = "urgent_notice_shown"
WILLING = Q(
    user__is_active=True,
    user__membership__status=MembershipStatus.APPROVED,
    consented_at__isnull=False,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the skeleton of a question says. Moments are empty where it has not come to that."""

    key: int
    nation: str
    status: str
    helped: bool | None
    submitted_at: datetime
    answered_at: datetime | None
    checked_at: datetime | None = None
    invited_at: datetime | None = None
    accepted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Willing:
    """Somebody who has agreed to be asked: topics they lead on or work with, fields of work."""

    user: int
    name: str
    nation: str
    sectors: tuple[str, ...]
    leads: frozenset[str] = frozenset()
    works: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Ask:
    """One invitation: whom, in which state, and why not."""

    question: int
    expert: int
    name: str
    status: str
    decline_reason: str


def questions_for(user):
    """The sent questions that are counted for this person.

    For a coordinator those that they may work on, and those of which only the skeleton is left: no
    number tells of a question that a conflict of interest hides. For everybody else all of them.
    """
    sent = Question.objects.filter(submitted_at__isnull=False).exclude(status=QuestionStatus.DRAFT)
    if not is_coordinator(user):
        return sent
    mine = Question.objects.for_coordinator(user).values("pk")
    return sent.filter(Q(pk__in=mine) | Q(anonymised_at__isnull=False))


def within(questions, period: Period, nation: str = ""):
    """Those that were sent in the period; with ``nation``, only those for its law and guidance."""
    chosen = questions.filter(submitted_at__gte=period.start_at, submitted_at__lt=period.end_at)
    return chosen.filter(nation__slug=nation) if nation else chosen


def oldest(now: datetime) -> datetime:
    """When the first question was sent; now if none was."""
    return Question.objects.aggregate(oldest=Min("submitted_at"))["oldest"] or now


def asked_rows(questions, *, with_steps: bool = False) -> list[Asked]:
    """One query; ``with_steps`` two more, for when they were first checked, asked and accepted."""
    asks, checks = (_first_asks(questions), _first_checks(questions)) if with_steps else ({}, {})
    rows = questions.order_by("pk").values_list(
        "pk", "nation__slug", "status", "helped", "submitted_at", "first_answered_at"
    )
    return [
        Asked(
            key,
            nation or "",
            status,
            helped,
            submitted,
            answered,
            checks.get(key),
            *asks.get(key, (None, None)),
        )
        for key, nation, status, helped, submitted, answered in rows
    ]


def _first_asks(questions) -> dict[int, list[datetime | None]]:
    asks = Assignment.objects.filter(question__in=questions.order_by().values("pk")).order_by()
    rows = asks.values_list("question_id").annotate(Min("invited_at"), Min("accepted_at"))
    return {key: moments for key, *moments in rows}


def _first_checks(questions) -> dict[int, datetime]:
    steps = QuestionEvent.objects.filter(
        question__in=questions.order_by().values("pk"),
        action__in=FIRST_CHECKS,
        from_status=QuestionStatus.SUBMITTED,
    )
    return dict(steps.order_by().values_list("question_id").annotate(Min("at")))


def topics_of(questions) -> dict[int, list[str]]:
    """The names of each question's topics."""
    found: dict[int, list[str]] = defaultdict(list)
    through = Question.topics.through.objects.filter(question__in=questions.order_by().values("pk"))
    for key, topic in through.order_by("topic__name").values_list("question_id", "topic__name"):
        found[key].append(topic)
    return found


def follow_ups_of(questions) -> dict[int, int]:
    """How many rounds of follow-up each question had, of those that had any."""
    rows = FollowUp.objects.filter(question__in=questions.order_by().values("pk")).order_by()
    return dict(rows.values_list("question_id").annotate(Count("pk")))


def asks_of(questions) -> list[Ask]:
    rows = Assignment.objects.filter(question__in=questions.order_by().values("pk")).order_by("pk")
    columns = ("question_id", "expert_id", "expert__name", "status", "decline_reason")
    return [Ask(*row) for row in rows.values_list(*columns)]


def steps_of(questions, *actions: str) -> list[tuple[int, str, str]]:
    """The question, the action and the code of the reason of each such step."""
    rows = QuestionEvent.objects.filter(
        question__in=questions.order_by().values("pk"), action__in=actions
    )
    return list(rows.order_by("pk").values_list("question_id", "action", "reason"))


def willing_people(nation: str = "") -> list[Willing]:
    """Everybody who would be asked, paused or not, without the topics they would rather not take.

    Four queries: the people, their fields of work, their topics, what they avoid.
    """
    people = ExpertAvailability.objects.filter(WILLING)
    if nation:
        people = people.filter(user__profile__nation__slug=nation)
    people = people.order_by("user_id")
    profiles = people.order_by().values("user__profile")
    sectors: dict[int, list[str]] = defaultdict(list)
    fields = ProfileSector.objects.filter(content_object__in=profiles)
    fields = fields.order_by("tag__sort_order", "tag__name")
    for profile, sector in fields.values_list("content_object_id", "tag__name"):
        sectors[profile].append(sector)
    topics: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    levels = TopicExpertise.objects.filter(
        profile__in=profiles, level__in=(ExpertiseLevel.LEAD, ExpertiseLevel.WORKING)
    )
    for profile, topic, level in levels.order_by().values_list(
        "profile_id", "topic__name", "level"
    ):
        topics[level][profile].add(topic)
    avoided: dict[int, set[str]] = defaultdict(set)
    avoids = ExpertAvailability.avoid_topics.through.objects.filter(
        expertavailability__in=people.order_by().values("pk")
    )
    for user, topic in avoids.values_list("expertavailability__user_id", "topic__name"):
        avoided[user].add(topic)
    rows = people.values_list(
        "user_id", "user__name", "user__profile__pk", "user__profile__nation__name"
    )
    return [
        Willing(
            user,
            name,
            home or "",
            tuple(sectors[profile]),
            frozenset(topics[ExpertiseLevel.LEAD][profile] - avoided[user]),
            frozenset(topics[ExpertiseLevel.WORKING][profile] - avoided[user]),
        )
        for user, name, profile, home in rows
    ]


def sectors_of_people(users: set[int]) -> dict[int, str]:
    """The first field of work of each person."""
    found: dict[int, str] = {}
    rows = ProfileSector.objects.filter(content_object__user__in=users)
    for user, sector in rows.order_by("tag__sort_order", "tag__name").values_list(
        "content_object__user_id", "tag__name"
    ):
        found.setdefault(user, sector)
    return found


def safety_steps(user, period: Period) -> list[tuple[str, str, datetime]]:
    """What safeguarding leads had to look at and decided, but for a lead's own questions."""
    rows = QuestionEvent.objects.filter(
        action__in=SAFETY_STEPS, at__gte=period.start_at, at__lt=period.end_at
    ).exclude(question__asker=user)
    return list(rows.order_by("at", "pk").values_list("action", "reason", "at"))


def urgent_notices(period: Period) -> list[datetime]:
    """When an urgent-help notice was shown: of each only that it was, told to many at once."""
    rows = Message.objects.filter(
        kind=NOTICE, created_at__gte=period.start_at, created_at__lt=period.end_at
    )
    return list(rows.order_by("created_at").values_list("created_at", flat=True).distinct())
