"""The desk's panels of publishing: texts to write and to check, and pages whose review is due."""

from datetime import datetime

from django.utils.timezone import localdate

from askexpert.models import AnswerPage, Publication, Question
from askexpert.models.publication import PublicationStatus
from network.desk.panels import Panel, Row, register
from network.members.roles import is_coordinator

SHOWN = 20
WAITING = (PublicationStatus.WRITING, PublicationStatus.CHECKING)
WORDS = {
    PublicationStatus.WRITING: "To be written anew for everybody",
    PublicationStatus.CHECKING: "To be checked as a stranger would",
}


def to_publish(user, now: datetime) -> list[Row]:
    """What this coordinator may write, and what others wrote that they may check: one query."""
    waiting = (
        Publication.objects.filter(
            status__in=WAITING, question__in=Question.objects.for_coordinator(user)
        )
        .exclude(status=PublicationStatus.CHECKING, rewritten_by=user)
        .exclude(expert=user)
        .select_related("question")
        .order_by("proposed_at", "pk")
    )
    return [
        Row(
            title=row.question.title,
            url=f"{row.question.desk_url}publication/",
            detail=WORDS[PublicationStatus(row.status)],
        )
        for row in waiting[: SHOWN + 1]
    ]


def to_review(user, now: datetime) -> list[Row]:
    """Published answers that nobody has read again for a year: one query."""
    due = AnswerPage.objects.live().public().filter(review_due_date__lt=localdate(now))
    return [
        Row(title=page.title, url="/ask/published/", detail="Does it still hold?", is_late=True)
        for page in due.order_by("review_due_date", "pk")[: SHOWN + 1]
    ]


register(
    Panel(
        code="to_publish",
        title="Answers on their way to everybody",
        empty="No text waits to be written or checked.",
        url="/ask/published/",
        rows=to_publish,
        order=70,
        limit=SHOWN,
        is_for=is_coordinator,
    )
)
register(
    Panel(
        code="to_review",
        title="Published answers to read again",
        empty="Every published answer was read within twelve months.",
        url="/ask/published/",
        rows=to_review,
        order=75,
        limit=SHOWN,
        is_for=is_coordinator,
    )
)
