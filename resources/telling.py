"""Tell a member once of the newest version of a resource, for each reason there is to tell them."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Model, QuerySet

from network.members.roles import is_verified_member
from network.notifications.outbox import notify
from resources.access import may_have_files, openable_by

AT_A_TIME = 500


def each_of(rows: QuerySet) -> Iterator[Model]:
    """All rows in the order of their keys, some hundred at a time.

    Those who may not be told now stay on the list; the others do not wait behind them.
    """
    rows, last = rows.order_by("pk"), 0
    while some := list(rows.filter(pk__gt=last)[:AT_A_TIME]):
        yield from some
        last = some[-1].pk
        if len(some) < AT_A_TIME:
            return


@transaction.atomic
def tell_once(row: Model, *, member, page_id: int, newest: int, kind: str, now: datetime) -> bool:
    """Whether the member was told that ``newest`` is there.

    The row is claimed by its ``told_number`` before the message is written, in one transaction, so
    that two workers tell nobody twice. Nobody is told of what they may not open or may not have the
    files of now; they are told if that changes.
    """
    page = openable_by(member).filter(pk=page_id).first()
    if page is None or not is_verified_member(member) or not may_have_files(member, page, now):
        return False
    mine = type(row).objects.filter(pk=row.pk, told_number__lt=newest)
    if not mine.update(told_number=newest):
        return False
    # One message for one resource, however often the member adapted it.
    message = notify(
        recipient=member,
        kind=kind,
        key=f"{page.pk}:{newest}",
        url=page.version_address(newest),
        now=now,
    )
    return message is not None
