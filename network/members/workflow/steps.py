"""What the verbs of a membership share: the lock, the move and the event."""

from datetime import datetime

from network.members import circles, transitions
from network.members.enums import MembershipStatus
from network.members.models import Membership, MembershipEvent
from network.workflows import require_transition

# The fields of a step that hold what somebody wrote with it.
SPOKEN = ("reply", "appeal", "reason")


def lock(membership: Membership) -> Membership:
    """Read the row again under a lock, until the transaction ends."""
    return (
        Membership.objects.select_for_update(of=("self",))
        .select_related("user__profile__organisation")
        .get(pk=membership.pk)
    )


def workplace(profile) -> dict:
    """Where somebody says they work, as the fields of a membership that keep it."""
    return {
        "confirmed_organisation": profile.organisation,
        "confirmed_organisation_name": profile.proposed_organisation,
    }


def new_year(membership: Membership, *, now: datetime) -> dict:
    """The fields with which a year of membership begins."""
    return {
        "confirmed_at": now,
        "confirmation_asked_at": None,
        "confirmation_reminded_at": None,
        **workplace(membership.user.profile),
    }


def move(action: str, membership: Membership, *, actor, now: datetime, **fields) -> None:
    """Write the new status and fields, then the circles that they open or close, then the event.

    :raises TransitionNotAllowed: when the table has no such step.
    """
    before = membership.status
    require_transition(transitions.MEMBERSHIP, action, before)
    membership.status = transitions.target_of(action, membership)
    for name, value in fields.items():
        setattr(membership, name, value)
    membership.save(update_fields=["status", *fields])
    if MembershipStatus.APPROVED in (before, membership.status):
        circles.keep_in_step(membership.user)
    words = next((fields[name] for name in SPOKEN if fields.get(name)), "")
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
