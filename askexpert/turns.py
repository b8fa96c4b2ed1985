"""Whose turn an open question is, and by when: one place for the desk's lists, panels and pages.

Lateness is derived from dates and never stored. A query set that has been through
:func:`with_turn` gives each question two more fields:

``due_at``   by when the next step is due, whoever's it is; empty where nothing is
``turn``     1 when the desk is next (coordinator or safeguarding lead), 2 when somebody else is
"""

from datetime import datetime

from django.db.models import (
    Case,
    DateTimeField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from askexpert.enums import LIVE_ASSIGNMENT, AssignmentStatus, QuestionStatus

DESK, OTHERS = 1, 2

DUE_WORDS = {
    QuestionStatus.SUBMITTED: "First check by",
    QuestionStatus.CHANGES_REQUESTED: "Change by",
    QuestionStatus.QUARANTINED: "See it by",
    QuestionStatus.MATCHING: "Reply by",
    QuestionStatus.UNMATCHED: "Decide by",
    QuestionStatus.ANSWERING: "Answer by",
    QuestionStatus.REVIEWING: "Check by",
}
_ALWAYS_THE_DESKS = (
    QuestionStatus.SUBMITTED,
    QuestionStatus.QUARANTINED,
    QuestionStatus.UNMATCHED,
    QuestionStatus.REVIEWING,
)


def with_turn(questions: QuerySet) -> QuerySet:
    """The same questions with ``due_at`` and ``turn``; no further query per row."""
    asks = questions.model.assignments.rel.related_model.objects.filter(question=OuterRef("pk"))
    reply = asks.filter(status=AssignmentStatus.INVITED).order_by("respond_by")
    answer = asks.filter(status=AssignmentStatus.ACCEPTED)
    somebody = Exists(asks.filter(status__in=LIVE_ASSIGNMENT))
    return questions.annotate(
        due_at=Case(
            When(status=QuestionStatus.SUBMITTED, then=F("triage_by")),
            When(status=QuestionStatus.CHANGES_REQUESTED, then=F("changes_by")),
            When(status=QuestionStatus.QUARANTINED, seen_at=None, then=F("see_by")),
            When(
                status=QuestionStatus.MATCHING,
                then=Coalesce(Subquery(reply.values("respond_by")[:1]), F("invite_by")),
            ),
            When(status=QuestionStatus.UNMATCHED, then=F("unmatched_by")),
            When(status=QuestionStatus.ANSWERING, then=Subquery(answer.values("answer_by")[:1])),
            When(status=QuestionStatus.REVIEWING, then=F("review_by")),
            default=None,
            output_field=DateTimeField(),
        ),
        turn=Case(
            When(status__in=_ALWAYS_THE_DESKS, then=Value(DESK)),
            When(~Q(somebody), status=QuestionStatus.MATCHING, then=Value(DESK)),
            default=Value(OTHERS),
            output_field=IntegerField(),
        ),
    )


def most_urgent_first(questions: QuerySet, now: datetime) -> QuerySet:
    """Late first, then the desk's turn, then others'; among equals what is due soonest."""
    return questions.annotate(
        urgency=Case(
            When(due_at__lte=now, then=Value(0)), default=F("turn"), output_field=IntegerField()
        )
    ).order_by("urgency", F("due_at").asc(nulls_last=True), "pk")


def due_words(question) -> str:
    """What ``due_at`` of a question is the date of. With nobody asked, it is the first ask."""
    if question.status == QuestionStatus.MATCHING and question.turn == DESK:
        return "Ask somebody by"
    return DUE_WORDS.get(question.status, "By")


def is_late(question, now: datetime) -> bool:
    return question.due_at is not None and question.due_at <= now
