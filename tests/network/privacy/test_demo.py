"""The demo shows a copy that is ready and what somebody who has left leaves behind."""

from datetime import UTC, datetime

import pytest

from network.demo.world import World
from network.members.models import User
from network.notifications.models import Message
from network.privacy.demo import rights
from network.privacy.models import DataCopy, Departure
from tests.factories.pages import make_tip

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def tip(member, expert, coordinator):
    page = make_tip("Walk first", authors=[expert])
    people = {rights.OWNER: member, rights.NEIGHBOUR: expert, rights.COORDINATOR: coordinator}
    rights.load(World(now=NOW, people=people))
    rights.load(World(now=NOW, people=people))
    return page


def test_a_copy_is_ready_for_the_member(tip, member):
    copy = DataCopy.objects.get()
    assert (copy.user, copy.state) == (member, "ready")
    assert copy.expires_at > NOW


def test_somebody_left_and_can_still_come_back(tip):
    departure = Departure.objects.get()
    assert (departure.state, departure.undo_until > NOW) == ("open", True)
    assert User.objects.filter(name=rights.NAME).count() == 0
    assert Message.objects.filter(kind="account_departure").count() == 1


def test_the_tip_says_former_member_beside_the_other_author(tip, client):
    page = client.get(tip.url).content.decode()
    assert "Former member" in page
    assert "Esme Expert" in page
    assert rights.NAME not in page


def test_the_page_keeps_its_dates(tip):
    assert type(tip).objects.get(pk=tip.pk).last_published_at == tip.last_published_at
