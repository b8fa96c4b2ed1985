"""The follows of the demo, and the news they bring."""

import tomllib
from datetime import UTC, datetime, timedelta

import pytest

from network.demo.world import World
from network.following import demo
from network.following.models import Follow, NewsItem
from network.notifications.models import Message
from tests.factories.pages import make_tip
from tests.network.following.rows import news_of
from tests.personas import make_member

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def world() -> World:
    rows = tomllib.loads(demo.SOURCE.read_text())["follows"]
    keys = {row["who"] for row in rows} | {row["key"] for row in rows if row["kind"] == "member"}
    return World(now=NOW, people={key: make_member(f"Person {key}") for key in sorted(keys)})


def test_two_loadings_make_each_follow_and_each_message_once(world):
    make_tip(first_published_at=NOW - timedelta(days=30), topics=("county-lines",))
    for _ in range(2):
        demo.load(world)
    assert Follow.objects.count() == 9
    assert news_of(world.people["m01"]) == [["Walk first"]]
    assert (Message.objects.count(), NewsItem.objects.count()) == (1, 1)
