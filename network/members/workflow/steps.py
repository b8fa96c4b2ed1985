"""What the verbs of a membership share: the lock, the move and the event."""

from datetime import datetime

from network.members import transitions
from network.members.models import Membership, MembershipEvent
from network.workflows import require_transition


def lock(membership: Membership) -> Membership:
    """Read the row again under a lock, until the transaction ends."""
    return (
        Membership.objects.select_for_update(of=("self",))
        .select_related("user")
        .get(pk=membership.pk)
    )


def move(action: str, membership: Membership, *, actor, now: datetime, **fields) -> None:
    """Write the new status and fields, then the event.

    :raises TransitionNotAllowed: when the table has no such step.
    """
    before = membership.status
    require_transition(transitions.MEMBERSHIP, action, before)
    membership.status = transitions.target_of(action, membership)
    for name, value in fields.items():
        setattr(membership, name, value)
    membership.save(update_fields=["status", *fields])
    words = fields.get("reply") or fields.get("reason", "")
    record(action, membership, actor=actor, now=now, before=before, reason=words)


def record(
    action: str, membership: Membership, *, actor, now: datetime, before: str, reason: str = ""
) -> None:
    """Append the step. ``reason`` is what a coordinator or the applicant wrote with it."""
    MembershipEvent.objects.create(
        membership=membership,
        action=action,
        from_status=before,
        to_status=membership.status,
        actor=actor,
        reason=reason,
        at=now,
    )
