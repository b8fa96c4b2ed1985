"""The people of the black-box tests, each at a browser of their own."""

from datetime import timedelta

import pytest
from django.utils import timezone

from network.notifications.delivery import deliver_due
from tests.askexpert import stories
from tests.askexpert.black_box.browsing import Person
from tests.personas import make_member, make_organisation


@pytest.fixture
def asker(member) -> Person:
    return Person(member)


@pytest.fixture
def bystander(db) -> Person:
    """A member who has nothing to do with it."""
    organisation = make_organisation("Barrowdale Council", "Barrowdale")
    return Person(make_member("Bo Bystander", organisation=organisation))


@pytest.fixture
def desk(coordinator) -> Person:
    return Person(coordinator)


@pytest.fixture
def conflicted_desk(conflicted_coordinator) -> Person:
    return Person(conflicted_coordinator)


@pytest.fixture
def lead(safeguarding_lead) -> Person:
    return Person(safeguarding_lead)


@pytest.fixture
def answering(expert) -> Person:
    return Person(expert)


@pytest.fixture
def answered(member, coordinator, expert) -> str:
    """The address of the asker's question that has been answered today."""
    return stories.answered(
        member, coordinator, expert, now=timezone.now() - timedelta(hours=6)
    ).get_absolute_url()


@pytest.fixture
def deliver():
    """Send what is in the outbox as e-mail, as the worker does."""

    def send() -> None:
        deliver_due(now=timezone.now() + timedelta(days=2))

    return send
