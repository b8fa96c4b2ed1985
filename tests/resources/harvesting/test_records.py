from datetime import timedelta

import pytest

from network.search.models import CatalogueEntry
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
    assert renew_records(now=LATER) == 1
    assert record() == (LATER, True)
    assert HarvestRecord.objects.get().digest == ""
    assert renew_records(now=LATER + timedelta(days=1)) == 0


def test_what_comes_back_is_told_again(renewed):
    renewed.unpublish()
    renew_records(now=LATER)
    renewed.save_revision().publish()
    assert renew_records(now=LATER + timedelta(days=1)) == 1
    assert record() == (LATER + timedelta(days=1), False)


def test_nothing_to_do_costs_few_queries(renewed, django_assert_num_queries):
    # What was told; what is public; what is seen; what has changed.
    with django_assert_num_queries(4):
        renew_records(now=LATER)
