"""The demo's library as it is loaded: real files, real pages, and nothing the second time."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from wagtail.models import Revision

import resources.demo
from network.demo.world import World
from network.media.models import SiteDocument
from network.members.models import User
from network.search.models import CatalogueEntry
from resources.demo.sources import read_resources
from resources.models import ResourcePage, VersionFile

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def some(monkeypatch):
    """Two resources, one adapted from the other if there is such a pair, written small."""
    everything = {source.slug: source for source in read_resources()}
    adapted = next(source for source in everything.values() if source.adapted_from)
    chosen = [adapted, everything[adapted.adapted_from]]
    monkeypatch.setattr(resources.demo, "read_resources", lambda: chosen)
    return chosen


@pytest.fixture
def world():
    return World(now=NOW, rng=random.Random(1))


def test_each_resource_is_published_with_its_versions_and_files(some, world, client):
    resources.demo.load(world)
    assert ResourcePage.objects.live().count() == 2
    for source in some:
        page = ResourcePage.objects.get(slug=source.slug)
        assert list(page.versions.order_by("number").values_list("number", "change_note")) == [
            (version.number, version.note) for version in source.versions
        ]
        assert page.published_date == world.date_ago(source.published_days_ago)
        assert page.review_due_date == world.date_ago(-source.review_due_in_days)
        latest = page.versions.order_by("number").last()
        assert [file.document.filename for file in latest.files.all()] == [
            file.name for file in source.files
        ]
        assert client.get(f"/resources/{source.slug}/").status_code == 200
        assert client.get(f"/resources/{source.slug}/download/").status_code == 200
    assert CatalogueEntry.objects.count() == 2


def test_harvesters_find_them_at_once(some, world, client):
    resources.demo.load(world)
    records = client.get("/oai", {"verb": "ListRecords", "metadataPrefix": "oai_dc"}).content
    assert records.count(b"<header>") == 2


def test_an_adaptation_points_to_its_source(some, world):
    resources.demo.load(world)
    page = ResourcePage.objects.get(slug=some[0].slug)
    assert page.adapted_from.slug == some[1].slug


def test_a_second_run_changes_nothing(some, world):
    resources.demo.load(world)
    before = state()
    resources.demo.load(World(now=NOW + timedelta(days=3), rng=random.Random(2)))
    assert state() == before


def state() -> list:
    return [
        list(model.objects.order_by("pk").values())
        for model in (ResourcePage, VersionFile, SiteDocument, Revision, CatalogueEntry)
    ]


def test_a_member_of_the_demo_is_credited_by_account(some, world):
    person = User.objects.create_user("x@people.example", name=some[1].authors[0].name)
    world.people["x"] = person
    resources.demo.load(world)
    page = ResourcePage.objects.get(slug=some[1].slug)
    first, *others = page.authors.order_by("sort_order")
    assert [author.name for author in (first, *others)] == [a.name for a in some[1].authors]
    assert first.member == person
    assert [author.member for author in others] == [None] * len(others)


def test_a_circle_of_adaptations_is_an_error(some):
    from dataclasses import replace

    circle = [replace(some[1], adapted_from=some[0].slug), some[0]]
    with pytest.raises(ValueError, match="in a circle"):
        resources.demo.sources_first(circle)
