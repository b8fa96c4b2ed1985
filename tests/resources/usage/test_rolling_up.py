from datetime import UTC, date, datetime, timedelta

import pytest

from network.search.models import CatalogueEntry
from resources.enums import UsageKind
from resources.models import (
    ResourceIndexPage,
    UsageDay,
    UsageEvent,
    UsageSalt,
    UsageShare,
    UsedTogether,
)
from resources.usage.rolling_up import roll_up
from tests.resources.building import make_resource

pytestmark = pytest.mark.django_db
DAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NIGHT = datetime(2026, 3, 3, 3, 0, tzinfo=UTC)
REQUEST, LOOK = UsageKind.REQUEST, UsageKind.INVESTIGATION


@pytest.fixture
def page():
    return make_resource("audit")


def use(page, *, seconds=0, person="ann", kind=REQUEST, version=1, document=5, **fields):
    UsageEvent.objects.create(
        page_id=page.pk,
        version=version,
        document_id=document if kind == REQUEST else None,
        kind=kind,
        happened_at=fields.pop("at", DAY) + timedelta(seconds=seconds),
        person=person,
        **fields,
    )


def days(page, kind=REQUEST) -> list[tuple]:
    rows = UsageDay.objects.filter(page_id=page.pk, kind=kind).order_by("day", "version")
    return list(rows.values_list("day", "version", "total", "unique"))


def test_double_clicks_count_once(page):
    use(page)
    use(page, seconds=10)
    use(page, seconds=50)
    roll_up(now=NIGHT)
    assert days(page) == [(date(2026, 3, 2), 0, 2, 1), (date(2026, 3, 2), 1, 2, 1)]


def test_total_of_a_page_is_the_sum_of_its_versions(page):
    use(page, version=1, document=5)
    use(page, version=2, document=6)
    use(page, version=2, document=7)
    roll_up(now=NIGHT)
    assert [row[1:3] for row in days(page)] == [(0, 3), (1, 1), (2, 2)]


def test_download_is_a_look_too(page):
    use(page, kind=LOOK)
    use(page, seconds=100)
    roll_up(now=NIGHT)
    assert [row[1:3] for row in days(page, LOOK)] == [(0, 2), (1, 2)]
    assert [row[1:3] for row in days(page)] == [(0, 1), (1, 1)]


def test_second_run_changes_nothing(page):
    use(page)
    roll_up(now=NIGHT)
    before = days(page)
    assert set(roll_up(now=NIGHT).values()) == {0}
    assert days(page) == before


def test_day_is_not_counted_before_it_is_whole(page):
    use(page)
    roll_up(now=datetime(2026, 3, 3, 0, 5, tzinfo=UTC))
    assert days(page) == []


def test_days_without_a_run_are_caught_up(page):
    use(page)
    use(page, at=DAY + timedelta(days=4))
    assert roll_up(now=NIGHT + timedelta(days=5))["days of usage counted"] == 6
    assert [row[0] for row in days(page)] == [
        date(2026, 3, 2),
        date(2026, 3, 2),
        date(2026, 3, 6),
        date(2026, 3, 6),
    ]


def test_double_click_across_midnight_belongs_to_the_new_day(page):
    midnight = datetime(2026, 3, 3, 0, 0, tzinfo=UTC)
    use(page, at=midnight, seconds=-5)
    use(page, at=midnight, seconds=5)
    roll_up(now=NIGHT + timedelta(days=1))
    assert [row[:3] for row in days(page)] == [
        (date(2026, 3, 3), 0, 1),
        (date(2026, 3, 3), 1, 1),
    ]


def test_day_is_londons(page):
    use(page, at=datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
    roll_up(now=datetime(2026, 7, 2, 3, tzinfo=UTC))
    assert {row[0] for row in days(page)} == {date(2026, 7, 1)}


def test_shares_count_people_of_a_sector_and_nation(page):
    use(page, sectors=["health", "police"], nation="wales")
    use(page, seconds=100, sectors=["health"], nation="wales", person="ben")
    roll_up(now=NIGHT)
    rows = UsageShare.objects.filter(page_id=page.pk).order_by("facet", "slug")
    assert list(rows.values_list("month", "facet", "slug", "total", "people")) == [
        (date(2026, 3, 1), "nation", "wales", 2, 2),
        (date(2026, 3, 1), "sector", "health", 2, 2),
        (date(2026, 3, 1), "sector", "police", 1, 1),
    ]


def test_shares_of_the_library_count_everybody_once(page):
    use(page, sectors=["health"])
    use(make_resource("form"), sectors=["health"])
    roll_up(now=NIGHT)
    shares = UsageShare.objects.filter(page_id=ResourceIndexPage.objects.get().pk)
    assert list(shares.values_list("facet", "slug", "total", "people")) == [
        ("sector", "health", 2, 1)
    ]


@pytest.mark.parametrize(("people", "pairs"), [(4, []), (5, [5])])
def test_pairs_below_five_people_are_not_kept(page, people, pairs):
    other = make_resource("form")
    for number in range(people):
        use(page, person=f"person {number}")
        use(other, person=f"person {number}")
    roll_up(now=NIGHT)
    assert list(UsedTogether.objects.values_list("people", flat=True)) == pairs


def test_catalogue_learns_how_often_a_resource_was_used(page):
    use(page)
    use(page, seconds=100)
    roll_up(now=NIGHT)
    assert CatalogueEntry.objects.get(page=page).used == 2


def test_use_of_long_ago_makes_nothing_most_used(page):
    use(page)
    roll_up(now=NIGHT)
    use(page, at=DAY + timedelta(days=400), kind=LOOK)
    roll_up(now=NIGHT + timedelta(days=400))
    assert CatalogueEntry.objects.get(page=page).used == 0


def test_salt_goes_when_its_month_was_counted(page):
    UsageSalt.objects.create(month=date(2026, 1, 1), salt="a")
    UsageSalt.objects.create(month=date(2026, 2, 1), salt="b")
    roll_up(now=datetime(2026, 3, 20, tzinfo=UTC))
    assert list(UsageSalt.objects.values_list("salt", flat=True)) == ["b"]


def test_nothing_to_do_is_found_with_few_queries(page, django_assert_num_queries):
    use(page)
    roll_up(now=NIGHT)
    # The counted days of the last week, and their events; the last counted day; the salts that are
    # old enough.
    with django_assert_num_queries(4):
        roll_up(now=NIGHT)


def test_pack_without_versions_is_counted_once(page):
    use(page, version=0)
    roll_up(now=NIGHT)
    assert [row[1:] for row in days(page)] == [(0, 1, 1)]


def test_look_and_zip_are_two_uses(page):
    use(page, kind=LOOK)
    use(page, seconds=5, document=None)
    roll_up(now=NIGHT)
    assert [row[2] for row in days(page, LOOK)] == [2, 2]


def test_double_click_counts_once_in_shares_too(page):
    use(page, sectors=["health"])
    use(page, seconds=10, sectors=["health"])
    roll_up(now=NIGHT)
    assert UsageShare.objects.get(page_id=page.pk).total == 1


def test_same_people_of_several_months_make_no_pair(page):
    other = make_resource("form")
    for month in range(3):
        for number in range(2):
            for resource in (page, other):
                use(
                    resource,
                    at=DAY + timedelta(days=31 * month),
                    person=f"{month} {number}",
                )
    roll_up(now=NIGHT + timedelta(days=70))
    assert UsedTogether.objects.count() == 0
