"""Keep the harvesters' records in step with the catalogue.

A record says when a resource last changed for the outside, or that it is gone. What goes is noted
in the transaction that takes it out of the catalogue or closes it, so that whoever asks from that
moment on hears of it; what comes or changes is noted by ``run_due``. Whether a resource may be told
of at all is asked of the catalogue at every answer.
"""

import hashlib
import json
from collections import defaultdict
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone

from network.search.kinds import Kind
from network.search.models import CatalogueEntry
from resources.citing.meta import dublin_core
from resources.harvesting.described import described_pages
from resources.models import HarvestRecord, ResourcePage, ResourceVersion

BATCH = 200
# A run goes on with other work after this many; the next one continues where it ended.
MOST_AT_ONCE = 5_000
# The reader's day is no part of what is told.
ANY_DAY = date(2000, 1, 1)


def renew_records(*, now: datetime) -> int:
    """Renew the records of resources that came, changed or went since the last look; return how
    many changed for the outside.

    A change of what is not told (the number of downloads, a draft) moves no datestamp. Nothing to
    do is found with three queries that read no rows, and one run looks at 5,000 resources at most,
    oldest change first. Two machines at once write the same.
    """
    now = now.replace(microsecond=0)
    changed, looked_at = _delete_gone(now), 0
    while looked_at < MOST_AT_ONCE and (entries := _entries_to_look_at()):
        changed += _renew(entries, now)
        looked_at += len(entries)
    return changed


def _entries_to_look_at() -> list[tuple[int, int]]:
    """(page, number in the catalogue) of the next public resources that changed since their last
    look, in the order of their changes.

    Numbers become visible in their order, so nothing older than the last number that was seen
    waits. Resources without a version are not told of and never looked at.
    """
    last = HarvestRecord.objects.aggregate(number=Max("seen_in"))["number"] or 0
    seen = HarvestRecord.objects.filter(
        page_id=OuterRef("page_id"), is_deleted=False, seen_in=OuterRef("changed_in")
    )
    entries = _public().filter(
        ~Exists(seen),
        Exists(ResourceVersion.objects.filter(resource_id=OuterRef("page_id"))),
        changed_in__gte=last,
    )
    rows = entries.order_by("changed_in", "page_id").values_list("page_id", "changed_in")
    return list(rows[:BATCH])


def _public():
    return CatalogueEntry.objects.of_kind(Kind.RESOURCE).filter(restriction__isnull=True)


@receiver(post_delete, sender=CatalogueEntry, dispatch_uid="harvest_record_gone")
@receiver(post_save, sender=CatalogueEntry, dispatch_uid="harvest_record_closed")
def note_gone(instance: CatalogueEntry, **kwargs) -> None:
    """Mark the record as deleted, at this moment, where the resource is not public any more."""
    is_public = "created" in kwargs and instance.restriction_id is None
    if is_public or instance.kind != Kind.RESOURCE:
        return
    now = timezone.now().replace(microsecond=0)
    _delete(HarvestRecord.objects.filter(page_id=instance.page_id), now)


def _delete(records: QuerySet, now: datetime) -> int:
    return records.filter(is_deleted=False).update(is_deleted=True, digest="", changed_at=now)


def _delete_gone(now: datetime) -> int:
    """Mark the records of what went without a word as deleted: rows that were changed in bulk."""
    entry = _public().filter(page_id=OuterRef("page_id"))
    gone = HarvestRecord.objects.filter(~Exists(entry), is_deleted=False)
    pks = list(gone.order_by("pk").values_list("pk", flat=True)[:MOST_AT_ONCE])
    if not pks:
        return 0
    return _delete(HarvestRecord.objects.filter(pk__in=pks), now)


@transaction.atomic
def _renew(entries: list[tuple[int, int]], now: datetime) -> int:
    numbers = dict(entries)
    described = described_pages(numbers, on=ANY_DAY)
    types = dict(
        ResourcePage.objects.filter(pk__in=described).values_list("pk", "resource_type__slug")
    )
    records = {
        record.page_id: record
        for record in HarvestRecord.objects.select_for_update()
        .filter(page_id__in=numbers)
        .order_by("pk")
    }
    changed = 0
    unchanged: dict[int, list[int]] = defaultdict(list)
    for page, number in numbers.items():
        if page not in described:
            continue
        told = {"seen_in": number, "set_spec": types[page], "digest": digest_of(described[page])}
        record = records.get(page)
        if record is None:
            HarvestRecord.objects.get_or_create(page_id=page, defaults={**told, "changed_at": now})
            changed += 1
        elif record.is_deleted or record.digest != told["digest"]:
            HarvestRecord.objects.filter(pk=record.pk).update(
                **told, is_deleted=False, changed_at=now
            )
            changed += 1
        else:
            unchanged[number].append(record.pk)
    for number, pks in unchanged.items():
        HarvestRecord.objects.filter(pk__in=pks).update(seen_in=number)
    return changed


def digest_of(described) -> str:
    """A fingerprint of what harvesters are told."""
    told = json.dumps([list(pair) for pair in dublin_core(described)], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def oldest() -> datetime | None:
    """The first datestamp there is."""
    return HarvestRecord.objects.order_by("changed_at").values_list("changed_at", flat=True).first()


def between(*, since: datetime | None, until: datetime | None, set_spec: str):
    """Records by datestamp, both ends included."""
    wanted = Q()
    if since:
        wanted &= Q(changed_at__gte=since)
    if until:
        wanted &= Q(changed_at__lte=until)
    if set_spec:
        wanted &= Q(set_spec=set_spec)
    return HarvestRecord.objects.filter(wanted).order_by("changed_at", "pk")
