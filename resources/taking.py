"""Members who took a version and want to hear when a newer one replaces it. The only writer of
:class:`~resources.models.TakenVersion`.

Nobody is told of what they may not open or may not have the files of.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Max, Q, QuerySet

from network.members.roles import is_verified_member
from network.workflows import decide, require
from resources.access import may_have_files
from resources.models import ResourcePage, TakenVersion
from resources.telling import each_of, tell_once


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
    """Tell each member once of the newest version of what they took; returns how many were told."""
    return sum(
        tell_once(
            taken,
            member=taken.member,
            page_id=taken.resource_id,
            newest=taken.newest,
            kind="file_replaced",
            now=now,
        )
        for taken in each_of(_replaced(now))
    )


def _replaced(now: datetime) -> QuerySet[TakenVersion]:
    return (
        TakenVersion.objects.annotate(newest=Max("resource__versions__number"))
        .filter(newest__gt=F("told_number"), resource__live=True, member__is_active=True)
        .filter(Q(resource__files_from__isnull=True) | Q(resource__files_from__lte=now))
        .select_related("member__membership")
    )
