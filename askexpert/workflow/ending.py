"""What the clock ends: invitations and answers that did not come, questions that nobody closed.

Each verb locks its row, looks again whether the end is due, and returns whether it was: so it may
be called by several machines at once, and any number of times. Nothing ends whose owner was not
reminded before (``askexpert.clocks``).
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from askexpert import clocks
from askexpert import notifications as tell
from askexpert.enums import AssignmentStatus, QuestionStatus
from askexpert.models import Assignment, ExpertAvailability, Question
from askexpert.workflow.assignments import write_hand_back
from askexpert.workflow.searching import ask_in_place_of, resume
from askexpert.workflow.steps import (
    lock_assignment,
    lock_question,
    move_assignment,
    move_question,
    record,
)
from network.members.roles import is_verified_member
from network.notifications.outbox import notify

A, Q = AssignmentStatus, QuestionStatus


def _is_over(end: datetime | None, reminded_at: datetime | None, now: datetime) -> bool:
    return end is not None and end <= now and reminded_at is not None


@transaction.atomic
def expire(*, assignment: Assignment, now: datetime) -> bool:
    """End an invitation without a reply, kindly, and ask the next person. After three such in a row
    the expert is asked nothing more until they say that they are still willing."""
    question, assignment = lock_assignment(assignment)
    is_due = assignment.status == A.INVITED and _is_over(
        assignment.respond_by, assignment.respond_reminded_at, now
    )
    if not is_due:
        return False
    before = move_assignment(assignment, "expire", ended_at=now)
    record("expire", question=question, assignment=assignment, actor=None, now=now, before=before)
    tell.tell_expert(assignment, "expert_expired", now=now)
    key = str(assignment.public_id)
    tell.tell_coordinators(question, "desk_invitation_expired", key=key, now=now)
    # In the same transaction, so that it is not lost, and before anybody else's row is locked.
    pause_if_silent(expert=assignment.expert, now=now)
    ask_in_place_of(assignment, question, now=now)
    return True


@transaction.atomic
def pause_if_silent(*, expert, now: datetime) -> bool:
    """Ask nothing more of somebody whose last three invitations had no reply, and say so.

    Silence counts since their last reply of any kind, and since they last said that they are still
    willing. Open invitations stay open.
    """
    rows = ExpertAvailability.objects.filter(user=expert)
    # Looked at before the lock, so that most expiries hold the row of no expert.
    if not _is_silent(rows.first()):
        return False
    availability = rows.select_for_update().first()
    if not _is_silent(availability):
        return False
    availability.silent_since = now
    availability.save(update_fields=["silent_since", "updated_at"])
    notify(
        recipient=expert,
        kind="expert_still_willing",
        key=f"{expert.pk}:{now.isoformat()}",
        url=reverse("askexpert:availability"),
        now=now,
    )
    return True


def _is_silent(availability: ExpertAvailability | None) -> bool:
    """Whether somebody has been silent often enough, and that has not been said yet."""
    if availability is None or availability.silent_since is not None:
        return False
    return _silences(availability) >= clocks.SILENCES_UNTIL_PAUSE


def _silences(availability: ExpertAvailability) -> int:
    """How many invitations have expired since anything was heard of the expert."""
    asks = Assignment.objects.filter(expert=availability.user_id)
    said_no = asks.filter(status__in=[A.DECLINED, A.CONFLICTED]).aggregate(at=Max("ended_at"))
    heard = [
        availability.still_willing_at,
        asks.aggregate(at=Max("accepted_at"))["at"],
        said_no["at"],
    ]
    expired = asks.filter(status=A.EXPIRED)
    last = max((moment for moment in heard if moment is not None), default=None)
    return (expired if last is None else expired.filter(ended_at__gt=last)).count()


@transaction.atomic
def lapse(*, assignment: Assignment, now: datetime) -> bool:
    """End the ask of somebody whose answer has not come, and look for somebody else.

    What was drafted stays its writer's own: it is shown to coordinators when it is handed back, and
    not when nothing was said.
    """
    question, assignment = lock_assignment(assignment)
    is_due = assignment.status == A.ACCEPTED and _is_over(
        assignment.lapse_by, assignment.answer_due_reminded_at, now
    )
    if not is_due:
        return False
    before = move_assignment(assignment, "lapse", ended_at=now)
    record("lapse", question=question, assignment=assignment, actor=None, now=now, before=before)
    tell.tell_expert(assignment, "expert_lapsed", now=now)
    key = str(assignment.public_id)
    tell.tell_coordinators(question, "desk_lapsed", key=key, now=now)
    resume(question, actor=None, now=now)
    return True


@transaction.atomic
def end_ask_of_unavailable(*, assignment: Assignment, now: datetime) -> bool:
    """Ask somebody else where whoever is asked is no member in good standing any more.

    An invitation ends as no longer needed, an answer being written as handed back. An answer that
    was sent stays: a coordinator can release it.
    """
    question, assignment = lock_assignment(assignment)
    if is_verified_member(assignment.expert):
        return False
    if assignment.status == A.INVITED:
        before = move_assignment(assignment, "cancel", ended_at=now)
        record(
            "cancel",
            question=question,
            assignment=assignment,
            actor=None,
            now=now,
            before=before,
            reason="not_verified",
        )
        tell.tell_expert(assignment, "expert_no_longer_needed", now=now)
        ask_in_place_of(assignment, question, now=now)
        return True
    if assignment.status == A.ACCEPTED:
        write_hand_back(question, assignment, actor=None, now=now)
        return True
    return False


@transaction.atomic
def withdraw_unchanged(*, question: Question, now: datetime) -> bool:
    """Withdraw a question whose asker has not made the change that was asked for."""
    question = lock_question(question)
    is_due = question.status == Q.CHANGES_REQUESTED and _is_over(
        question.changes_by, question.changes_reminded_at, now
    )
    if not is_due:
        return False
    before = move_question(question, "withdraw_unchanged", now=now, ended_at=now)
    record("withdraw_unchanged", question=question, actor=None, now=now, before=before)
    key = f"{question.public_id}:{question.version}"
    tell.tell_asker(question, "ask_withdrawn_unchanged", key=key, now=now)
    return True


@transaction.atomic
def close_unanswered(*, question: Question, now: datetime) -> bool:
    """Close an answered question of which its asker has said nothing more."""
    question = lock_question(question)
    is_due = question.status == Q.ANSWERED and _is_over(
        question.close_by, question.close_reminded_at, now
    )
    if not is_due:
        return False
    before = move_question(question, "close", now=now, ended_at=now)
    record("close", question=question, actor=None, now=now, before=before)
    return True
