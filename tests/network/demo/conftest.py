"""The demonstration's people, loaded once for a module: that takes long, and no test changes them
for the next one."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from network.demo.world import World
from network.members import demo
from network.members.models import User

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Keys of the people. Each test's own transaction lies in this one, which is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = World(now=NOW)
        demo.load(world)
        yield {key: user.pk for key, user in world.people.items()}
        transaction.set_rollback(True)


@pytest.fixture
def world(loaded, db):
    accounts = User.objects.in_bulk(loaded.values())
    return World(now=NOW, people={key: accounts[pk] for key, pk in loaded.items()})
