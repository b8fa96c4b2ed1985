"""What somebody has given: their answers that were released, without a word of who asked.

Counted are questions that were answered: an answer to a follow-up belongs to its question. What
came of it, which the asker says once, stands with the answer that was released last.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, Max, Min, OuterRef, QuerySet
from django.db.models.functions import ExtractYear
from django.utils import timezone

from askexpert.conversation import ANSWERS_REST
from askexpert.enums import AssignmentStatus
from askexpert.models import Assignment


@dataclass(frozen=True, slots=True)
class Given:
    """How many questions were answered, the first and the last day of that."""

    answers: int
    first: date | None
    last: date | None

    def dates(self, *, year: int | None, today: date) -> tuple[date, date]:
        """What a certificate says: the year as far as it has gone, or first to last answer."""
        if year is None:
            return self.first, self.last
        return date(year, 1, 1), min(date(year, 12, 31), today)


@dataclass(frozen=True, slots=True)
class Contribution:
    """One answer, as its writer may look back on it. ``url`` is empty when the words are gone."""

    topics: list[str]
    released_on: date
    url: str
    helped: bool | None
    outcome: str
    is_follow_up: bool = False

    @property
    def is_kept(self) -> bool:
        return bool(self.url)


def released_asks(user) -> QuerySet[Assignment]:
    """The asks of this person whose answers were released, the latest first."""
    return (
        Assignment.objects.filter(expert=user, status=AssignmentStatus.COMPLETED)
        .annotate(released_at=F("answer__released_at"))
        .exclude(released_at__isnull=True)
        .order_by("-released_at", "-pk")
    )


def answers_in(user, *, year: int | None = None) -> Given:
    """The number of questions answered, of all time or of one year: one query. A question counts
    in the year of each answer to it; of all time, once."""
    asks = released_asks(user)
    if year is not None:
        asks = asks.filter(released_at__year=year)
    found = asks.aggregate(
        answers=Count("question", distinct=True), first=Min("released_at"), last=Max("released_at")
    )
    days = [timezone.localdate(found[name]) if found[name] else None for name in ("first", "last")]
    return Given(found["answers"], *days)


def years_of(user) -> list[tuple[int, int]]:
    """Years with answers and how many questions were answered in each, the latest first: one
    query."""
    years = released_asks(user).annotate(year=ExtractYear("released_at"))
    return list(
        years.order_by("-year")
        .values("year")
        .annotate(n=Count("question", distinct=True))
        .values_list("year", "n")
    )


def contributions(asks: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """The same asks with what a list of them shows: one query more, for the topics."""
    later = Assignment.objects.filter(
        expert=OuterRef("expert"),
        question=OuterRef("question"),
        status=AssignmentStatus.COMPLETED,
        answer__released_at__gt=OuterRef("answer__released_at"),
    )
    asks = asks.annotate(is_latest=~Exists(later))
    return asks.select_related("question", "answer").prefetch_related("question__topics")


def contribution_of(ask: Assignment) -> Contribution:
    """What its writer sees of one answer, from :func:`contributions`. When the words are gone, or
    a safeguarding lead has the question, that is its topics and the month, and nothing leads
    further."""
    question, answer = ask.question, ask.answer
    gone = answer.purged_at is not None or question.anonymised_at is not None
    kept = not gone and question.status not in ANSWERS_REST
    tells = kept and ask.is_latest
    return Contribution(
        topics=[str(topic) for topic in question.topics.all()],
        released_on=timezone.localdate(answer.released_at),
        url=ask.get_absolute_url() if kept else "",
        helped=question.helped if tells else None,
        outcome=question.outcome if tells else "",
        is_follow_up=ask.follow_up_id is not None,
    )
