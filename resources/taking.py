"""Members who took a version and want to hear when a newer one replaces it. The only writer of
:class:`~resources.models.TakenVersion`.

Nobody is told of what they may not open or may not have the files of.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max, Q

from network.members.roles import is_verified_member
from network.notifications.outbox import notify
from network.workflows import decide, require
from resources.access import may_have_files, openable_by
from resources.models import ResourcePage, TakenVersion

AT_A_TIME = 500


@transaction.atomic
def remember(*, page: ResourcePage, member, number: int, now: datetime) -> TakenVersion:
    """The member took version ``number`` and wants to hear of newer ones. Asked again, the newest
    that they took counts.

    :raises NotPermitted: for others than verified members who may have the files.
    """
    require(decide(is_verified_member(member), "Members are told of new versions."))
    access = may_have_files(member, page, now)
    require(decide(access.allowed, access.words))
    taken, created = TakenVersion.objects.get_or_create(
        member=member,
        resource=page,
        defaults={"number": number, "taken_at": now, "told_number": number},
    )
    if not created and number >= taken.number:
        taken.number, taken.taken_at = number, now
        taken.told_number = max(taken.told_number, number)
        taken.save(update_fields=["number", "taken_at", "told_number"])
    return taken


def stop(*, page_id: int, member) -> bool:
    """Hear no more of this resource. Whether there was anything to stop."""
    deleted, _ = TakenVersion.objects.filter(member=member, resource_id=page_id).delete()
    return deleted > 0


def tell_of_new_versions(*, now: datetime) -> int:
    """Tell each member once of the newest version of what they took; returns how many were told.

    The row is claimed by a conditional update before the message is written, in one transaction,
    so that two workers tell nobody twice. Who may not have the files now is told if that changes.
    """
    return sum(_tell(taken, newest, now) for taken, newest in _replaced(now))


def _replaced(now: datetime) -> Iterator[tuple[TakenVersion, int]]:
    rows = (
        TakenVersion.objects.annotate(newest=Max("resource__versions__number"))
        .filter(newest__gt=F("told_number"), resource__live=True, member__is_active=True)
        .filter(Q(resource__files_from__isnull=True) | Q(resource__files_from__lte=now))
        .select_related("member__membership", "resource")
        .order_by("pk")
    )
    last = 0
    while some := list(rows.filter(pk__gt=last)[:AT_A_TIME]):
        for taken in some:
            yield taken, taken.newest
        # Those who may not be told now stay on the list; the others must not wait behind them.
        last = some[-1].pk
        if len(some) < AT_A_TIME:
            return


@transaction.atomic
def _tell(taken: TakenVersion, newest: int, now: datetime) -> bool:
    member, page = taken.member, taken.resource
    if not is_verified_member(member) or not may_have_files(member, page, now):
        return False
    if not openable_by(member).filter(pk=page.pk).exists():
        return False
    mine = TakenVersion.objects.filter(pk=taken.pk, told_number__lt=newest)
    if not mine.update(told_number=newest):
        return False
    return (
        notify(
            recipient=member,
            kind="file_replaced",
            key=f"{page.pk}:{newest}",
            url=page.version_address(newest),
            now=now,
        )
        is not None
    )
