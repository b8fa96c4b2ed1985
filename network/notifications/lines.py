"""What messages list, looked up anew each time, so that nothing taken down is still named."""

from collections.abc import Iterable
from datetime import datetime

from django.core.cache import cache

from network.notifications import kinds
from network.notifications.kinds import Line
from network.notifications.models import WAITING, EmailState, Message

CHUNK = 500
WHERE_WE_ARE = "notifications:withdrawn_up_to"


def lines_of(messages: Iterable[Message]) -> dict[int, list[Line]]:
    """The lines of each message whose kind lists something, by primary key.

    A message of another kind is not in the dictionary. One look-up per kind where the kind can do
    many at once, else one per message.
    """
    by_kind: dict[str, list[Message]] = {}
    for message in messages:
        by_kind.setdefault(message.kind, []).append(message)
    found: dict[int, list[Line]] = {}
    for code, group in by_kind.items():
        kind = kinds.find(code)
        if kind is None or not kind.has_lines:
            continue
        if kind.lines_of_many is not None:
            many = kind.lines_of_many(group)
            found.update({message.pk: list(many.get(message.pk, ())) for message in group})
        else:
            found.update({message.pk: list(kind.lines(message)) for message in group})
    return found


def withdraw(pks: Iterable[int], *, now: datetime) -> int:
    """Take messages out of inboxes and of what is to be sent, because nothing in them is left.

    What has been sent stays marked as sent. Returns how many were withdrawn.
    """
    rows = Message.objects.filter(pk__in=list(pks), withdrawn_at__isnull=True)
    rows.filter(email_state__in=(EmailState.PENDING, *WAITING)).update(
        email_state=EmailState.NONE, claimed_until=None
    )
    return rows.update(withdrawn_at=now)


def withdraw_empty(*, now: datetime) -> int:
    """Withdraw unread messages of whose lines nothing is left, so that they are not counted.

    Looks at some hundred at a time and goes on where the last call ended; the inbox and every
    e-mail look for themselves besides.
    """
    codes = kinds.codes_with_lines()
    if not codes:
        return 0
    messages = list(
        Message.objects.unread()
        .filter(kind__in=codes, in_site=True, withdrawn_at=None, pk__gt=cache.get(WHERE_WE_ARE, 0))
        .order_by("pk")[:CHUNK]
    )
    cache.set(WHERE_WE_ARE, messages[-1].pk if len(messages) == CHUNK else 0, None)
    empty = [pk for pk, lines in lines_of(messages).items() if not lines]
    return withdraw(empty, now=now) if empty else 0
