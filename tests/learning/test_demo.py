"""The demo's tips, projects and webinars."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from wagtail.models import Page

from learning.projects import demo as projects_demo
from learning.projects.models import ProjectPage
from learning.tips import demo as tips_demo
from learning.tips.models import TipPage
from learning.webinars import demo as webinars_demo
from learning.webinars.models import WebinarPage
from network.demo.world import World
from network.members.models import User
from network.search.models import CatalogueEntry

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
PEOPLE = Path(settings.BASE_DIR) / "network" / "members" / "demo" / "people.toml"
DEMOS = pytest.mark.parametrize(
    ("demo", "model", "number"),
    [(tips_demo, TipPage, 10), (projects_demo, ProjectPage, 4), (webinars_demo, WebinarPage, 6)],
)


@pytest.fixture
def world() -> World:
    """The demo's people, without what they need only to ask and answer."""
    keys = [person["key"] for person in tomllib.loads(PEOPLE.read_text())["people"]]
    people = User.objects.bulk_create(
        User(email=f"{key}@people.example", name=f"Person {key}") for key in keys
    )
    return World(now=NOW, people=dict(zip(keys, people, strict=True)))


@DEMOS
def test_the_demo_is_published_in_the_past(world, demo, model, number):
    demo.load(world)
    assert model.objects.live().count() == number
    assert CatalogueEntry.objects.filter(published_at__lt=NOW).count() == number
    assert model.objects.filter(last_published_at__gte=NOW).count() == 0


@DEMOS
def test_loading_twice_changes_nothing(world, demo, model, number):
    demo.load(world)
    before = list(Page.objects.order_by("pk").values_list("pk", "title", "last_published_at"))
    demo.load(world)
    assert (
        list(Page.objects.order_by("pk").values_list("pk", "title", "last_published_at")) == before
    )


@DEMOS
def test_every_demo_page_opens_and_names_its_authors(client, world, demo, model, number):
    demo.load(world)
    for page in model.objects.all():
        response = client.get(page.url)
        assert response.status_code == 200, page.slug
        assert page.authors.first().credit in response.content.decode(), page.slug


def test_the_projects_stand_at_every_point(world):
    projects_demo.load(world)
    statuses = list(ProjectPage.objects.order_by("status").values_list("status", flat=True))
    assert statuses == ["finished", "open", "running", "running"]


def test_two_webinars_are_still_to_come_and_all_are_on_weekdays(world):
    webinars_demo.load(world)
    assert WebinarPage.objects.filter(starts_at__gt=NOW).count() == 2
    assert {page.starts_at.weekday() for page in WebinarPage.objects.all()} <= set(range(5))


@pytest.mark.parametrize(
    ("days_ago", "day"),
    [(0, "2026-11-20"), (-1, "2026-11-23"), (-2, "2026-11-23"), (5, "2026-11-16")],
)
def test_a_webinar_on_a_weekend_moves_to_monday(days_ago, day):
    moment = webinars_demo.on_a_weekday(World(now=NOW), days_ago, "12:30")
    assert moment.isoformat() == f"{day}T12:30:00+00:00"
