"""The coordinators' verbs."""

from datetime import datetime

from django.db import transaction

from network.members import earlier, permissions
from network.members import notifications as tell
from network.members.enums import MembershipStatus
from network.members.models import Membership
from network.members.screening import hold_back
from network.members.workflow.steps import lock, move, new_year
from network.workflows import require


@transaction.atomic
def ask(*, membership: Membership, actor, now: datetime, reason: str) -> Membership:
    """Ask the applicant for more; ``reason`` is the question, which they read after signing in.

    :raises TextHeldBack: when it identifies somebody other than the two, as in every verb here.
    """
    membership = lock(membership)
    require(permissions.can_decide(actor, membership))
    hold_back(reason, names=(membership.user.name, actor.name))
    move("ask", membership, actor=actor, now=now, reason=reason, reply="")
    tell.tell_applicant(membership, "membership_asked", now=now)
    return membership


@transaction.atomic
def approve(*, membership: Membership, actor, now: datetime, reason: str = "") -> Membership:
    """Make the applicant a member, or find that an appeal is right. The year begins.

    :raises NotPermitted: for anybody but a coordinator, for one's own application, and for an
        appeal against one's own decision when somebody else could decide.
    """
    membership = lock(membership)
    again = membership.appealed_against == MembershipStatus.SUSPENDED
    return _decide(
        "approve",
        membership,
        actor=actor,
        now=now,
        reason=reason,
        kind="membership_reinstated" if again else "membership_approved",
        appealed_against="",
        **new_year(membership, now=now),
    )


@transaction.atomic
def decline(*, membership: Membership, actor, now: datetime, reason: str) -> Membership:
    """Refuse the application; the applicant reads ``reason`` after signing in, and may appeal."""
    return _decide(
        "decline",
        lock(membership),
        actor=actor,
        now=now,
        reason=reason,
        kind="membership_declined",
        appealed_at=None,
    )


@transaction.atomic
def suspend(*, membership: Membership, actor, now: datetime, reason: str) -> Membership:
    """Pause a membership: what is for members only is closed at the next request.

    Whoever is paused may appeal against it, also when they have appealed against something before.
    """
    return _decide(
        "suspend",
        lock(membership),
        actor=actor,
        now=now,
        reason=reason,
        kind="membership_suspended",
        appealed_at=None,
    )


@transaction.atomic
def reinstate(*, membership: Membership, actor, now: datetime, reason: str = "") -> Membership:
    """End a pause."""
    return _decide(
        "reinstate",
        lock(membership),
        actor=actor,
        now=now,
        reason=reason,
        kind="membership_reinstated",
    )


@transaction.atomic
def uphold(*, membership: Membership, actor, now: datetime, reason: str) -> Membership:
    """Let the decision stand after an appeal. It is final: there is no second appeal.

    :raises NotPermitted: also for whoever took the decision, when another coordinator could look.
    """
    return _decide(
        "uphold",
        lock(membership),
        actor=actor,
        now=now,
        reason=reason,
        kind="membership_upheld",
        appealed_against="",
    )


def _decide(
    action: str, membership: Membership, *, actor, now: datetime, reason: str, kind: str, **fields
) -> Membership:
    require(permissions.can_decide(actor, membership))
    hold_back(reason, names=(membership.user.name, actor.name))
    move(
        action,
        membership,
        actor=actor,
        now=now,
        reason=reason,
        decided_at=now,
        decided_by=actor,
        waiting_since=None,
        **fields,
    )
    earlier.keep_in_step(membership, now=now)
    tell.tell_applicant(membership, kind, now=now)
    return membership
