"""The verbs of a membership: the only writers of its status (see ``network.members.transitions``).

Each does, in this order: lock the row, permission, transition, write with ``update_fields`` and
timestamps, append the event, notify on commit. ``now`` and the actor are passed in.
"""

from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction

from network.members import notifications as tell
from network.members import permissions, transitions
from network.members.models import Membership, MembershipEvent
from network.members.profiles import ProfileDetails, save_profile, save_topics
from network.workflows import NotPermitted, TransitionNotAllowed, require, require_transition

__all__ = [
    "NotPermitted",
    "TransitionNotAllowed",
    "apply",
    "approve",
    "ask",
    "decline",
    "reinstate",
    "reply",
    "suspend",
]


@transaction.atomic
def apply(
    *, user, now: datetime, why: str, details: ProfileDetails, topics: dict | None = None
) -> Membership:
    """Ask to join: write the profile and the application together, tell both sides.

    ``topics`` maps a topic to the member's level. The account's row is locked, so that the same
    form sent twice is one application.

    :raises NotPermitted: when the e-mail address is not confirmed or there is one already.
    """
    user = get_user_model().objects.select_for_update().get(pk=user.pk)
    require(permissions.can_apply(user))
    profile = save_profile(user=user, details=details, now=now)
    save_topics(profile=profile, levels=topics or {})
    membership = Membership.objects.create(
        user=user, status=transitions.MEMBERSHIP["apply"].target, why=why, applied_at=now
    )
    _record("apply", membership, actor=user, now=now, before="")
    tell.tell_applicant(membership, "membership_received", now=now)
    tell.tell_coordinators(membership, "desk_application", now=now)
    return membership


@transaction.atomic
def ask(*, membership: Membership, actor, now: datetime, reason: str) -> Membership:
    """Ask the applicant for more; ``reason`` is the question, which they read after signing in."""
    membership = _lock(membership)
    require(permissions.can_decide(actor, membership))
    _move("ask", membership, actor=actor, now=now, reason=reason, reply="")
    tell.tell_applicant(membership, "membership_asked", now=now)
    return membership


@transaction.atomic
def reply(*, membership: Membership, actor, now: datetime, text: str) -> Membership:
    """Answer the coordinator's question; the application is back in the queue, in its old place.

    :raises NotPermitted: for anybody but the applicant.
    """
    membership = _lock(membership)
    require(permissions.can_reply(actor, membership))
    _move("reply", membership, actor=actor, now=now, reply=text)
    tell.tell_coordinators(membership, "desk_application_reply", now=now)
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


DECISION_KINDS = {
    "approve": "membership_approved",
    "decline": "membership_declined",
    "suspend": "membership_suspended",
    "reinstate": "membership_reinstated",
}


def _decide(
    action: str, membership: Membership, *, actor, now: datetime, reason: str
) -> Membership:
    membership = _lock(membership)
    require(permissions.can_decide(actor, membership))
    _move(action, membership, actor=actor, now=now, reason=reason, decided_at=now, decided_by=actor)
    tell.tell_applicant(membership, DECISION_KINDS[action], now=now)
    return membership


def _lock(membership: Membership) -> Membership:
    """Read the row again under a lock, until the transaction ends."""
    return (
        Membership.objects.select_for_update(of=("self",))
        .select_related("user")
        .get(pk=membership.pk)
    )


def _move(action: str, membership: Membership, *, actor, now: datetime, **fields) -> None:
    """Write the new status and fields, then the event.

    :raises TransitionNotAllowed: when the table has no such step.
    """
    before = membership.status
    require_transition(transitions.MEMBERSHIP, action, before)
    membership.status = transitions.MEMBERSHIP[action].target
    for name, value in fields.items():
        setattr(membership, name, value)
    membership.save(update_fields=["status", *fields])
    words = fields.get("reply") or fields.get("reason", "")
    _record(action, membership, actor=actor, now=now, before=before, reason=words)


def _record(
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
