"""Invented uses: only what could be downloaded was."""

from datetime import UTC, datetime, timedelta

import pytest

from network.demo.world import World
from resources.demo import use
from resources.enums import FilesFor, UsageKind
from resources.models import UsageDay
from tests.resources.building import make_resource

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def test_files_that_nobody_could_have_were_looked_at_and_not_downloaded(member):
    make_resource("open")
    make_resource("later", files_from=NOW + timedelta(days=12))
    make_resource("asked-for", files_for=FilesFor.REQUEST)
    use.load(World(now=NOW, people={"member": member}))
    assert used(UsageKind.INVESTIGATION) == {"open", "later", "asked-for"}
    assert used(UsageKind.REQUEST) == {"open"}


@pytest.mark.parametrize(("keys", "taken"), [((), set()), (("member",), {"closed"})])
def test_files_for_members_were_downloaded_by_members_alone(member, keys, taken):
    make_resource("closed", files_for=FilesFor.MEMBERS)
    use.load(World(now=NOW, people=dict.fromkeys(keys, member)))
    assert used(UsageKind.REQUEST) == taken


def test_files_that_opened_were_downloaded_from_then_on(member):
    opened = NOW - timedelta(days=30)
    make_resource("opened", files_from=opened)
    use.load(World(now=NOW, people={"member": member}))
    days = UsageDay.objects.filter(kind=UsageKind.REQUEST)
    assert days.exists()
    assert not days.filter(day__lt=opened.date()).exists()


def used(kind: str) -> set[str]:
    return set(UsageDay.objects.filter(kind=kind).values_list("page__slug", flat=True))
