"""The coordinators' verbs."""

from datetime import datetime

from django.db import transaction

from network.members import notifications as tell
from network.members import permissions
from network.members.models import Membership
from network.members.workflow.steps import lock, move
from network.workflows import require

DECISION_KINDS = {
    "approve": "membership_approved",
    "decline": "membership_declined",
    "suspend": "membership_suspended",
    "reinstate": "membership_reinstated",
}


@transaction.atomic
def ask(*, membership: Membership, actor, now: datetime, reason: str) -> Membership:
    """Ask the applicant for more; ``reason`` is the question, which they read after signing in."""
    membership = lock(membership)
    require(permissions.can_decide(actor, membership))
    move("ask", membership, actor=actor, now=now, reason=reason, reply="")
    tell.tell_applicant(membership, "membership_asked", now=now)
    return membership


@transaction.atomic
def approve(*, membership: Membership, actor, now: datetime, reason: str = "") -> Membership:
    """Make the applicant a member.

    :raises NotPermitted: for anybody but a coordinator, and for one's own application.
    """
    return _decide("approve", membership, actor=actor, now=now, reason=reason)


@transaction.atomic
def decline(*, membership: Membership, actor, now: datetime, reason: str) -> Membership:
    """Refuse the application; the applicant reads ``reason`` after signing in."""
    return _decide("decline", membership, actor=actor, now=now, reason=reason)


@transaction.atomic
def suspend(*, membership: Membership, actor, now: datetime, reason: str) -> Membership:
    """Pause a membership: what is for members only is closed at the next request."""
    return _decide("suspend", membership, actor=actor, now=now, reason=reason)


@transaction.atomic
def reinstate(*, membership: Membership, actor, now: datetime, reason: str = "") -> Membership:
    """End a pause."""
    return _decide("reinstate", membership, actor=actor, now=now, reason=reason)


def _decide(
    action: str, membership: Membership, *, actor, now: datetime, reason: str
) -> Membership:
    membership = lock(membership)
    require(permissions.can_decide(actor, membership))
    move(action, membership, actor=actor, now=now, reason=reason, decided_at=now, decided_by=actor)
    tell.tell_applicant(membership, DECISION_KINDS[action], now=now)
    return membership
