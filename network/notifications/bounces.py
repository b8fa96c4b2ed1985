"""Addresses that mail does not reach: the hook for whatever learns of it.

Three things call :func:`record_bounce`: our own delivery, when the mail server refuses the address
while we speak to it; ``manage.py record_bounce``, to which a local mail server hands what comes
back; and the receiver of django-anymail's signal, where that is installed.

The second hard bounce pauses the address. Nothing is sent to it any more except what its owner has
just asked for (a confirmation, a new password): that is how they come back. What is on the site
stays there for them.
"""

from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from network.notifications.models import (
    WAITING,
    Bounce,
    EmailState,
    Message,
    PausedAddress,
)

HARD_BOUNCES = 2


@transaction.atomic
def record_bounce(
    address: str, hard: bool, reason: str = "", *, now: datetime, occasion: str = ""
) -> bool:
    """Write down that an e-mail did not arrive, and pause the address at the second hard one.

    ``hard`` means that no later e-mail will arrive either. ``reason`` is a short code, cut to 40
    characters. ``occasion`` names the e-mail (its Message-ID, the provider's event id): the same
    one told twice counts once; without it, bounces of one day count once. Bounces from before the
    address was last confirmed count no more. Returns whether this was news.
    """
    address = address.strip().lower()
    occasion = occasion.strip().strip("<>") or timezone.localdate(now).isoformat()
    user = get_user_model().objects.filter(email=address).first()
    _, is_news = Bounce.objects.get_or_create(
        key=f"{address}:{occasion}"[:320],
        defaults={
            "address": address,
            "user": user,
            "hard": hard,
            "reason": reason[:40],
            "at": now,
        },
    )
    if is_news and hard and hard_bounces(address) >= HARD_BOUNCES:
        _pause(address, user, reason[:40], now)
    return is_news


def hard_bounces(address: str) -> int:
    return Bounce.objects.filter(address=address.lower(), hard=True, settled_at=None).count()


def is_paused(address: str) -> bool:
    """Whether e-mail to this address is paused. One query."""
    return PausedAddress.objects.filter(address=address.lower()).exists()


def _pause(address: str, user, reason: str, now: datetime) -> None:
    PausedAddress.objects.get_or_create(
        address=address, defaults={"user": user, "since": now, "reason": reason}
    )
    if user is not None:
        Message.objects.filter(
            recipient=user, email_state__in=(EmailState.PENDING, *WAITING)
        ).update(email_state=EmailState.NONE, claimed_until=None)


@transaction.atomic
def resume(address: str, *, now: datetime) -> bool:
    """Send to the address again, because somebody has confirmed that it works.

    Earlier bounces count no more. What was written during the pause is not sent after the event:
    it stands on the site. Returns whether the address was paused.
    """
    Bounce.objects.filter(address=address.lower(), settled_at=None).update(settled_at=now)
    removed, _ = PausedAddress.objects.filter(address=address.lower()).delete()
    return bool(removed)
