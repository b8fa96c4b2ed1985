"""The parts that every verb shares: lock, check, write, record.

A verb is keyword-only and does, always in this order: lock the row, permission, transition, write
with ``update_fields`` and timestamps, append the event, notify on commit.
"""

from datetime import datetime

from askexpert import enums, transitions
from askexpert.errors import StaleForm
from askexpert.models import Assignment, Question, QuestionEvent
from askexpert.workflow.taking_down import take_down_open_question
from network.workflows import require_transition


def lock_question(question: Question, *, version: int | None = None) -> Question:
    """Read the question again under a row lock, until the transaction ends.

    :raises StaleForm: when ``version`` is given and somebody has taken a step since.
    """
    fresh = Question.objects.select_for_update().get(pk=question.pk)
    if version is not None and fresh.version != version:
        raise StaleForm("step", fresh.status)
    return fresh


def lock_assignment(assignment: Assignment) -> tuple[Question, Assignment]:
    """Lock the question first, then the ask: one order everywhere, so that nobody waits in a
    circle."""
    question = lock_question(Question(pk=assignment.question_id))
    fresh = Assignment.objects.select_for_update().get(pk=assignment.pk)
    fresh.question = question
    return question, fresh


def move_question(question: Question, action: str, *, now: datetime, **fields) -> str:
    """Write the question's new status and fields and return the old status.

    Where the new status lets members offer nothing any more, the open version is taken down too.

    :raises TransitionNotAllowed: when the table has no such step.
    """
    require_transition(transitions.QUESTION, action, question.status)
    before = question.status
    question.status = transitions.QUESTION[action].target
    question.version += 1
    question.updated_at = now
    for name, value in fields.items():
        setattr(question, name, value)
    question.save(update_fields=["status", "version", "updated_at", *fields])
    if question.status not in enums.KEEPS_OPEN:
        take_down_open_question(question, now=now)
    return before


def move_assignment(assignment: Assignment, action: str, **fields) -> str:
    """Write the ask's new status and fields and return the old status.

    :raises TransitionNotAllowed: when the table has no such step.
    """
    require_transition(transitions.ASSIGNMENT, action, assignment.status)
    before = assignment.status
    assignment.status = transitions.ASSIGNMENT[action].target
    for name, value in fields.items():
        setattr(assignment, name, value)
    assignment.save(update_fields=["status", *fields])
    return before


def record(
    action: str,
    *,
    question: Question,
    actor,
    now: datetime,
    before: str,
    assignment: Assignment | None = None,
    reason: str = "",
    about=None,
    on_behalf_of=None,
) -> QuestionEvent:
    """Append the event of a step. ``reason`` is a code or a short label, never private text.

    ``about`` is whom a step concerns that has no ask. ``on_behalf_of`` is for whom it is taken,
    when that is not ``actor``: whose proposal is carried out, or who has asked for it by other
    ways.
    """
    row = assignment if assignment is not None else question
    return QuestionEvent.objects.create(
        question=question,
        assignment=assignment,
        action=action,
        from_status=before,
        to_status=row.status,
        actor=actor,
        reason=reason,
        about=about,
        on_behalf_of=on_behalf_of,
        at=now,
    )
