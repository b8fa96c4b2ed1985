"""The nightly roll-up: raw events into counts by day, by sector and nation, and into pairs.

Every step can be done again at any time and gives the same: a day is counted from its events and
what was there before is replaced, so neither a second run nor two machines count anything twice.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import combinations, product

from django.db import transaction
from django.db.models import Case, Max, Min, Q, QuerySet, Sum, Value, When
from django.utils import timezone

from network.reports.months import shifted
from network.reports.small_numbers import LEAST
from network.search.models import CatalogueEntry
from resources.enums import UsageKind
from resources.models import (
    ResourceIndexPage,
    UsageCounted,
    UsageDay,
    UsageEvent,
    UsageSalt,
    UsageShare,
    UsedTogether,
)
from resources.usage.counting import Use, count, once

# Events reach the database seconds after they happened; a day is counted when it is surely whole.
AFTER_MIDNIGHT = timedelta(minutes=10)
# A click shortly after midnight moves one of shortly before it into the new day.
AROUND = timedelta(minutes=10)
WHOLE_PAGE = 0
# A person who fetches more than this in a month says nothing about what belongs together.
MOST_PAGES = 60
BATCH = 500
# How long two downloads tell that things are used together, and are counted as "used".
RECENT = timedelta(days=365)
SALTS_KEPT = timedelta(days=40)


def roll_up(*, now: datetime) -> dict[str, int]:
    """Count every day that is whole and not counted yet, oldest first; then the shares of its
    month and what belongs together. Returns what was done, by name.

    Each day is counted by whoever writes its row first, so that several machines may run this at
    once. Nothing to do is found with two queries.
    """
    counted = 0
    for day in _uncounted(now):
        with transaction.atomic():
            _, is_mine = UsageCounted.objects.get_or_create(day=day, defaults={"counted_at": now})
            if is_mine:
                count_day(day)
                counted += 1
    if counted:
        derive(now=now)
    return {"days of usage counted": counted, "salts of usage deleted": _forget_salts(now)}


def _uncounted(now: datetime) -> Iterator[date]:
    """The days after the last counted one, or from the first event on, up to the last whole one."""
    last_whole = timezone.localdate(now - AFTER_MIDNIGHT) - timedelta(days=1)
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
def derive(*, now: datetime) -> None:
    """Renew what follows from the counted days: shares of the months in question, pairs, and how
    often each resource was used. Machines take turns, by the row of the first counted day."""
    UsageCounted.objects.select_for_update().order_by("day").first()
    last = UsageCounted.objects.aggregate(day=Max("day"))["day"]
    done = UsageShare.objects.aggregate(month=Max("month"))["month"]
    first = UsageEvent.objects.aggregate(at=Min("happened_at"))["at"]
    month = done or (timezone.localdate(first).replace(day=1) if first else last.replace(day=1))
    while month <= last:
        count_shares(month)
        month = shifted(month, 1)
    pair(now=now)
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
    rows = _requests_of(month).values_list(
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


def _requests_of(month: date):
    following = shifted(month, 1)
    return UsageEvent.objects.filter(
        kind=UsageKind.REQUEST,
        happened_at__gte=start_of(month),
        happened_at__lt=start_of(following),
    ).order_by()


@transaction.atomic
def pair(*, now: datetime) -> None:
    """Replace the pairs of pages that at least five people downloaded in the same month."""
    pages: dict[tuple[date, str], set[int]] = defaultdict(set)
    rows = UsageEvent.objects.filter(kind=UsageKind.REQUEST, happened_at__gte=now - RECENT)
    for person, page, at in rows.order_by().values_list("person", "page_id", "happened_at"):
        pages[timezone.localdate(at).replace(day=1), person].add(page)
    months: dict[date, list[set[int]]] = defaultdict(list)
    for (month, _), of_person in pages.items():
        months[month].append(of_person)
    pairs: Counter = Counter()
    for sets in months.values():
        # The best month, never a sum: the same people come again every month with another key.
        pairs |= _pairs(sets)
    UsedTogether.objects.all().delete()
    UsedTogether.objects.bulk_create(
        (
            UsedTogether(first_id=first, second_id=second, people=people)
            for (first, second), people in sorted(pairs.items())
            if people >= LEAST
        ),
        batch_size=BATCH,
    )


def _pairs(sets: Iterable[set[int]]) -> Counter:
    """How often two stand in one set; the smaller id first. Sets beyond :data:`MOST_PAGES` are of
    collectors and count nothing."""
    pairs: Counter = Counter()
    for pages in sets:
        if len(pages) <= MOST_PAGES:
            pairs.update(combinations(sorted(pages), 2))
    return pairs


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


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
