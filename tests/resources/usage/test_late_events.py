"""Events that are written after their day was counted: the next run takes them in, once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from network.search.models import CatalogueEntry
from resources.models import UsageCounted, UsageEvent, UsageShare, UsedTogether
from resources.usage import rolling_up
from resources.usage.rolling_up import roll_up
from tests.askexpert.due.test_at_once import at_once
from tests.resources.building import make_resource
from tests.resources.usage.test_rolling_up import DAY, LOOK, NIGHT, days, use

pytestmark = pytest.mark.django_db
MIDNIGHT = datetime(2026, 3, 3, 0, 0, tzinfo=UTC)
AGAIN = "days of usage counted again"


@pytest.fixture
def page():
    return make_resource("audit")


def test_an_event_of_before_midnight_that_is_written_after_the_count_is_counted(page):
    use(page)
    roll_up(now=MIDNIGHT + timedelta(minutes=10))
    use(page, at=MIDNIGHT, seconds=-1)
    assert [row[2] for row in days(page)] == [1, 1]
    assert roll_up(now=MIDNIGHT + timedelta(minutes=11))[AGAIN] == 1
    assert [row[2] for row in days(page)] == [2, 2]
    assert CatalogueEntry.objects.get(page=page).used == 2


def test_a_second_run_counts_nothing_more(page):
    use(page)
    roll_up(now=NIGHT)
    use(page, seconds=100)
    roll_up(now=NIGHT)
    before = days(page)
    assert set(roll_up(now=NIGHT).values()) == {0}
    assert days(page) == before


def test_a_late_event_of_a_day_without_any_is_counted(page):
    use(page, at=DAY - timedelta(days=1))
    roll_up(now=NIGHT)
    use(page)
    roll_up(now=NIGHT)
    assert {row[0] for row in days(page)} == {date(2026, 3, 1), date(2026, 3, 2)}


def test_a_late_double_click_is_none(page):
    use(page)
    roll_up(now=NIGHT)
    use(page, seconds=10)
    assert roll_up(now=NIGHT)[AGAIN] == 1
    assert [row[2] for row in days(page)] == [1, 1]


def test_a_late_click_after_midnight_takes_the_one_before_it_along(page):
    """Of a double click the second counts, on its own day."""
    use(page, at=MIDNIGHT, seconds=-5)
    roll_up(now=MIDNIGHT + timedelta(days=1, hours=1))
    use(page, at=MIDNIGHT, seconds=5)
    roll_up(now=MIDNIGHT + timedelta(days=1, hours=2))
    assert [row[:3] for row in days(page)] == [(date(2026, 3, 3), 0, 1), (date(2026, 3, 3), 1, 1)]


def test_shares_and_pairs_of_the_month_before_follow(page):
    other = make_resource("form")
    last_of_february = DAY - timedelta(days=2)
    use(page, at=last_of_february, sectors=["health"])
    use(page, sectors=["health"])
    roll_up(now=NIGHT)
    for number in range(5):
        for resource in (page, other):
            use(resource, at=last_of_february, seconds=100, person=f"p{number}", sectors=["police"])
    roll_up(now=NIGHT)
    shares = UsageShare.objects.filter(page_id=page.pk).order_by("month", "slug")
    assert list(shares.values_list("month", "slug", "people")) == [
        (date(2026, 2, 1), "health", 1),
        (date(2026, 2, 1), "police", 5),
        (date(2026, 3, 1), "health", 1),
    ]
    assert UsedTogether.objects.get().month == date(2026, 2, 1)


def test_events_are_waited_for_a_week(page):
    use(page)
    roll_up(now=NIGHT)
    use(page, seconds=100)
    use(page, seconds=200)
    assert roll_up(now=NIGHT + timedelta(days=7))[AGAIN] == 0
    assert roll_up(now=NIGHT + timedelta(days=6))[AGAIN] == 1


def test_what_was_deleted_since_is_no_late_event(page):
    use(page)
    use(make_resource("form"))
    roll_up(now=NIGHT)
    UsageEvent.objects.exclude(page=page).delete()
    assert roll_up(now=NIGHT)[AGAIN] == 0


def test_days_that_were_counted_before_the_number_was_kept_are_counted_once_more(page):
    use(page)
    roll_up(now=NIGHT)
    UsageCounted.objects.update(events=None)
    assert [roll_up(now=NIGHT)[AGAIN] for _ in range(2)] == [1, 0]
    assert [row[2] for row in days(page)] == [1, 1]


def test_downloads_after_a_run_whose_clock_was_ahead_are_counted(page):
    """By a run that is as far ahead, and by the one of the next night."""
    reader = Client(HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux x86_64) Firefox/140")
    ahead = timezone.now() + timedelta(days=2)
    assert reader.get("/resources/audit/download/").status_code == 200
    roll_up(now=ahead)
    assert CatalogueEntry.objects.get(page=page).used == 1
    UsageEvent.objects.update(happened_at=timezone.now() - timedelta(minutes=1))
    assert reader.get("/resources/audit/download/").status_code == 200
    for now in (ahead, timezone.now() + timedelta(days=1, hours=1)):
        roll_up(now=now)
        assert CatalogueEntry.objects.get(page=page).used == 2
    assert days(page, LOOK)[0][2] == 2


@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs two writers")
def test_two_machines_count_a_day_again_once(shared):
    page = make_resource("audit")
    use(page)
    roll_up(now=NIGHT)
    use(page, seconds=100)
    results = at_once(*[lambda: roll_up(now=NIGHT)[AGAIN]] * 2)
    assert sorted(results) == [0, 1]
    assert [row[2] for row in days(page)] == [2, 2]
    assert rolling_up.events_of(DAY.date()).count() == UsageCounted.objects.get().events
