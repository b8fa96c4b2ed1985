"""The nightly roll-up: raw events into counts by day, by sector and nation, and into pairs.

Every step can be done again at any time and gives the same: a day is counted from its events and
what was there before is replaced, so neither a second run nor two machines count anything twice.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import product

from django.db import transaction
from django.db.models import Case, Count, Max, Min, Q, QuerySet, Sum, Value, When
from django.utils import timezone

from network.reports.months import shifted
from network.search.models import CatalogueEntry
from resources.enums import UsageKind
from resources.models import (
    ResourceIndexPage,
    UsageCounted,
    UsageDay,
    UsageEvent,
    UsageSalt,
    UsageShare,
)
from resources.usage.counting import Use, count, once
from resources.usage.pairing import months_to_pair, pair
from resources.usage.periods import requests_of, start_of

# Events reach the database seconds after they happened; a day is counted when it is surely whole.
AFTER_MIDNIGHT = timedelta(minutes=10)
# A process that cannot reach the database keeps its events and writes them later, and a clock may
# have been ahead: for so many days after it each day is counted again when there are more.
LATEST = 7
# A click shortly after midnight moves one of shortly before it into the new day.
AROUND = timedelta(minutes=10)
WHOLE_PAGE = 0
BATCH = 500
# How long two downloads tell that things are used together, and are counted as "used".
RECENT = timedelta(days=365)
SALTS_KEPT = timedelta(days=40)


def roll_up(*, now: datetime) -> dict[str, int]:
    """Count every day that is whole and not counted yet, oldest first, and again those of the last
    week to which events were added since; then the shares of their months and what belongs
    together. Returns what was done, by name.

    Each day is counted by whoever writes or locks its row first, so that several machines may run
    this at once. Nothing to do is found with four queries.
    """
    again = [day for day in _with_late_events(now) if _count_again(day)]
    counted = []
    for day in _uncounted(now):
        with transaction.atomic():
            # Taken before the events are read: what comes between is late, and counted again.
            known = {"counted_at": now, "events": events_of(day).count()}
            _, is_mine = UsageCounted.objects.get_or_create(day=day, defaults=known)
            if is_mine:
                count_day(day)
                counted.append(day)
    if counted or again:
        derive(now=now, since=min([*counted, *again]))
    return {
        "days of usage counted": len(counted),
        "days of usage counted again": len(again),
        "salts of usage deleted": _forget_salts(now),
    }


def _with_late_events(now: datetime) -> list[date]:
    """The whole days of the last week that have more events than were counted: two queries."""
    last_whole = _last_whole(now)
    days = [last_whole - timedelta(days=number) for number in range(LATEST)]
    counted = dict(UsageCounted.objects.filter(day__in=days).values_list("day", "events"))
    if not counted:
        return []
    found = UsageEvent.objects.filter(
        happened_at__gte=start_of(days[-1]),
        happened_at__lt=start_of(last_whole + timedelta(days=1)),
    ).aggregate(**{f"{day:on_%Y_%m_%d}": Count("pk", filter=_on(day)) for day in counted})
    return sorted(
        day
        for day, events in counted.items()
        if events is None or found[f"{day:on_%Y_%m_%d}"] > events
    )


def _count_again(day: date) -> bool:
    """Count a day again, unless another machine just has. The days beside it are counted with it:
    of two clicks around midnight one counts, and a late one may be either."""
    around = [day + timedelta(days=number) for number in (-1, 0, 1)]
    with transaction.atomic():
        # All in one order, so that two machines with other late days wait and do not cross.
        rows = UsageCounted.objects.filter(day__in=around).order_by("day").select_for_update()
        locked = {row.day: row for row in rows}
        row, events = locked[day], events_of(day).count()
        if row.events is not None and events <= row.events:
            return False
        for counted in locked:
            count_day(counted)
        row.events = events
        row.save(update_fields=["events"])
    return True


def events_of(day: date) -> QuerySet[UsageEvent]:
    return UsageEvent.objects.filter(_on(day))


def _on(day: date) -> Q:
    return Q(happened_at__gte=start_of(day), happened_at__lt=start_of(day + timedelta(days=1)))


def _last_whole(now: datetime) -> date:
    return timezone.localdate(now - AFTER_MIDNIGHT) - timedelta(days=1)


def _uncounted(now: datetime) -> Iterator[date]:
    """The days after the last counted one, or from the first event on, up to the last whole one."""
    last_whole = _last_whole(now)
    last_counted = UsageCounted.objects.aggregate(day=Max("day"))["day"]
    if last_counted is not None:
        day = last_counted + timedelta(days=1)
    else:
        first = UsageEvent.objects.aggregate(at=Min("happened_at"))["at"]
        if first is None:
            return
        day = timezone.localdate(first)
    while day <= last_whole:
        yield day
        day += timedelta(days=1)


@transaction.atomic
def derive(*, now: datetime, since: date) -> None:
    """Renew what follows from the days that were counted, the first of them ``since``: shares of
    the months in question, pairs, and how often each resource was used. Machines take turns, by
    the row of the first counted day."""
    UsageCounted.objects.select_for_update().order_by("day").first()
    last = UsageCounted.objects.aggregate(day=Max("day"))["day"]
    done = UsageShare.objects.aggregate(month=Max("month"))["month"]
    done = done and min(done, since.replace(day=1))
    first = UsageEvent.objects.aggregate(at=Min("happened_at"))["at"]
    month = done or (timezone.localdate(first).replace(day=1) if first else last.replace(day=1))
    pairs = months_to_pair(done, last, now)
    while month <= last:
        count_shares(month)
        month = shifted(month, 1)
    pair(months=pairs, now=now)
    write_used(now=now)


@transaction.atomic
def count_day(day: date) -> None:
    """Replace the counts of one day by those of its events.

    Files are counted one by one; the page and its files together are what was looked at. Row 0 of
    a page is the page as a whole: its total is the sum of its versions.
    """
    counted: dict[tuple, list[Use]] = defaultdict(list)
    for kind, uses in counted_uses(
        UsageEvent.objects.all(), start_of(day), start_of(day + timedelta(days=1))
    ):
        for use in uses:
            for version in {use.version, WHOLE_PAGE}:
                counted[use.page, version, kind].append(use)
    UsageDay.objects.filter(day=day).delete()
    UsageDay.objects.bulk_create(
        (
            UsageDay(
                page_id=page,
                version=version,
                day=day,
                kind=kind,
                total=number.total,
                unique=number.unique,
            )
            for (page, version, kind), uses in sorted(counted.items())
            for number in [count(uses)]
        ),
        batch_size=BATCH,
    )


def counted_uses(
    events: QuerySet[UsageEvent], start: datetime, end: datetime
) -> Iterator[tuple[str, list[Use]]]:
    """The uses of a time by kind, without double clicks. Downloads are looks too."""
    looks, requests = [], []
    for kind, use in _uses(events, start - AROUND, end + AROUND):
        looks.append(use)
        if kind == UsageKind.REQUEST:
            requests.append(use)
    for kind, uses in ((UsageKind.INVESTIGATION, looks), (UsageKind.REQUEST, requests)):
        yield kind, [use for use in once(uses) if start <= use.at < end]


def _uses(
    events: QuerySet[UsageEvent], start: datetime, end: datetime
) -> Iterator[tuple[str, Use]]:
    rows = events.filter(happened_at__gte=start, happened_at__lt=end).values_list(
        "kind", "page_id", "version", "document_id", "person", "happened_at"
    )
    for kind, page, version, document, person, at in rows.iterator():
        item = f"{version}/{document or kind}"
        yield kind, Use(page, version, item, person, timezone.localtime(at))


@transaction.atomic
def count_shares(month: date) -> None:
    """Replace one month's counts by sector and nation of members, of every page and, under the
    library's own page, of all of them.

    Somebody with two sectors counts in both.
    """
    library = ResourceIndexPage.objects.values_list("pk", flat=True).first()
    totals: Counter = Counter()
    people: dict[tuple, set] = defaultdict(set)
    places: dict[Use, list] = {}
    rows = requests_of(month).values_list(
        "page_id", "version", "document_id", "person", "happened_at", "sectors", "nation"
    )
    for page, version, document, person, at, sectors, nation in rows.iterator():
        use = Use(page, version, f"{version}/{document or UsageKind.REQUEST}", person, at)
        places[use] = [("sector", slug) for slug in sectors]
        places[use] += [("nation", nation)] if nation else []
    for use in once(places):
        for (facet, slug), where in product(places[use], (use.page, library)):
            totals[where, facet, slug] += 1
            people[where, facet, slug].add(use.person)
    UsageShare.objects.filter(month=month).delete()
    UsageShare.objects.bulk_create(
        (
            UsageShare(
                page_id=page,
                month=month,
                facet=facet,
                slug=slug,
                total=total,
                people=len(people[page, facet, slug]),
            )
            for (page, facet, slug), total in sorted(totals.items())
        ),
        batch_size=BATCH,
    )


def write_used(*, now: datetime) -> None:
    """Tell the catalogue how often each page was downloaded in the last year, for the order "most
    used". Only entries whose number changed are written."""
    wanted = recent_requests(now=now)
    known = dict(
        CatalogueEntry.objects.filter(Q(used__gt=0) | Q(page_id__in=wanted)).values_list(
            "page_id", "used"
        )
    )
    changed = [page for page, used in known.items() if wanted.get(page, 0) != used]
    for some in _batched(changed, BATCH):
        numbers = [When(page_id=page, then=Value(wanted.get(page, 0))) for page in some]
        CatalogueEntry.objects.filter(page_id__in=some).update(used=Case(*numbers))


def _batched(pages: list[int], size: int) -> Iterator[list[int]]:
    for start in range(0, len(pages), size):
        yield pages[start : start + size]


def recent_requests(*, now: datetime) -> dict[int, int]:
    """Downloads of the last year by page: one query."""
    rows = UsageDay.objects.filter(
        version=WHOLE_PAGE, kind=UsageKind.REQUEST, day__gt=timezone.localdate(now - RECENT)
    )
    return dict(rows.values_list("page_id").annotate(number=Sum("total")).order_by())


def _forget_salts(now: datetime) -> int:
    """Delete the salts of months that ended long enough ago to be counted."""
    kept_from = timezone.localdate(now - SALTS_KEPT).replace(day=1)
    deleted, _ = UsageSalt.objects.filter(month__lt=kept_from).delete()
    return deleted
