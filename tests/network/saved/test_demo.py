"""The lists of the demo."""

import tomllib
from datetime import UTC, datetime

import pytest

from network.demo.world import World
from network.saved import demo
from network.saved.models import SavedItem, SavedList
from tests.factories.pages import make_tip
from tests.personas import make_member

pytestmark = pytest.mark.django_db


def test_two_loadings_make_each_list_once_in_the_order_of_the_file():
    rows = tomllib.loads(demo.SOURCE.read_text())["lists"]
    for slug in sorted({item["slug"] for row in rows for item in row["items"]}):
        make_tip(slug, slug=slug)
    people = {key: make_member(f"Person {key}") for key in sorted({row["who"] for row in rows})}
    world = World(now=datetime(2026, 11, 20, 9, 0, tzinfo=UTC), people=people)
    for _ in range(2):
        demo.load(world)
    for row in rows:
        saved_list = SavedList.objects.get(user=people[row["who"]], name=row["name"])
        items = SavedItem.objects.filter(saved_list=saved_list).select_related("page")
        assert [(item.page.slug, item.note) for item in items] == [
            (item["slug"], item.get("note", "")) for item in row["items"]
        ]
    assert SavedList.objects.count() == len(rows)
