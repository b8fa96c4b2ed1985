"""Once a year every member says whether what the network knows about their work is still right.

They are asked 30 days before the year is over and reminded 7 days before it; then the membership
lapses until they answer. Nobody lapses who was not asked 30 and reminded 7 days earlier, however
long the clock stood still.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from network.members import notifications as tell
from network.members import permissions
from network.members.enums import MembershipStatus
from network.members.models import Membership
from network.members.workflow.steps import lock, move, new_year
from network.taxonomy.naming import folded
from network.workflows import require

YEAR = timedelta(days=365)
ASKED_BEFORE = timedelta(days=30)
REMINDED_BEFORE = timedelta(days=7)


def to_ask(now: datetime) -> QuerySet:
    """Members whose year is over in 30 days and who have not been asked."""
    return _members().filter(
        confirmation_asked_at=None, confirmed_at__lte=now - (YEAR - ASKED_BEFORE)
    )


def to_remind(now: datetime) -> QuerySet:
    """Members who were asked 23 days ago and have neither answered nor been reminded."""
    return _members().filter(
        confirmation_reminded_at=None,
        confirmation_asked_at__lte=now - (ASKED_BEFORE - REMINDED_BEFORE),
    )


def to_lapse(now: datetime) -> QuerySet:
    """Members who were reminded 7 days ago and have not answered, and whose year is over."""
    return _members().filter(
        confirmation_reminded_at__lte=now - REMINDED_BEFORE, confirmed_at__lte=now - YEAR
    )


def _members() -> QuerySet:
    return Membership.objects.filter(
        status=MembershipStatus.APPROVED, user__is_active=True
    ).order_by("pk")


def answer_by(membership: Membership) -> datetime | None:
    """Until when somebody who was asked should answer; ``None`` while they need not."""
    if membership.confirmation_asked_at is None:
        return None
    last = max(
        membership.confirmed_at + YEAR,
        membership.confirmation_asked_at + ASKED_BEFORE,
    )
    if membership.confirmation_reminded_at is not None:
        last = max(last, membership.confirmation_reminded_at + REMINDED_BEFORE)
    return last


@transaction.atomic
def ask_to_confirm(*, membership: Membership, now: datetime) -> bool:
    """Ask whether everything is still right. Whether it was due."""
    return _by_the_clock(
        "ask_to_confirm",
        membership,
        to_ask,
        now=now,
        kind="membership_confirm",
        confirmation_asked_at=now,
        confirmation_reminded_at=None,
    )


@transaction.atomic
def remind(*, membership: Membership, now: datetime) -> bool:
    """Ask a second time. Whether it was due."""
    return _by_the_clock(
        "remind",
        membership,
        to_remind,
        now=now,
        kind="membership_confirm_reminder",
        confirmation_reminded_at=now,
    )


@transaction.atomic
def lapse(*, membership: Membership, now: datetime) -> bool:
    """Close what is for members at the next request. Nothing is deleted. Whether it was due."""
    return _by_the_clock("lapse", membership, to_lapse, now=now, kind="membership_lapsed")


@transaction.atomic
def confirm(*, membership: Membership, actor, now: datetime) -> Membership:
    """Begin another year. Coordinators are told when the member works somewhere else now.

    :raises NotPermitted: for anybody else, and while the e-mail address is not confirmed.
    """
    membership = lock(membership)
    require(permissions.can_confirm(actor, membership))
    moved = not _works_as_before(membership)
    _begin("confirm", membership, actor=actor, now=now)
    if moved:
        tell.tell_coordinators(membership, "desk_works_elsewhere", now=now)
    return membership


@transaction.atomic
def resume(*, membership: Membership, actor, now: datetime) -> Membership:
    """Be a member again at once, after a lapse, where one works as before.

    :raises NotPermitted: also for somebody whose organisation has changed, unless the domain of
        their address is on the list: a coordinator looks at them first.
    """
    membership = lock(membership)
    require(permissions.can_confirm(actor, membership))
    require(permissions.can_resume_at_once(membership, _works_as_before(membership)))
    _begin("resume", membership, actor=actor, now=now)
    tell.tell_applicant(membership, "membership_resumed", now=now)
    return membership


@transaction.atomic
def ask_to_resume(*, membership: Membership, actor, now: datetime) -> Membership:
    """Ask to be a member again after a lapse: a coordinator decides as on an application."""
    membership = lock(membership)
    require(permissions.can_confirm(actor, membership))
    move(
        "ask_to_resume",
        membership,
        actor=actor,
        now=now,
        waiting_since=now,
        confirmation_asked_at=None,
        confirmation_reminded_at=None,
        reply="",
    )
    tell.tell_coordinators(membership, "desk_wants_to_resume", now=now)
    return membership


@transaction.atomic
def still_right(*, membership: Membership, actor, now: datetime) -> Membership:
    """What the button "Yes, this is right" means where the membership stands now.

    :raises NotPermitted: as the verb that fits.
    :raises TransitionNotAllowed: when there is nothing to confirm.
    """
    membership = lock(membership)
    if membership.status != MembershipStatus.LAPSED:
        return confirm(membership=membership, actor=actor, now=now)
    at_once = permissions.can_resume_at_once(membership, _works_as_before(membership))
    verb = resume if at_once else ask_to_resume
    return verb(membership=membership, actor=actor, now=now)


def _works_as_before(membership: Membership) -> bool:
    """Whether the profile names the organisation that was last confirmed, or one of its tree."""
    profile, before = membership.user.profile, membership.confirmed_organisation
    if profile.organisation is not None and before is not None:
        return profile.organisation.root_id == before.root_id
    if profile.organisation is not None or before is not None:
        return False
    return folded(profile.proposed_organisation) == folded(membership.confirmed_organisation_name)


def _begin(action: str, membership: Membership, *, actor, now: datetime) -> None:
    move(action, membership, actor=actor, now=now, **new_year(membership, now=now))


def _by_the_clock(action: str, membership: Membership, due, *, now: datetime, kind: str, **fields):
    """Lock the row, and step only when it is still due: another machine may have been faster."""
    membership = lock(membership)
    if not due(now).filter(pk=membership.pk).exists():
        return False
    move(action, membership, actor=None, now=now, **fields)
    tell.tell_member_to_confirm(membership, kind, now=now)
    return True
