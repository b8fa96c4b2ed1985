"""The invented library of ``load_scale`` is what publishing its pages would have written."""

import pytest
from django.utils import timezone

from network.demo.scale import ScaleOrder
from network.search.catalogue import index_page
from network.search.models import CatalogueEntry, PageText
from resources import scale
from resources.models import ResourcePage

pytestmark = pytest.mark.django_db


def load(number: int) -> int:
    return scale.load(ScaleOrder(now=timezone.now(), resources=number))


def listed(page) -> tuple[dict, set]:
    entry = CatalogueEntry.objects.get(page_id=page.pk)
    fields = ("kind", "title", "summary", "url", "published_at", "restriction_id")
    terms = set(entry.terms.values_list("facet", "slug"))
    return {name: getattr(entry, name) for name in fields}, terms


def searched(page) -> dict:
    fields = ("kind", "title", "summary", "url", "documents", "places", "restriction_id")
    return PageText.objects.values(*fields).get(page_id=page.pk)


def test_as_many_as_asked_for_and_no_more_the_second_time():
    assert load(12) == 12
    assert load(12) == 0
    assert load(15) == 3
    assert ResourcePage.objects.live().count() == 15


def test_rows_are_those_of_a_published_page():
    load(12)
    for page in ResourcePage.objects.all():
        before = listed(page), searched(page)
        index_page(page)
        assert (listed(page), searched(page)) == before


def test_pages_are_found_and_open(client):
    load(12)
    page = ResourcePage.objects.first()
    assert client.get(f"/resources/{page.slug}/").status_code == 200
    assert client.get(f"/resources/{page.slug}/download/").status_code == 200
    assert "12 resources" in client.get("/resources/").content.decode()
