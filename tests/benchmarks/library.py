"""Time the library's list and search at 1,000 and at 50,000 resources, on ``DATABASE_URL``.

Makes a test database, fills it with ``resources.scale`` and removes it. Run it alone or as part of
``make bench``; prints for each page the number of queries and the fastest of several requests in
milliseconds of the clock (the database is in it), and the ratio of the larger library to the
smaller.
"""

import os
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "network.settings.test")

import django

NUMBERS = (1_000, 50_000)
TIMES = 7
PRIVATE = 500
PAGES = {
    "first page": "/resources/",
    "page 50": "/resources/?page=50",
    "one facet": "/resources/?sector=police",
    "three facets": "/resources/?sector=police&sector=health&context=school&year=2024",
    "most used": "/resources/?sort=used",
    "by title": "/resources/?sort=title",
    "common word": "/resources/?q=young",
    "common word, newest": "/resources/?q=young&sort=newest",
    "two words": "/resources/?q=young+people",
    "rare word": "/resources/?q=cloister",
    "word in all files": "/resources/?q=lighting",
    "site search": "/search/?q=young",
}


def fastest(do) -> float:
    """Milliseconds of the fastest of several calls."""
    times = []
    for _ in range(TIMES):
        started = time.perf_counter()
        do()
        times.append((time.perf_counter() - started) * 1000)
    return min(times)


def look(client, address: str) -> tuple[int, float]:
    """Queries and the fastest of several requests."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured), fastest(lambda: client.get(address))


def parts() -> dict[str, float]:
    """What the list is made of, in milliseconds."""
    from django.contrib.auth.models import AnonymousUser
    from django.utils import timezone

    from network.search import facets, kept
    from network.search.fulltext.hits import Hits
    from network.search.fulltext.wanted import wanted
    from network.search.kinds import Kind
    from network.search.models import CatalogueEntry, CatalogueVersion

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
        hits = Hits(asked, AnonymousUser(), timezone.now())
        places = shelf.public & shelf.of_pages(hits.pages)
        hits.best_first(shelf.pages_in_order("newest", places, 0, len(shelf.pks)))

    times["search alone, common word"] = fastest(search)
    return times


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
    from resources import scale

    started = time.perf_counter()
    scale.load(ScaleOrder(now=timezone.now(), resources=number))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    sys.stdout.write(f"{number} resources (made in {time.perf_counter() - started:.0f} s)\n")
    client = Client()
    found: dict[str, tuple[int | None, float]] = {
        label: look(client, address) for label, address in PAGES.items()
    }
    found.update({label: (None, figure) for label, figure in parts().items()})
    if number == NUMBERS[-1]:
        make_private(PRIVATE)
        found[f"first page, {PRIVATE} private"] = look(client, "/resources/")
    return found


def main() -> None:
    django.setup()
    from django.db import connection
    from django.test.utils import setup_test_environment, teardown_test_environment

    setup_test_environment()
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
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
        teardown_test_environment()


if __name__ == "__main__":
    sys.exit(main())
