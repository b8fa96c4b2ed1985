from datetime import timedelta

import pytest
from django.utils import timezone

from network.search.models import CatalogueEntry
from resources.harvesting import records
from resources.harvesting.records import renew_records
from resources.models import HarvestRecord
from tests.resources.building import make_resource, restrict
from tests.resources.harvesting.conftest import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


def record() -> tuple:
    found = HarvestRecord.objects.get()
    return found.changed_at, found.is_deleted


def test_public_resource_gets_a_record(resource):
    assert renew_records(now=NOW) == 1
    assert record() == (NOW, False)
    assert HarvestRecord.objects.get().set_spec == "briefing"


def test_restricted_resource_and_draft_get_none():
    restrict(make_resource("closed"))
    make_resource("draft", publish=False)
    assert renew_records(now=NOW) == 0
    assert HarvestRecord.objects.count() == 0


def test_nothing_new_moves_no_datestamp(renewed):
    assert renew_records(now=LATER) == 0
    assert record() == (NOW, False)


def test_number_of_downloads_moves_no_datestamp(renewed):
    CatalogueEntry.objects.filter(page=renewed).update(used=9)
    assert renew_records(now=LATER) == 0
    assert record() == (NOW, False)


def test_changed_summary_moves_the_datestamp(renewed):
    renewed.summary = "Something else."
    renewed.save_revision().publish()
    assert renew_records(now=LATER) == 1
    assert record() == (LATER, False)


@pytest.mark.parametrize("how", ["unpublish", "restrict", "delete"])
def test_what_goes_is_deleted_for_good(renewed, how):
    if how == "restrict":
        restrict(renewed)
    else:
        getattr(renewed, how)()
    [(changed_at, is_deleted)] = [record()]
    assert is_deleted
    assert timedelta() <= timezone.now() - changed_at < timedelta(minutes=5)
    assert HarvestRecord.objects.get().digest == ""
    assert renew_records(now=LATER) == 0
    assert record() == (changed_at, True)


def test_what_goes_without_a_word_is_found_by_the_next_run(renewed):
    CatalogueEntry.objects.filter(page=renewed).update(kind="page")
    assert renew_records(now=LATER) == 1
    assert record() == (LATER, True)


def test_what_comes_back_is_told_again(renewed):
    renewed.unpublish()
    renew_records(now=LATER)
    renewed.save_revision().publish()
    assert renew_records(now=LATER + timedelta(days=1)) == 1
    assert record() == (LATER + timedelta(days=1), False)


def test_nothing_to_do_costs_few_queries(renewed, django_assert_num_queries):
    # What is gone; the last number that was seen; what has changed since.
    with django_assert_num_queries(3):
        renew_records(now=LATER)


def told() -> set[int]:
    return set(HarvestRecord.objects.filter(is_deleted=False).values_list("page_id", flat=True))


def test_one_run_looks_at_so_many_and_the_next_goes_on(db, monkeypatch):
    monkeypatch.setattr(records, "BATCH", 2)
    monkeypatch.setattr(records, "MOST_AT_ONCE", 3)
    pages = {make_resource(f"form-{number}").pk for number in range(7)}
    # A bulk load gives every entry the same number.
    CatalogueEntry.objects.all().update(used=1)
    assert [renew_records(now=NOW) for _ in range(3)] == [4, 3, 0]
    assert told() == pages


def test_what_went_is_deleted_bit_by_bit(db, monkeypatch):
    pages = [make_resource(f"form-{number}") for number in range(3)]
    renew_records(now=NOW)
    monkeypatch.setattr(records, "MOST_AT_ONCE", 2)
    CatalogueEntry.objects.filter(page__in=pages).update(kind="page")
    assert [renew_records(now=LATER) for _ in range(3)] == [2, 1, 0]
    assert told() == set()


def test_a_resource_without_a_version_is_not_looked_at_again_and_again(renewed, monkeypatch):
    page = make_resource("bare")
    page.versions.all().delete()
    CatalogueEntry.objects.filter(page=page).update(used=1)
    looked_at = []
    monkeypatch.setattr(records, "_renew", lambda entries, now: looked_at.append(entries) or 0)
    renew_records(now=LATER)
    assert looked_at == []


def test_unchanged_resources_are_noted_together(db, django_assert_max_num_queries):
    for number in range(6):
        make_resource(f"form-{number}")
    renew_records(now=NOW)
    CatalogueEntry.objects.all().update(used=7)
    with django_assert_max_num_queries(20) as captured:
        assert renew_records(now=LATER) == 0
    updates = [query for query in captured.captured_queries if query["sql"].startswith("UPDATE")]
    assert len(updates) == 1
