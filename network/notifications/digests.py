"""Summaries: one e-mail a day or a week in place of many.

A summary is a message of its own, whose key names person, pace and day: two workers make one, and
it is claimed, tried again and parked like any other. What stands in it is looked up when it is
sent; a message read on the site meanwhile, or of which nothing is left, falls out, and a summary
in which nothing is left is not sent.
"""

from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from network.notifications.kinds import GROUPS, KindGroup, Line, Pace, group_of
from network.notifications.lines import lines_of, withdraw
from network.notifications.models import EmailState, Message
from network.notifications.paces import STATE_OF, SUMMARY_TIME

KINDS = {Pace.DAILY: "digest_daily", Pace.WEEKLY: "digest_weekly"}
SUBJECTS = {Pace.DAILY: "Your day in the network", Pace.WEEKLY: "Your week in the network"}
# After an outage a summary still leaves on the same day, but not in the night.
NOT_AFTER = time(21, 0)
LONGEST = 30
AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """One message in a summary, and those of its lines that have room."""

    subject: str
    url: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Section:
    """The messages of one group, newest first."""

    group: KindGroup
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class Contents:
    """What a summary says now. ``more`` counts what has no room; the rest are primary keys."""

    sections: list[Section]
    more: int
    told: list[int]
    empty: list[int]


def pace_of(message: Message) -> Pace | None:
    """The pace of a summary; ``None`` for every other message."""
    return next((pace for pace, kind in KINDS.items() if kind == message.kind), None)


def gather_due(*, now: datetime, limit: int = AT_A_TIME) -> int:
    """Make the summaries that are due and return how many.

    At most ``limit`` of each pace in one call; the next call goes on. Nothing before half past
    seven and nothing after nine in the evening, local time.
    """
    if not SUMMARY_TIME <= timezone.localtime(now).time() < NOT_AFTER:
        return 0
    made = 0
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    for pace, kind in KINDS.items():
        had_one = Message.objects.filter(
            recipient=OuterRef("recipient"), kind=kind, created_at__gte=today
        )
        people = (
            _waiting(pace, now)
            .filter(recipient__is_active=True)
            .exclude(Exists(had_one))
            .order_by("recipient")
            .values_list("recipient", flat=True)
            .distinct()[:limit]
        )
        made += sum(_gather(person, pace, now) for person in list(people))
    return made


def _waiting(pace: Pace, now: datetime):
    return Message.objects.filter(email_state=STATE_OF[pace], digest=None, send_at__lte=now)


@transaction.atomic
def _gather(person: int, pace: Pace, now: datetime) -> bool:
    """Make one person's summary of today, unless another worker has."""
    digest, created = Message.objects.get_or_create(
        key=f"{KINDS[pace]}:{timezone.localdate(now).isoformat()}:{person}",
        defaults={
            "kind": KINDS[pace],
            "recipient_id": person,
            "in_site": False,
            "subject": SUBJECTS[pace],
            "url": "/me/messages/",
            "created_at": now,
            "send_at": now,
        },
    )
    if created:
        _waiting(pace, now).filter(recipient=person).update(digest=digest)
    return created


def contents_of(digest: Message) -> Contents:
    """Look up what the summary says: at most thirty lines, newest first, by group."""
    pace = pace_of(digest)
    gathered = Message.objects.filter(digest=digest, withdrawn_at=None)
    if digest.email_state == EmailState.SENT:
        messages = list(gathered.filter(email_state=EmailState.SENT))
    else:
        messages = list(gathered.filter(email_state=STATE_OF[pace], read_at=None))
    lines = lines_of(messages)
    empty = [pk for pk, found in lines.items() if not found]
    room, more, told = LONGEST, 0, []
    by_group: dict[str, list[Entry]] = {}
    for message in messages:
        if message.pk in empty:
            continue
        told.append(message.pk)
        found = lines.get(message.pk, [])
        size = max(1, len(found))
        if room <= 0:
            more += size
            continue
        entry = Entry(message.subject, message.url, found[:room])
        by_group.setdefault(group_of(message.kind).code, []).append(entry)
        more += max(0, size - room)
        room -= size
    sections = [Section(GROUPS[code], by_group[code]) for code in GROUPS if code in by_group]
    return Contents(sections, more, told, empty)


def close(digest: Message, contents: Contents, *, sent: bool, now: datetime) -> None:
    """Settle the messages of a summary that has left, or that turned out to be empty."""
    gathered = Message.objects.filter(digest=digest)
    if contents.empty:
        withdraw(contents.empty, now=now)
    if sent:
        gathered.filter(pk__in=contents.told).update(email_state=EmailState.SENT, sent_at=now)
    gathered.waiting().update(email_state=EmailState.NONE)
