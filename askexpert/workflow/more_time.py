"""An expert who needs longer says so; a coordinator may give more time. Once for each writing.

No state changes: the ask stays accepted. Without a reply from the desk every date stays as it was.
"""

from datetime import datetime

from django.db import transaction
from django.utils.formats import date_format

from askexpert import clocks, desk_words, permissions
from askexpert import notifications as tell
from askexpert.enums import AssignmentStatus
from askexpert.models import Assignment, Question, QuestionEvent
from askexpert.workflow.steps import lock_assignment, record
from network.workflows import TransitionNotAllowed, decide, require
from network.working_days import LONDON

ASK, GIVE = "ask_for_time", "give_time"
BEGINS = ("accept", "reopen_answer")


def last_word_on_time(assignment: Assignment) -> QuestionEvent | None:
    """The latest of: writing began, more time was asked for, more time was given. One query."""
    events = assignment.events.filter(action__in=(ASK, GIVE, *BEGINS))
    return events.order_by("-at", "-pk").first()


def waiting_for_time(question: Question) -> Assignment | None:
    """The ask of this question whose expert waits to hear whether there is more time: one query,
    and one more while somebody writes."""
    writing = question.assignments.filter(status=AssignmentStatus.ACCEPTED)
    assignment = writing.select_related("expert").first()
    return assignment if assignment is not None and _stands(assignment, ASK) else None


def _stands(assignment: Assignment, *actions: str) -> bool:
    event = last_word_on_time(assignment)
    return event is not None and event.action in actions


@transaction.atomic
def ask_for_time(*, assignment: Assignment, actor, now: datetime, note: str) -> Assignment:
    """Tell the coordinators that an answer needs longer. ``note`` reaches them and nobody else.

    Sent twice, it is said once.

    :raises TransitionNotAllowed: when nothing is being written, or more time was given already.
    :raises WordsHeldBack: when the note identifies somebody.
    """
    question, assignment = lock_assignment(assignment)
    require(permissions.can_answer(actor, assignment))
    if assignment.status != AssignmentStatus.ACCEPTED or _stands(assignment, GIVE):
        raise TransitionNotAllowed(ASK, assignment.status)
    if _stands(assignment, ASK):
        return assignment
    desk_words.check(note)
    assignment.note_to_coordinator = note
    assignment.save(update_fields=["note_to_coordinator"])
    _record(ASK, question, assignment, actor=actor, now=now)
    key = f"{assignment.public_id}:{now.isoformat()}"
    tell.tell_coordinators(question, "desk_more_time", key=key, now=now)
    return assignment


@transaction.atomic
def give_time(*, assignment: Assignment, actor, now: datetime) -> Assignment:
    """Move the answer-by date by as many working days as a returned answer gets, from the date that
    there was, or from now if that has passed. Pressed twice, it moves once.

    :raises NotPermitted: for anybody but a coordinator without a tie, and for one's own answer.
    :raises TransitionNotAllowed: when nobody writes any more, or has not asked for more time.
    """
    question, assignment = lock_assignment(assignment)
    own = assignment.expert_id == actor.pk
    require(decide(not own, "You write this answer yourself: another coordinator decides."))
    require(permissions.can_coordinate(actor, question))
    if assignment.status == AssignmentStatus.ACCEPTED and _stands(assignment, GIVE):
        return assignment
    if assignment.status != AssignmentStatus.ACCEPTED or not _stands(assignment, ASK):
        raise TransitionNotAllowed(GIVE, assignment.status)
    since = max(now, assignment.answer_by)
    dates = clocks.answering(assignment.expert, now=since, days=clocks.MORE_TIME_DAYS)
    for name, value in dates.items():
        setattr(assignment, name, value)
    assignment.save(update_fields=list(dates))
    _record(GIVE, question, assignment, actor=actor, now=now)
    day = date_format(assignment.answer_by.astimezone(LONDON), "l j F")
    tell.tell_expert(assignment, "expert_more_time", now=now, detail=day)
    return assignment


def _record(action: str, question: Question, assignment: Assignment, *, actor, now) -> None:
    record(
        action,
        question=question,
        assignment=assignment,
        actor=actor,
        now=now,
        before=assignment.status,
    )
