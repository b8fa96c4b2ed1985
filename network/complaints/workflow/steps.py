"""What the verbs of a complaint share: the lock, the move and the event."""

from datetime import datetime

from network.complaints import transitions
from network.complaints.models import Complaint, ComplaintEvent
from network.workflows import TransitionNotAllowed, require_transition


def lock(complaint: Complaint) -> Complaint:
    """Read the row again under a lock, until the transaction ends."""
    return Complaint.objects.select_for_update().get(pk=complaint.pk)


def move(
    action: str,
    complaint: Complaint,
    *,
    now: datetime,
    actor=None,
    by_complainant: bool = False,
    words: str = "",
    **fields,
) -> None:
    """Write the new status and fields, then the event.

    :raises TransitionNotAllowed: when the table has no such step.
    """
    before = complaint.status
    require_transition(transitions.COMPLAINT, action, before)
    complaint.status = transitions.COMPLAINT[action].target
    for name, value in fields.items():
        setattr(complaint, name, value)
    complaint.save(update_fields=["status", *fields])
    record(
        action,
        complaint,
        now=now,
        actor=actor,
        by_complainant=by_complainant,
        before=before,
        words=words,
    )


def require_open(action: str, complaint: Complaint) -> None:
    """:raises TransitionNotAllowed: once the complaint has been answered."""
    if not complaint.is_open:
        raise TransitionNotAllowed(action, complaint.status)


def record(
    action: str,
    complaint: Complaint,
    *,
    now: datetime,
    actor=None,
    by_complainant: bool = False,
    before: str | None = None,
    words: str = "",
) -> None:
    """Append the step."""
    ComplaintEvent.objects.create(
        complaint=complaint,
        action=action,
        from_status=complaint.status if before is None else before,
        to_status=complaint.status,
        actor=actor,
        by_complainant=by_complainant,
        words=words,
        at=now,
    )
