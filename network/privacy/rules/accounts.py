"""Accounts and applications that nobody needs any more.

Nobody is closed out without a word: where somebody could still care, a message goes first, and the
clock of the rule counts from it.
"""

import logging
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Exists, OuterRef, ProtectedError, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from network.members.departing import empty_application
from network.members.enums import MembershipStatus
from network.members.models import Membership, MembershipEvent
from network.members.workflow.leaving import leave
from network.members.workflow.steps import lock
from network.notifications.models import Message
from network.notifications.outbox import notify
from network.privacy.models import Cause
from network.privacy.retention import RetentionRule, one_by_one, register

logger = logging.getLogger("network.privacy")

NEVER_CONFIRMED = timedelta(days=14)
UNUSED, UNUSED_WARNED = timedelta(days=180), timedelta(days=14)
LAPSED, LAPSED_WARNED = timedelta(days=730), timedelta(days=28)
DECLINED = timedelta(days=365)


def _accounts() -> QuerySet:
    """Accounts that a rule may close: of people without a role, who have not left."""
    people = get_user_model().objects.filter(is_active=True, left_at=None, is_superuser=False)
    return people.exclude(groups__in=Group.objects.filter(circle__isnull=True))


def never_confirmed(now: datetime) -> QuerySet:
    """Accounts made by sign-up whose address nobody confirmed: they have never been used."""
    addresses = EmailAddress.objects.filter(user=OuterRef("pk"))
    return (
        _accounts()
        .filter(date_joined__lte=now - NEVER_CONFIRMED, last_login=None, membership=None)
        .filter(Exists(addresses), ~Exists(addresses.filter(verified=True)))
        .order_by("pk")
    )


def delete_account(account, now: datetime) -> bool:
    """Delete the row of an account that never was anybody's, with what sign-up wrote beside it.

    One that anything else refers to stays, and the log says so.
    """
    try:
        with transaction.atomic():
            account.agreements.all().delete()
            account.delete()
    except ProtectedError:
        logger.warning("account kept: something refers to it", extra={"action": "unconfirmed"})
        return False
    return True


def _idle(since: datetime) -> QuerySet:
    """Accounts of people who are not members and have not signed in after ``since``."""
    return (
        _accounts()
        .filter(Q(membership=None) | Q(membership__status=MembershipStatus.DECLINED))
        .filter(Exists(EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)))
        .annotate(used_at=Greatest("date_joined", Coalesce("last_login", "date_joined")))
        .filter(used_at__lte=since)
        .order_by("pk")
    )


def _told(kind: str, *, after: str, before: datetime | None = None) -> Exists:
    """Whether this account has had this warning after its own moment ``after``."""
    told = Message.objects.filter(
        kind=kind, recipient=OuterRef("pk"), created_at__gt=OuterRef(after)
    )
    return Exists(told.filter(created_at__lte=before) if before is not None else told)


def unused(now: datetime) -> QuerySet:
    return _idle(now - UNUSED).filter(
        _told("account_unused", after="used_at", before=now - UNUSED_WARNED)
    )


def warn_unused(now: datetime) -> int:
    accounts = _idle(now - UNUSED).filter(~_told("account_unused", after="used_at"))
    return _warn(accounts, "account_unused", moment="used_at", now=now)


def _lapsed(since: datetime) -> QuerySet:
    lapses = MembershipEvent.objects.filter(membership__user=OuterRef("pk"), action="lapse")
    return (
        _accounts()
        .filter(membership__status=MembershipStatus.LAPSED)
        .annotate(lapsed_at=Subquery(lapses.order_by("-at").values("at")[:1]))
        .filter(lapsed_at__lte=since)
        .order_by("pk")
    )


def long_lapsed(now: datetime) -> QuerySet:
    return _lapsed(now - LAPSED).filter(
        _told("membership_long_lapsed", after="lapsed_at", before=now - LAPSED_WARNED)
    )


def warn_lapsed(now: datetime) -> int:
    accounts = _lapsed(now - LAPSED + LAPSED_WARNED).filter(
        ~_told("membership_long_lapsed", after="lapsed_at")
    )
    return _warn(accounts, "membership_long_lapsed", moment="lapsed_at", now=now)


def _warn(accounts: QuerySet, kind: str, *, moment: str, now: datetime) -> int:
    """Tell each of them once per ``moment``; return how many were told."""
    told = [
        notify(
            recipient=account,
            kind=kind,
            key=f"{account.public_id}:{getattr(account, moment).isoformat()}",
            url="/me/",
            now=now,
        )
        for account in accounts
    ]
    return sum(message is not None for message in told)


def _leave_by(cause: str):
    """Let an account leave by the clock, for this cause."""

    def remove(account, now: datetime) -> bool:
        leave(user=account, now=now, keeps_credit=False, cause=cause)
        return True

    return one_by_one(remove)


def declined(now: datetime) -> QuerySet:
    """Applications that were declined a year ago and still hold what was written."""
    return Membership.objects.filter(
        ~Q(why=""), status=MembershipStatus.DECLINED, decided_at__lte=now - DECLINED
    ).order_by("pk")


@transaction.atomic
def empty_if_declined(application: Membership, now: datetime) -> bool:
    """Blank the words, under the application's lock. Status and dates stay."""
    application = lock(application)
    if not declined(now).filter(pk=application.pk).exists():
        return False
    empty_application(application)
    return True


register(
    RetentionRule(
        code="accounts-never-confirmed",
        what="Accounts whose e-mail address was never confirmed",
        kept_for="14 days after sign-up",
        why="Nobody has shown that the address is theirs.",
        due=never_confirmed,
        remove=one_by_one(delete_account),
    ),
    RetentionRule(
        code="accounts-unused",
        what="Accounts of people who never asked to join, or were declined",
        kept_for="6 months after the last sign-in, and 14 days after a warning",
        why="Without a membership and without use there is no reason to keep them.",
        due=unused,
        remove=_leave_by(Cause.UNUSED),
        warn=warn_unused,
    ),
    RetentionRule(
        code="applications-declined",
        what="What was written in applications that were declined",
        kept_for="12 months after the decision",
        why="Time to appeal and to ask again; that it was declined, and when, stays.",
        due=declined,
        remove=one_by_one(empty_if_declined),
    ),
    RetentionRule(
        code="memberships-lapsed",
        what="Accounts whose membership was not confirmed",
        kept_for="2 years after it lapsed, with a warning 28 days before",
        why="Whoever changes jobs may well come back; after two years hardly.",
        due=long_lapsed,
        remove=_leave_by(Cause.LAPSED),
        warn=warn_lapsed,
    ),
)
