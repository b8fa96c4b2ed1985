"""The applicant's verbs: ask to join, and answer what was asked."""

from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction

from network.members import notifications as tell
from network.members import permissions, transitions
from network.members.models import Membership
from network.members.profiles import ProfileDetails, save_profile, save_topics
from network.members.workflow.steps import lock, move, record
from network.workflows import require


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
    record("apply", membership, actor=user, now=now, before="")
    tell.tell_applicant(membership, "membership_received", now=now)
    tell.tell_coordinators(membership, "desk_application", now=now)
    return membership


@transaction.atomic
def reply(*, membership: Membership, actor, now: datetime, text: str) -> Membership:
    """Answer the coordinator's question; the application is back in the queue, in its old place.

    :raises NotPermitted: for anybody but the applicant.
    """
    membership = lock(membership)
    require(permissions.can_reply(actor, membership))
    move("reply", membership, actor=actor, now=now, reply=text)
    tell.tell_coordinators(membership, "desk_application_reply", now=now)
    return membership
