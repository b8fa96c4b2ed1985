"""What is used together: pairs of pages that the same people downloaded in one month."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import combinations, groupby
from operator import itemgetter

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils import timezone

from network.reports.months import shifted
from network.reports.small_numbers import LEAST
from resources.models import UsageEvent, UsedTogether
from resources.usage.periods import requests_of

MONTHS = 12
# A person who fetches more than this in a month says nothing about what belongs together.
MOST_PAGES = 60
# Only the pages that most people took in a month are compared: that bounds the number of pairs.
MOST_COMPARED = 500
# A page's list shows four; what it may not show to somebody leaves room for others.
KEPT_FOR_A_PAGE = 20
BATCH = 500


def pair(*, months: Iterable[date], now: datetime) -> None:
    """Replace the pairs of these months, and forget those of more than a year ago.

    Work of one month: the downloads are read once, person by person, and in memory there are at
    most the pairs of the 500 pages that most people took.
    """
    this_month = timezone.localdate(now).replace(day=1)
    UsedTogether.objects.filter(month__lt=shifted(this_month, -MONTHS)).delete()
    for month in months:
        _pair_month(month)


def months_to_pair(done: date | None, last: date, now: datetime) -> list[date]:
    """From the month that was counted last, or a year back while there are no pairs at all."""
    oldest = shifted(timezone.localdate(now).replace(day=1), -MONTHS)
    start = oldest if done is None or not UsedTogether.objects.exists() else max(done, oldest)
    months = []
    while start <= last:
        months.append(start)
        start = shifted(start, 1)
    return months


@transaction.atomic
def _pair_month(month: date) -> None:
    pairs = _pairs(_people(requests_of(month), _most_taken(month)))
    UsedTogether.objects.filter(month=month).delete()
    UsedTogether.objects.bulk_create(
        (
            UsedTogether(month=month, first_id=first, second_id=second, people=people)
            for (first, second), people in _best(pairs)
        ),
        batch_size=BATCH,
    )


def _most_taken(month: date) -> set[int]:
    """The pages that at least five people took, at most 500."""
    people = requests_of(month).values("page_id").annotate(people=Count("person", distinct=True))
    most = people.filter(people__gte=LEAST).order_by("-people", "page_id")
    return set(most.values_list("page_id", flat=True)[:MOST_COMPARED])


def _people(downloads: QuerySet[UsageEvent], compared: set[int]) -> Iterator[list[int]]:
    """The compared pages of each person, ascending. Whoever took more than sixty is a collector and
    counts nothing."""
    if len(compared) < 2:
        return
    rows = downloads.order_by("person", "page_id").values_list("person", "page_id").distinct()
    for _, of_person in groupby(rows.iterator(), key=itemgetter(0)):
        pages = [page for _, page in of_person]
        if len(pages) <= MOST_PAGES:
            yield [page for page in pages if page in compared]


def _pairs(people: Iterable[list[int]]) -> Counter:
    """How many people took both; the smaller id first."""
    pairs: Counter = Counter()
    for pages in people:
        pairs.update(combinations(pages, 2))
    return pairs


def _best(pairs: Counter) -> Iterator[tuple[tuple[int, int], int]]:
    """Pairs of at least five people; of each page the twenty that most people took."""
    kept: Counter = Counter()
    for (first, second), people in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
        if people < LEAST:
            return
        if min(kept[first], kept[second]) < KEPT_FOR_A_PAGE:
            kept.update((first, second))
            yield (first, second), people
