"""Questions in the states that tests need, brought there through the real verbs."""

import uuid
from datetime import UTC, datetime, timedelta

from askexpert import workflow
from askexpert.models import Assignment, OpenQuestion, Question
from network.notifications.models import Message
from network.taxonomy.models import Context, Nation, Topic

# A Tuesday, so that three working days later is a Friday.
NOW = datetime(2026, 3, 10, 10, 0, tzinfo=UTC)
TITLE = "How do we map a group of friends without suspicion?"
TEXT = (
    "We would like to draw the friendships of a group that is hurt in one park. Nobody wants the "
    "drawing to be read as a list of suspects. How do others explain it to families?"
)
ANSWER = (
    "Draw places before people, draw it with the young people, and agree beforehand who will act "
    "on what the drawing shows. Destroy the drawing when the plan is written."
)


def draft(asker, *, now: datetime = NOW, **fields) -> Question:
    question = workflow.start_question(asker=asker, token=uuid.uuid4(), now=now)
    return workflow.save_draft(
        question=question,
        actor=asker,
        now=now,
        topics=Topic.objects.filter(slug__in=["peer-mapping", "detached-youth-work"]),
        contexts=Context.objects.filter(slug="peer-group"),
        **{
            "title": TITLE,
            "text": TEXT,
            "nation": Nation.objects.get(slug="england"),
            "is_anonymous": True,
            **fields,
        },
    )


def submitted(asker, *, now: datetime = NOW, **fields) -> Question:
    question = draft(asker, now=now, **fields)
    return workflow.submit(question=question, actor=asker, now=now)


def matching(asker, coordinator, *, now: datetime = NOW, **fields) -> Question:
    question = submitted(asker, now=now, **fields)
    return workflow.approve(
        question=question,
        actor=coordinator,
        now=now + timedelta(hours=1),
        topics=list(question.topics.all()),
        nation=question.nation,
        is_anonymous=True,
    )


def invited(asker, coordinator, expert, *, now: datetime = NOW, **fields) -> Assignment:
    question = matching(asker, coordinator, now=now, **fields)
    return workflow.invite(
        question=question, expert=expert, actor=coordinator, now=now + timedelta(hours=2)
    )


def accepted(asker, coordinator, expert, *, now: datetime = NOW, **fields) -> Assignment:
    assignment = invited(asker, coordinator, expert, now=now, **fields)
    return workflow.accept(assignment=assignment, actor=expert, now=now + timedelta(hours=3))


def reviewing(asker, coordinator, expert, *, now: datetime = NOW, **fields) -> Assignment:
    assignment = accepted(asker, coordinator, expert, now=now, **fields)
    workflow.submit_answer(
        assignment=assignment, actor=expert, now=now + timedelta(hours=4), text=ANSWER
    )
    return Assignment.objects.get(pk=assignment.pk)


def answered(asker, coordinator, expert, *, now: datetime = NOW, **fields) -> Question:
    assignment = reviewing(asker, coordinator, expert, now=now, **fields)
    workflow.release_answer(
        question=assignment.question,
        actor=coordinator,
        now=now + timedelta(hours=5),
        text=ANSWER,
    )
    return Question.objects.get(pk=assignment.question_id)


def fresh(row):
    """The row as the database has it now."""
    return type(row).objects.get(pk=row.pk)


def status_of(row) -> str:
    return type(row).objects.values_list("status", flat=True).get(pk=row.pk)


def told(user) -> list[str]:
    """The kinds of message that somebody has had, oldest first."""
    return list(
        Message.objects.filter(recipient=user).order_by("pk").values_list("kind", flat=True)
    )


OPEN_TITLE = "Mapping friendships without suspicion"
OPEN_TEXT = "How do others draw a group's friendships, and how do they explain it to families?"


def unmatched(asker, coordinator, *, now: datetime = NOW, **fields) -> Question:
    question = matching(asker, coordinator, now=now, **fields)
    return workflow.mark_unmatched(
        question=question, actor=coordinator, now=now + timedelta(hours=2)
    )


def opened(asker, coordinator, *, now: datetime = NOW, sector=None, **fields) -> OpenQuestion:
    """An unmatched question whose asker has put it to members."""
    question = unmatched(asker, coordinator, now=now, **fields)
    later = now + timedelta(hours=3)
    workflow.choose_open(question=question, actor=asker, now=later, sector=sector)
    return workflow.open_to_members(
        question=question, actor=coordinator, now=later, title=OPEN_TITLE, text=OPEN_TEXT
    )
