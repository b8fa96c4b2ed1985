"""A year of messages, mostly read; what some people chose about e-mail, and the summaries they got.

Loaded when everything has happened that messages tell of.
"""

from datetime import datetime, timedelta

from django.db.models import F

from network.demo.world import World
from network.notifications import bounces, preferences
from network.notifications.delivery import deliver_due
from network.notifications.digests import gather_due
from network.notifications.kinds import Pace
from network.notifications.models import WAITING, Message, Preference

ORDER = 90
UNREAD_DAYS = 4
# Who chose what, some hours after the last news.
CHOSEN_DAYS_AGO = 1.9
CHOICES = (
    ("m15", "following", Pace.DAILY),
    ("m15", "letters", Pace.DAILY),
    ("m01", "following", Pace.DAILY),
    ("c01", "desk", Pace.DAILY),
    ("c01", "following", Pace.DAILY),
    ("r01", "library", Pace.OFF),
)
# Somebody whose organisation has closed their mailbox.
OUT_OF_REACH = "m44"


def load(world: World) -> None:
    """Write the choices, mark what is older than four days as read, send the summaries since, and
    let two e-mails to one person come back."""
    for key, group, pace in CHOICES:
        user = world.people[key]
        if not Preference.objects.filter(user=user, group=group).exists():
            moment = world.ago(CHOSEN_DAYS_AGO)
            preferences.choose(user=user, group=group, pace=pace, now=moment)
    Message.objects.unread().filter(
        in_site=True, created_at__lt=world.now - timedelta(days=UNREAD_DAYS)
    ).update(read_at=F("created_at") + timedelta(hours=1))
    for moment in _mornings(world.now):
        gather_due(now=moment)
        deliver_due(now=moment)
    for days in (9, 2):
        bounces.record_bounce(
            world.people[OUT_OF_REACH].email,
            hard=True,
            reason="5.1.1",
            occasion=f"demo-{days}",
            now=world.ago(days, hour=7, minute=31),
        )


def _mornings(now: datetime) -> list[datetime]:
    """The moments until now at which summaries were due, in order."""
    waiting = Message.objects.filter(email_state__in=WAITING, digest=None, send_at__lte=now)
    return sorted(set(waiting.values_list("send_at", flat=True)))
