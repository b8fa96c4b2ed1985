"""The counts as they are shown: to everybody the sum, to those who may, more.

What was counted by day is joined with the events of the days that are not counted yet, by the same
rules, so that a figure is never a day behind.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max, QuerySet, Sum
from django.utils import timezone

from network.reports.months import shifted
from network.reports.small_numbers import LEAST
from network.search.kinds import Kind
from network.search.models import CatalogueEntry
from resources.enums import UsageKind
from resources.models import UsageCounted, UsageDay, UsageEvent, UsageShare
from resources.usage.counting import Count, count
from resources.usage.periods import start_of
from resources.usage.rolling_up import WHOLE_PAGE, counted_uses


@dataclass(frozen=True, slots=True)
class Figures:
    """Looked at and downloaded, each in total and unique."""

    looked_at: Count
    downloaded: Count


NOTHING = Count(0, 0)


def figures_of(page_id: int, *, now: datetime) -> dict[int, Figures]:
    """Figures by version, the whole page under 0, up to this moment.

    Three queries, and the events of today and of days that the nightly run has not counted.
    """
    totals: dict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0])
    rows = UsageDay.objects.filter(page_id=page_id).values_list("version", "kind")
    for version, kind, total, unique in rows.annotate(t=Sum("total"), u=Sum("unique")).order_by():
        totals[version, kind] = [total, unique]
    for (version, kind), number in _not_counted_yet(page_id, now).items():
        totals[version, kind][0] += number.total
        totals[version, kind][1] += number.unique
    return {
        version: Figures(
            _number(totals, version, UsageKind.INVESTIGATION),
            _number(totals, version, UsageKind.REQUEST),
        )
        for version in sorted({WHOLE_PAGE, *(version for version, _ in totals)})
    }


def _number(totals: dict, version: int, kind: str) -> Count:
    return Count(*totals[version, kind]) if (version, kind) in totals else NOTHING


def _not_counted_yet(page_id: int, now: datetime) -> dict[tuple[int, str], Count]:
    day = UsageCounted.objects.aggregate(day=Max("day"))["day"]
    since = start_of(day + timedelta(days=1)) if day else start_of(date(2000, 1, 1))
    events = UsageEvent.objects.filter(page_id=page_id)
    uses: dict[tuple[int, str], list] = defaultdict(list)
    for kind, counted in counted_uses(events, since, now + timedelta(seconds=1)):
        for use in counted:
            for version in {use.version, WHOLE_PAGE}:
                uses[version, kind].append(use)
    return {key: count(same) for key, same in uses.items()}


def resources_of(user) -> QuerySet[int]:
    """Ids of the resources that the user may open, to ask for in another query."""
    entries = CatalogueEntry.objects.of_kind(Kind.RESOURCE).visible_to(user)
    return entries.order_by().values("page_id")


def by_month(page_ids, *, months: int, now: datetime) -> list[tuple[date, int]]:
    """Downloads by month, oldest first, months without any as 0, up to last night: one query."""
    this_month = timezone.localdate(now).replace(day=1)
    every = [shifted(this_month, -number) for number in range(months - 1, -1, -1)]
    found: dict[date, int] = defaultdict(int)
    for day, total in _days(page_ids, UsageKind.REQUEST, since=every[0]).values_list(
        "day", "total"
    ):
        found[day.replace(day=1)] += total
    return [(month, found[month]) for month in every]


def most_downloaded(user, *, since: date, number: int = 20) -> list[tuple[str, int, int]]:
    """Title, downloads and looks of the resources that were downloaded most: three queries."""
    pages = resources_of(user)
    most = dict(
        _days(pages, UsageKind.REQUEST, since=since)
        .values_list("page_id")
        .annotate(number=Sum("total"))
        .order_by("-number", "page_id")[:number]
    )
    looks = dict(
        _days(list(most), UsageKind.INVESTIGATION, since=since)
        .values_list("page_id")
        .annotate(number=Sum("total"))
        .order_by()
    )
    titles = dict(CatalogueEntry.objects.filter(page_id__in=most).values_list("page_id", "title"))
    return [(titles[page], total, looks.get(page, 0)) for page, total in most.items()]


def _days(page_ids, kind: str, *, since: date) -> QuerySet[UsageDay]:
    return UsageDay.objects.filter(
        page_id__in=page_ids, version=WHOLE_PAGE, kind=kind, day__gte=since
    ).order_by()


@dataclass(frozen=True, slots=True)
class Share:
    """Downloads by members of one sector or nation in the months in which at least five people
    stand behind them; ``withheld`` says that there were others."""

    slug: str
    total: int
    withheld: bool


def shares_of(page_id: int, facet: str, *, since: date) -> list[Share]:
    """By sector or nation, most first: one query. The library's own page stands for all of it.

    Each month is judged by itself, because people have another key in the next.
    """
    totals: dict[str, int] = defaultdict(int)
    withheld: set[str] = set()
    months: dict[date, dict[str, tuple[int, int]]] = defaultdict(dict)
    rows = UsageShare.objects.filter(page_id=page_id, facet=facet, month__gte=since)
    for month, slug, total, people in rows.values_list("month", "slug", "total", "people"):
        months[month][slug] = (total, people)
    for cells in months.values():
        hidden = _hidden(cells)
        for slug, (total, _) in cells.items():
            totals[slug] += 0 if slug in hidden else total
        withheld |= hidden
    return sorted(
        (Share(slug, total, slug in withheld) for slug, total in totals.items()),
        key=lambda share: (-share.total, share.slug),
    )


def _hidden(cells: dict[str, tuple[int, int]]) -> set[str]:
    """What is not told of a month: fewer than five people; and where that is one alone, the next
    smallest with it, or it could be had by subtracting the others from the month's downloads."""
    hidden = {slug for slug, (_, people) in cells.items() if people < LEAST}
    rest = sorted((total, slug) for slug, (total, _) in cells.items() if slug not in hidden)
    if len(hidden) == 1 and rest:
        hidden.add(rest[0][1])
    return hidden
