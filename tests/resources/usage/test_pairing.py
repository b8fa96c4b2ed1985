"""What is used together: each month by itself, a bounded number of pages and pairs."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from resources.enums import UsageKind
from resources.models import UsageEvent, UsedTogether
from resources.usage import pairing
from resources.usage.pairing import months_to_pair, pair
from resources.usage.shown import together
from tests.resources.building import make_resource

pytestmark = pytest.mark.django_db
MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)
NOW = datetime(2026, 4, 20, 3, tzinfo=UTC)


def downloaded(pages, people, *, month=3, twice=False):
    """Each of so many people downloads all of these pages in that month."""
    UsageEvent.objects.bulk_create(
        UsageEvent(
            page_id=page.pk,
            kind=UsageKind.REQUEST,
            happened_at=datetime(2026, month, 2, 9, tzinfo=UTC),
            person=f"{month} {number}",
        )
        for page in pages
        for number in range(people)
        for _ in range(2 if twice else 1)
    )


def pairs() -> list[tuple]:
    rows = UsedTogether.objects.order_by("month", "first", "second")
    return list(rows.values_list("month", "first_id", "second_id", "people"))


def made(number: int) -> list:
    return [make_resource(f"form-{place}") for place in range(number)]


def test_a_month_is_counted_by_itself_and_the_others_are_left_alone():
    first, second = made(2)
    downloaded([first, second], 5, twice=True)
    pair(months=[MARCH], now=NOW)
    UsageEvent.objects.all().delete()
    downloaded([first, second], 6, month=4)
    pair(months=[APRIL], now=NOW)
    assert pairs() == [(MARCH, first.pk, second.pk, 5), (APRIL, first.pk, second.pk, 6)]


def test_a_second_count_of_a_month_replaces_the_first():
    first, second = made(2)
    downloaded([first, second], 5)
    for _ in range(2):
        pair(months=[MARCH], now=NOW)
    assert pairs() == [(MARCH, first.pk, second.pk, 5)]


def test_what_is_more_than_a_year_old_is_forgotten():
    first, second = made(2)
    for month in (date(2025, 3, 1), date(2025, 4, 1)):
        UsedTogether.objects.create(month=month, first=first, second=second, people=5)
    pair(months=[], now=NOW)
    assert [row[0] for row in pairs()] == [date(2025, 4, 1)]


def test_the_months_since_the_last_count_or_of_a_year_where_there_are_no_pairs():
    assert months_to_pair(MARCH, date(2026, 4, 19), NOW)[0] == date(2025, 4, 1)
    assert len(months_to_pair(None, date(2026, 4, 19), NOW)) == 13
    first, second = made(2)
    UsedTogether.objects.create(month=MARCH, first=first, second=second, people=5)
    assert months_to_pair(MARCH, date(2026, 4, 19), NOW) == [MARCH, APRIL]


def test_only_so_many_pages_are_compared(monkeypatch):
    monkeypatch.setattr(pairing, "MOST_COMPARED", 2)
    first, second, third = made(3)
    downloaded([first, third], 7)
    downloaded([second], 6)
    pair(months=[MARCH], now=NOW)
    assert pairs() == [(MARCH, first.pk, third.pk, 7)]


def test_a_page_keeps_so_many_companions(monkeypatch):
    monkeypatch.setattr(pairing, "KEPT_FOR_A_PAGE", 1)
    pages = made(4)
    downloaded(pages, 5)
    pair(months=[MARCH], now=NOW)
    first, second, third, fourth = (page.pk for page in pages)
    assert [row[1:3] for row in pairs()] == [(first, second), (first, third), (first, fourth)]


def test_a_collector_counts_nothing(monkeypatch):
    monkeypatch.setattr(pairing, "MOST_PAGES", 2)
    pages = made(3)
    downloaded(pages, 4)
    UsageEvent.objects.bulk_create(
        UsageEvent(
            page_id=page.pk,
            kind=UsageKind.REQUEST,
            happened_at=datetime(2026, 3, 2, 9, tzinfo=UTC),
            person=f"reader {number}",
        )
        for page in pages[:2]
        for number in range(5)
    )
    pair(months=[MARCH], now=NOW)
    assert [row[3] for row in pairs()] == [5]


def test_a_month_is_read_with_few_queries(django_assert_num_queries):
    downloaded(made(3), 6)
    # Savepoint, pages, downloads, delete, insert, release; and the pairs of long ago.
    with django_assert_num_queries(7):
        pair(months=[MARCH], now=NOW)


def test_the_best_month_orders_what_is_used_together():
    page, often, seldom = made(3)
    rows = [(MARCH, often, 9), (APRIL, often, 5), (MARCH, seldom, 6), (APRIL, seldom, 7)]
    for month, other, people in rows:
        UsedTogether.objects.create(month=month, first=page, second=other, people=people)
    entries = together(page, AnonymousUser())
    assert [(entry.page_id, entry.people) for entry in entries] == [(often.pk, 9), (seldom.pk, 7)]
