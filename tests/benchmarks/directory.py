"""Time the directory of members at 3 and at 10,000 members, on the database of ``DATABASE_URL``.

Makes a test database, fills it with ``network.members.scale`` and removes it. Run it alone or as
part of ``make bench``; prints for each page the number of queries and the processor time of the
site for the fastest of several signed-in requests, in milliseconds. SQLite works inside the site
and is in it, PostgreSQL is not.
"""

import os
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "network.settings.test")

import django

PAGES = {
    "first page": "/members/",
    "one field of work": "/members/?sector=education",
    "two facets": "/members/?sector=education&topic=peer-mapping",
    "words": "/members/?q=youth",
    "last page": "/members/?page=10",
}
NUMBERS = (3, 10_000)
TIMES = 7


def look(client, address: str) -> tuple[int, float, int]:
    """Queries, processor time of the fastest of several requests, and number of members found."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    queries = len(captured)
    times = []
    for _ in range(TIMES):
        started = time.process_time()
        client.get(address)
        times.append((time.process_time() - started) * 1000)
    return queries, min(times), answer.context["number"]


def measure(number: int) -> None:
    """Fill up to ``number`` members and print one line per page."""
    from django.test import Client
    from django.utils import timezone

    from network.demo.scale import ScaleOrder
    from network.members import scale
    from network.members.models import User

    started = time.perf_counter()
    scale.load(ScaleOrder(now=timezone.now(), members=number))
    sys.stdout.write(f"{number} members (made in {time.perf_counter() - started:.0f} s)\n")
    client = Client()
    client.force_login(
        User.objects.filter(
            membership__status="approved", profile__name_visibility="members"
        ).first()
    )
    for label, address in PAGES.items():
        queries, milliseconds, found = look(client, address)
        sys.stdout.write(
            f"  {label:<20} {queries:>3} queries {milliseconds:>8.1f} ms {found:>7} found\n"
        )


def main() -> None:
    django.setup()
    from django.db import connection
    from django.test.utils import setup_test_environment, teardown_test_environment

    setup_test_environment()
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0)
    try:
        sys.stdout.write(f"The directory on {connection.display_name}\n")
        for number in NUMBERS:
            measure(number)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
        teardown_test_environment()


if __name__ == "__main__":
    sys.exit(main())
