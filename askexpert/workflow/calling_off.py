"""A coordinator ends what was asked of an expert, and the search goes on."""

from datetime import datetime

from django.db import transaction

from askexpert import notifications as tell
from askexpert import permissions
from askexpert.enums import AssignmentStatus, CancelReason
from askexpert.errors import StaleForm
from askexpert.models import Assignment
from askexpert.workflow.searching import ask_in_place_of, resume
from askexpert.workflow.steps import lock_assignment, move_assignment, record
from network.workflows import TransitionNotAllowed, decide, require

CANCELLABLE = (AssignmentStatus.INVITED, AssignmentStatus.ACCEPTED)


@transaction.atomic
def cancel(
    *, assignment: Assignment, actor, now: datetime, reason: str, version: int | None = None
) -> Assignment:
    """Take an invitation back, or an answer that is being written. The expert is told kindly and
    reads nothing any more; the next person is asked, as when they had said no or handed it back.

    ``reason`` is a :class:`CancelReason`. When the expert has asked for it by other ways, the event
    says that the coordinator acted for them. Pressed twice, it is cancelled once. An answer that
    was sent is returned first.

    :raises NotPermitted: for anybody but a coordinator without a tie, and for one's own ask.
    :raises StaleForm: when somebody has taken a step since ``version``.
    :raises TransitionNotAllowed: when the ask is over, or its answer was sent.
    """
    question, assignment = lock_assignment(assignment)
    require(
        decide(
            assignment.expert_id != actor.pk,
            "You are asked yourself: say no, or hand it back, on the page of your invitation.",
        )
    )
    require(permissions.can_coordinate(actor, question))
    if assignment.status == AssignmentStatus.CANCELLED:
        return assignment
    if version is not None and question.version != version:
        raise StaleForm("cancel", assignment.status)
    if assignment.status not in CANCELLABLE:
        raise TransitionNotAllowed("cancel", assignment.status)
    writing = assignment.status == AssignmentStatus.ACCEPTED
    before = move_assignment(assignment, "cancel", ended_at=now)
    record(
        "cancel",
        question=question,
        assignment=assignment,
        actor=actor,
        now=now,
        before=before,
        reason=reason,
        on_behalf_of=assignment.expert if reason == CancelReason.ASKED_FOR else None,
    )
    tell.tell_expert(assignment, "expert_called_off", now=now)
    if writing:
        resume(question, actor=actor, now=now)
    else:
        ask_in_place_of(assignment, question, now=now)
    return assignment
