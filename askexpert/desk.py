"""The desk's panels of Ask an Expert: what needs a coordinator or a safeguarding lead now.

Every panel reads its questions through ``visible_to``: a conflicted coordinator sees neither the
question nor its count.
"""

from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils.timesince import timesince
from django.utils.timezone import localtime

from askexpert.enums import LIVE_ASSIGNMENT, AssignmentStatus, QuestionStatus
from askexpert.models import Assignment, Question
from network.desk.panels import Panel, Row, register
from network.members.roles import is_coordinator, is_safeguarding_lead

SHOWN = 20
LIST = "/desk/questions/"


def due_of(question: Question) -> datetime | None:
    """By when the next step of a question is due, whoever's it is; reads no row that
    ``for_list()`` has not read."""
    if question.status == QuestionStatus.SUBMITTED:
        return question.triage_by
    if question.status == QuestionStatus.REVIEWING:
        return question.review_by
    dates = [
        row.answer_by if row.status == AssignmentStatus.ACCEPTED else row.respond_by
        for row in question.assignments.all()
        if row.status in LIVE_ASSIGNMENT
    ]
    return min((localtime(day) for day in dates if day), default=None)


def _row(question: Question, *, due_at: datetime | None, detail: str, now: datetime) -> Row:
    return Row(
        title=question.title,
        url=question.desk_url,
        detail=detail,
        status=question.status,
        status_label=question.get_status_display(),
        due_at=due_at,
        is_late=due_at is not None and due_at <= now,
    )


def _mine(user):
    return Question.objects.for_coordinator(user).for_list()


def quarantined(user, now: datetime) -> list[Row]:
    questions = Question.objects.for_safeguarding_lead(user).for_list().order_by("updated_at", "pk")
    return [
        _row(
            question,
            due_at=None,
            detail=f"Waiting for {timesince(question.updated_at, now)}",
            now=now,
        )
        for question in questions[:SHOWN]
    ]


def new_questions(user, now: datetime) -> list[Row]:
    questions = _mine(user).awaiting_triage().order_by("triage_by", "pk")
    return [
        _row(question, due_at=question.triage_by, detail=_topics(question), now=now)
        for question in questions[:SHOWN]
    ]


def answers_to_check(user, now: datetime) -> list[Row]:
    questions = _mine(user).filter(status=QuestionStatus.REVIEWING).order_by("review_by", "pk")
    return [
        _row(question, due_at=question.review_by, detail=_topics(question), now=now)
        for question in questions[:SHOWN]
    ]


def without_expert(user, now: datetime) -> list[Row]:
    """Nobody is being asked: the next step is the coordinator's."""
    live = Assignment.objects.filter(question=OuterRef("pk"), status__in=LIVE_ASSIGNMENT)
    questions = (
        _mine(user)
        .filter(status__in=[QuestionStatus.MATCHING, QuestionStatus.UNMATCHED])
        .exclude(Exists(live))
        .order_by("approved_at", "pk")
    )
    return [
        _row(question, due_at=None, detail=_topics(question), now=now)
        for question in questions[:SHOWN]
    ]


def waiting_on_others(user, now: datetime) -> list[Row]:
    """Somebody else's turn: an expert's or the asker's. The date is theirs."""
    rows = []
    questions = _mine(user).filter(
        status__in=[
            QuestionStatus.MATCHING,
            QuestionStatus.ANSWERING,
            QuestionStatus.CHANGES_REQUESTED,
        ]
    )
    for question in questions.order_by("updated_at", "pk")[: SHOWN * 2]:
        live = [row for row in question.assignments.all() if row.status in LIVE_ASSIGNMENT]
        if question.status == QuestionStatus.MATCHING and not live:
            continue
        rows.append(_row(question, due_at=due_of(question), detail=_topics(question), now=now))
    return rows[:SHOWN]


def _topics(question: Question) -> str:
    return ", ".join(topic.name for topic in question.topics.all())


register(
    Panel(
        code="quarantined",
        title="For a safeguarding lead",
        empty="No question is waiting for a safeguarding lead.",
        url=f"{LIST}?group=quarantined",
        rows=quarantined,
        order=10,
        is_for=is_safeguarding_lead,
    )
)
register(
    Panel(
        code="new_questions",
        title="New questions to check",
        empty="Every question has had its first check.",
        url=f"{LIST}?group=new",
        rows=new_questions,
        order=20,
        is_for=is_coordinator,
    )
)
register(
    Panel(
        code="answers_to_check",
        title="Answers to check",
        empty="No answer is waiting.",
        url=f"{LIST}?group=reviewing",
        rows=answers_to_check,
        order=25,
        is_for=is_coordinator,
    )
)
register(
    Panel(
        code="without_expert",
        title="Questions that need an expert",
        empty="Somebody is being asked about every question.",
        url=f"{LIST}?group=matching",
        rows=without_expert,
        order=30,
        is_for=is_coordinator,
    )
)
register(
    Panel(
        code="waiting_on_others",
        title="Waiting for others",
        empty="Nobody is waiting for anybody else.",
        url=f"{LIST}?group=answering",
        rows=waiting_on_others,
        order=60,
        is_for=is_coordinator,
    )
)
