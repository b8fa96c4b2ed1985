"""Time the library's list and search at 1,000 and at 50,000 resources, on ``DATABASE_URL``.

``BENCH_RESOURCES`` is another number than 50,000. Makes a test database, fills it with
``resources.scale`` and removes it. Prints for each page the number of queries, the fastest of
several requests in milliseconds of the clock (the database is in it), and the ratio of the larger
library to the smaller; then what is wanted of them. What is compared shows as much at both sizes,
a whole page of twenty. A search is timed as nobody has asked for its words before, and as somebody
has since the last change of a text. No page comes from the cache of ready answers, and nothing of
Django's instruments for tests is in the times.
"""

import os
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.benchmarks.settings")

import django

from tests.benchmarks.figures import Figure, tell

NUMBERS = (1_000, int(os.environ.get("BENCH_RESOURCES", "50000")))
TIMES = 25
PRIVATE = 500
LISTS = {
    "first page": "/resources/",
    "page 50": "/resources/?page=50",
    "one facet": "/resources/?sector=police",
    "three facets": "/resources/?sector=police&sector=health&context=school&nation=england",
    "most used": "/resources/?sort=used",
    "by title": "/resources/?sort=title",
}
SEARCHES = {
    "common word": "/resources/?q=young",
    "common word, newest": "/resources/?q=young&sort=newest",
    "two words": "/resources/?q=young+people",
    "rare word": "/resources/?q=cloister",
    "word in all files": "/resources/?q=lighting",
    "site search": "/search/?q=young",
}
AGAIN = "{}, asked for before"
NONE_PRIVATE, SOME_PRIVATE = "first page again", f"first page, {PRIVATE} private"
NEWEST_FIRST = "common word, newest"
BY_RELEVANCE = ("common word", "two words", "rare word", "word in all files")


def fastest(do, before=lambda: None) -> float:
    """Milliseconds of the fastest of several calls, each after ``before``."""
    times = []
    for _ in range(TIMES):
        before()
        started = time.perf_counter()
        do()
        times.append((time.perf_counter() - started) * 1000)
    return min(times)


def look(client, address: str, before=lambda: None) -> tuple[int, float]:
    """Queries and the fastest of several requests."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)
    before()
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured), fastest(lambda: client.get(address), before)


def parts() -> dict[str, tuple[int | None, float]]:
    """What the list is made of: queries where they say something, and milliseconds."""
    from django.contrib.auth.models import AnonymousUser
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from network.search import facets, kept
    from network.search.fulltext.hits import Hits, remembered
    from network.search.fulltext.wanted import wanted
    from network.search.kinds import Kind
    from network.search.models import CatalogueEntry, CatalogueVersion
    from network.search.shelf import NEWEST, InOrder

    def read_everything():
        kept._shelves.clear()
        return kept.shelf_of(Kind.RESOURCE, CatalogueVersion.current())

    started = time.perf_counter()
    shelf = read_everything()
    times = {"read everything": (time.perf_counter() - started) * 1000}
    chosen = {"sector": ["police", "health"], "context": ["school"]}
    times["all counts"] = fastest(lambda: facets.count(shelf.sets, {}, shelf.public))
    times["all counts, chosen"] = fastest(lambda: facets.count(shelf.sets, chosen, shelf.public))
    entry = CatalogueEntry.objects.order_by("pk").first()

    def change():
        CatalogueEntry.objects.filter(pk=entry.pk).update(used=entry.used)
        kept.shelf_of(Kind.RESOURCE, CatalogueVersion.current()).order("newest")

    shelf.order("newest")
    times["one change, seen"] = fastest(change)
    asked = wanted("young", CatalogueVersion.current())

    def search():
        hits = Hits(asked, AnonymousUser(), timezone.now(), CatalogueVersion.current(), ranked=True)
        matching = shelf.public & hits.pages
        in_titles = matching & hits.in_titles
        hits.best_first(
            InOrder(shelf, NEWEST, in_titles), InOrder(shelf, NEWEST, matching & ~in_titles)
        )[:20]

    found: dict[str, tuple[int | None, float]] = {label: (None, ms) for label, ms in times.items()}
    remembered.forget()
    with CaptureQueriesContext(connection) as captured:
        search()
    # Without the query for how far the catalogue has changed, which every list asks.
    found[SEARCH_ALONE] = (len(captured) - 1, fastest(search, remembered.forget))
    return found


def make_private(number: int) -> None:
    """Close that many resources to visitors."""
    from wagtail.models import PageViewRestriction

    from network.search.models import CatalogueEntry, CatalogueVersion, PageText

    pages = list(
        CatalogueEntry.objects.of_kind("resource").order_by("pk").values_list("page_id", flat=True)
    )[:number]
    rules = PageViewRestriction.objects.bulk_create(
        PageViewRestriction(page_id=pk, restriction_type=PageViewRestriction.LOGIN) for pk in pages
    )
    for rule in rules:
        CatalogueEntry.objects.filter(page_id=rule.page_id).update(restriction=rule)
        PageText.objects.filter(page_id=rule.page_id).update(restriction=rule)
    CatalogueVersion.change("rules", "texts")


def measure(number: int) -> dict[str, tuple[int | None, float]]:
    """Fill up to ``number`` resources and time everything."""
    from django.db import connection
    from django.test import Client
    from django.utils import timezone

    from network.demo.scale import ScaleOrder
    from network.search.fulltext.hits import remembered
    from resources import scale

    started = time.perf_counter()
    scale.load(ScaleOrder(now=timezone.now(), resources=number))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    sys.stdout.write(f"{number} resources (made in {time.perf_counter() - started:.0f} s)\n")
    client = Client()
    found: dict[str, tuple[int | None, float]] = {
        label: look(client, address) for label, address in LISTS.items()
    }
    for label, address in SEARCHES.items():
        found[label] = look(client, address, remembered.forget)
        found[AGAIN.format(label)] = look(client, address)
    found.update(parts())
    if number == NUMBERS[-1]:
        # Side by side: a process that has done all of the above is not the one that began it.
        found[NONE_PRIVATE] = look(client, "/resources/")
        make_private(PRIVATE)
        found[SOME_PRIVATE] = look(client, "/resources/")
    return found


SEARCH_ALONE = "search alone, common word"


def figures(small: dict, large: dict, vendor: str) -> list[Figure]:
    """What was measured beside what is wanted."""
    here = "" if vendor == "postgresql" else ", SQLite"
    size = f"{NUMBERS[1]:,}"

    def growth(label: str) -> float:
        return large[label][1] / small[label][1]

    lists = [
        Figure(f"{label}, time at {size} of that at 1,000{here}", growth(label), 1.2)
        for label in LISTS
    ]
    queries = max(found[label][0] for found in (small, large) for label in LISTS)
    private = large[SOME_PRIVATE][1] / large[NONE_PRIVATE][1]
    # SQLite has no promise but to be usable.
    most, newest = (60, 1.5) if vendor == "postgresql" else (1000, None)
    slowest = max(BY_RELEVANCE, key=lambda label: large[label][1])
    return [
        Figure(f"any list, queries{here}", queries, 6, "queries"),
        *lists,
        Figure(f"all facet counts at {size}{here}", large["all counts"][1], 5, "ms"),
        Figure(f"first page beside {PRIVATE} private ones, of none{here}", private, 1.1),
        Figure(
            f"slowest search at {size}, by relevance{here}",
            large[slowest][1],
            most,
            "ms",
            note=slowest,
        ),
        Figure(f"search alone, queries{here}", large[SEARCH_ALONE][0], 3, "queries"),
        Figure(
            f"page of a search, queries{here}",
            max(large[label][0] for label in BY_RELEVANCE),
            unit="queries",
        ),
        *(
            Figure(f"{label}, time at {size} of that at 1,000{here}", growth(label), newest)
            for label in (NEWEST_FIRST, AGAIN.format(NEWEST_FIRST))
        ),
    ]


def main() -> None:
    django.setup()
    from django.db import connection

    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0)
    try:
        sys.stdout.write(f"The library on {connection.display_name}\n")
        small, large = (measure(number) for number in NUMBERS)
        for label, (queries, figure) in large.items():
            before = small.get(label)
            ratio = f"{figure / before[1]:>5.2f}×" if before else ""
            sys.stdout.write(
                f"  {label:<28} {queries or '':>3} {before[1] if before else 0:>8.2f} ms "
                f"{figure:>8.2f} ms {ratio}\n"
            )
        tell(figures(small, large, connection.vendor))
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    sys.exit(main())
