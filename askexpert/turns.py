"""Whose turn an open question is, and by when: one place for the desk's lists, panels and pages.

Lateness is derived from dates and never stored. A query set that has been through
:func:`with_turn` gives each question three more fields:

``due_at``   by when the next step is due, whoever's it is; empty where nothing is
``turn``     1 when the desk is next (coordinator or safeguarding lead), 2 when somebody else is
``waits_for_reply``  whether whoever answered before has not said yet if they answer a follow-up
"""

from datetime import datetime

from django.db.models import (
    BooleanField,
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
    QuestionStatus.WITHDRAWN: "See it by",
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
    opened, offers = _open_to_members(questions.model)
    reply = asks.filter(status=AssignmentStatus.INVITED).order_by("respond_by")
    answer = asks.filter(status=AssignmentStatus.ACCEPTED)
    somebody = Exists(asks.filter(status__in=LIVE_ASSIGNMENT))
    return questions.annotate(
        due_at=Case(
            When(status=QuestionStatus.SUBMITTED, then=F("triage_by")),
            When(status=QuestionStatus.CHANGES_REQUESTED, then=F("changes_by")),
            When(
                status__in=(QuestionStatus.QUARANTINED, QuestionStatus.WITHDRAWN),
                seen_at=None,
                then=F("see_by"),
            ),
            When(
                status=QuestionStatus.MATCHING,
                then=Coalesce(Subquery(reply.values("respond_by")[:1]), F("invite_by")),
            ),
            When(status=QuestionStatus.UNMATCHED, then=F("unmatched_by")),
            When(
                status=QuestionStatus.ANSWERING,
                then=Coalesce(
                    Subquery(answer.values("answer_by")[:1]),
                    Subquery(reply.values("respond_by")[:1]),
                ),
            ),
            When(status=QuestionStatus.REVIEWING, then=F("review_by")),
            default=None,
            output_field=DateTimeField(),
        ),
        waits_for_reply=Case(
            When(status=QuestionStatus.ANSWERING, then=~Exists(answer)),
            default=Value(False),
            output_field=BooleanField(),
        ),
        turn=Case(
            When(
                Exists(opened) & ~Exists(offers),
                status=QuestionStatus.UNMATCHED,
                then=Value(OTHERS),
            ),
            When(status__in=_ALWAYS_THE_DESKS, then=Value(DESK)),
            When(~Q(somebody), status=QuestionStatus.MATCHING, then=Value(DESK)),
            default=Value(OTHERS),
            output_field=IntegerField(),
        ),
    )


def _open_to_members(model) -> tuple[QuerySet, QuerySet]:
    """Of the question outside: its open version, and offers of people whom nobody has asked yet.

    While members read it and nobody has offered, the desk waits.
    """
    rows = model.open_question.related.related_model
    asks = model.assignments.rel.related_model.objects.filter(question=OuterRef(OuterRef("pk")))
    offers = rows.offers.rel.related_model.objects.standing()
    offers = offers.filter(open_question__question=OuterRef("pk"))
    return (
        rows.objects.open().filter(question=OuterRef("pk")),
        offers.exclude(member__in=asks.values("expert")),
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
    if question.waits_for_reply:
        return "Reply by"
    return DUE_WORDS.get(question.status, "By")


def is_late(question, now: datetime) -> bool:
    return question.due_at is not None and question.due_at <= now
