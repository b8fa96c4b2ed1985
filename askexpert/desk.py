"""The desk's panels of Ask an Expert: what needs a coordinator or a safeguarding lead now.

Late first, then what is the desk's turn, then what waits for others. Every panel reads through
``for_coordinator`` or ``for_safeguarding_lead``: a conflicted coordinator sees neither the question
nor its count. A panel is two queries, however many rows it has.
"""

from datetime import datetime

from django.db.models import F, Q, QuerySet

from askexpert import (
    desk_publishing,  # noqa: F401 -- registers its panels
    turns,
)
from askexpert.enums import LIVE, QuestionStatus
from askexpert.models import JointDecision, Question
from askexpert.workflow.deciding import where_decided
from network.desk.panels import Panel, Row, register
from network.members.roles import is_coordinator, is_safeguarding_lead

SHOWN = 20
LIST = "/desk/questions/"
WITHOUT_WORDS = "A question whose words were removed"


def _row(question: Question, *, now: datetime, detail: str = "") -> Row:
    return Row(
        title=question.desk_title or WITHOUT_WORDS,
        url=question.desk_url,
        detail=detail or _topics(question),
        status=question.status,
        status_label=question.get_status_display(),
        due_at=question.due_at,
        is_late=turns.is_late(question, now),
    )


def _topics(question: Question) -> str:
    return ", ".join(topic.name for topic in question.topics.all())


def _rows(questions: QuerySet, now: datetime) -> list[Row]:
    """The most urgent of them, at most ``SHOWN`` and one more, so that the desk can say "20+"."""
    soonest = questions.order_by(F("due_at").asc(nulls_last=True), "pk")
    return [_row(question, now=now) for question in soonest[: SHOWN + 1]]


def _mine(user) -> QuerySet:
    """Open questions of this coordinator's desk, with whose turn they are and by when."""
    return Question.objects.for_coordinator(user).filter(status__in=LIVE).for_list()


def _in_time(user, now: datetime) -> QuerySet:
    return _mine(user).filter(Q(due_at__gt=now) | Q(due_at=None))


def quarantined(user, now: datetime) -> list[Row]:
    """What is with the safeguarding leads, and first checks that nobody has made in time. What its
    asker has withdrawn stays here until a lead has seen it."""
    waiting = Question.objects.for_safeguarding_lead(user).exclude(
        status=QuestionStatus.WITHDRAWN, seen_at__isnull=False
    )
    return _rows(waiting.for_list(), now)


def decisions(user, now: datetime) -> list[Row]:
    """What a colleague has proposed and this person may be the second to decide on."""
    waiting = JointDecision.objects.waiting_at_desk_of(user).exclude(proposed_by=user)
    return [
        Row(
            title=decision.get_kind_display(),
            url=where_decided(decision),
            detail=f"Proposed by {decision.proposed_by}",
            status="proposed",
            status_label=decision.get_status_display(),
        )
        for decision in waiting[: SHOWN + 1]
    ]


def late(user, now: datetime) -> list[Row]:
    """Everything whose date has passed, whoever's turn it is."""
    return _rows(_mine(user).filter(due_at__lte=now), now)


def new_questions(user, now: datetime) -> list[Row]:
    return _rows(_in_time(user, now).filter(status=QuestionStatus.SUBMITTED), now)


def answers_to_check(user, now: datetime) -> list[Row]:
    return _rows(_in_time(user, now).filter(status=QuestionStatus.REVIEWING), now)


def without_expert(user, now: datetime) -> list[Row]:
    """Nobody is being asked: the next step is the coordinator's."""
    searching = (QuestionStatus.MATCHING, QuestionStatus.UNMATCHED)
    return _rows(_in_time(user, now).filter(status__in=searching, turn=turns.DESK), now)


def waiting_on_others(user, now: datetime) -> list[Row]:
    """Somebody else's turn: an expert's, the asker's or, while they read the open version, the
    members'. The date is theirs."""
    others = (
        QuestionStatus.MATCHING,
        QuestionStatus.UNMATCHED,
        QuestionStatus.ANSWERING,
        QuestionStatus.CHANGES_REQUESTED,
    )
    return _rows(_in_time(user, now).filter(status__in=others, turn=turns.OTHERS), now)


for panel in (
    Panel(
        code="quarantined",
        title="For a safeguarding lead",
        empty="No question is waiting for a safeguarding lead.",
        url=f"{LIST}?group=quarantined",
        rows=quarantined,
        order=10,
        limit=SHOWN,
        is_for=is_safeguarding_lead,
    ),
    Panel(
        code="late_questions",
        title="Late questions",
        empty="No question is late.",
        url=f"{LIST}?late=on",
        rows=late,
        order=12,
        limit=SHOWN,
        is_for=is_coordinator,
    ),
    Panel(
        code="new_questions",
        title="New questions to check",
        empty="No new question is waiting.",
        url=f"{LIST}?group=new",
        rows=new_questions,
        order=20,
        limit=SHOWN,
        is_for=is_coordinator,
    ),
    Panel(
        code="answers_to_check",
        title="Answers to check",
        empty="No answer is waiting.",
        url=f"{LIST}?group=reviewing",
        rows=answers_to_check,
        order=25,
        limit=SHOWN,
        is_for=is_coordinator,
    ),
    Panel(
        code="without_expert",
        title="Questions that need an expert",
        empty="Somebody is being asked about every question.",
        url=f"{LIST}?group=matching",
        rows=without_expert,
        order=30,
        limit=SHOWN,
        is_for=is_coordinator,
    ),
    Panel(
        code="decisions",
        title="Decisions that take two",
        empty="No decision waits for a second person.",
        url=f"{LIST}decisions/",
        rows=decisions,
        order=35,
        limit=SHOWN,
    ),
    Panel(
        code="waiting_on_others",
        title="Waiting for others",
        empty="Nobody is waiting for anybody else.",
        url=f"{LIST}?group=answering",
        rows=waiting_on_others,
        order=60,
        limit=SHOWN,
        is_for=is_coordinator,
    ),
):
    register(panel)
