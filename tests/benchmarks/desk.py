"""Time the desk at 200 and at 20,000 questions, on the database of ``DATABASE_URL``.

Makes a test database, fills it with ``network.members.scale`` and ``askexpert.scale`` and removes
it. Prints for each page the number of queries and the time of the fastest of several requests, in
milliseconds: processor time with SQLite, which works inside the site, time by the clock with
PostgreSQL, so that the server's is in it. Then the times at 20,000 over those at 200.
"""

import os
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "network.settings.test")

import django

PAGES = {
    "the desk": "/desk/",
    "everything open": "/desk/questions/",
    "late": "/desk/questions/?late=on",
    "one topic": "/desk/questions/?topic=peer-mapping",
    "nation and sector": "/desk/questions/?nation=england&sector=education",
    "a number": "/desk/questions/?number=0",
    "ended": "/desk/questions/?group=ended",
    "page 5": "/desk/questions/?page=5",
    "decisions": "/desk/questions/decisions/",
}
MEMBERS = 1_000
NUMBERS = (200, 20_000)
TIMES = 7


def look(client, address: str) -> tuple[int, float]:
    """Queries, and the time of the fastest of several requests."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}")
    queries = len(captured)
    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    times = []
    for _ in range(TIMES):
        started = clock()
        client.get(address)
        times.append((clock() - started) * 1000)
    return queries, min(times)


def coordinator():
    """Somebody at the desk with an organisation and an area, so that conflicts are looked for."""
    from django.contrib.auth.models import Group

    from network.members.models import User
    from network.members.roles import COORDINATORS
    from tests.personas import give_second_factor

    known = User.objects.filter(groups__name=COORDINATORS, email__startswith="m").first()
    if known is not None:
        return known
    user = User.objects.filter(email__startswith="m", membership__status="approved").last()
    user.groups.add(Group.objects.get(name=COORDINATORS))
    give_second_factor(user)
    return user


def measure(number: int) -> dict[str, float]:
    """Fill up to ``number`` questions, print one line per page and return the times."""
    from django.db import connection
    from django.test import Client
    from django.utils import timezone

    from askexpert import scale
    from askexpert.models import Question
    from network.demo.scale import ScaleOrder
    from network.members import scale as members

    started = time.perf_counter()
    order = ScaleOrder(now=timezone.now(), members=MEMBERS, questions=number)
    members.load(order)
    scale.load(order)
    with connection.cursor() as cursor:
        # What both databases do by themselves after a while: look how much of what there is.
        cursor.execute("ANALYZE")
    sys.stdout.write(f"{number} questions (made in {time.perf_counter() - started:.0f} s)\n")
    user = coordinator()
    client = Client()
    client.force_login(user)
    seen = Question.objects.for_coordinator(user).filter(status="matching").order_by("pk").first()
    pages = {**PAGES, "a question's page": seen.desk_url}
    times = {}
    for label, address in pages.items():
        queries, times[label] = look(client, address)
        sys.stdout.write(f"  {label:<20} {queries:>3} queries {times[label]:>8.1f} ms\n")
        sys.stdout.flush()
    return times


def main() -> None:
    django.setup()
    from django.db import connection
    from django.test.utils import setup_test_environment, teardown_test_environment

    setup_test_environment()
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0)
    try:
        sys.stdout.write(f"The desk on {connection.display_name}\n")
        few, many = (measure(number) for number in NUMBERS)
        sys.stdout.write(f"{NUMBERS[1]} over {NUMBERS[0]}\n")
        for label, milliseconds in few.items():
            sys.stdout.write(f"  {label:<20} {many[label] / milliseconds:>5.2f} times\n")
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
        teardown_test_environment()


if __name__ == "__main__":
    sys.exit(main())
