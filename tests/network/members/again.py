"""Somebody leaves and joins again with the same address."""

from datetime import UTC, datetime, timedelta

from network.members import earlier, workflow
from network.members.models import Membership
from network.members.profile.writing import ProfileDetails
from network.members.workflow.leaving import leave
from network.taxonomy.models import Nation, Sector
from tests.personas import make_account

NOW = datetime(2026, 4, 7, 10, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def go(user, *, now=NOW):
    return leave(user=fresh(user), now=now, keeps_credit=False)


def join(address: str, *, now=NOW + DAY) -> Membership:
    """Sign up, confirm and ask to join, as somebody who wants the same thing as before."""
    user = make_account("Somebody Again", address)
    return workflow.apply(
        user=user,
        now=now,
        why="To learn from people who do the same work elsewhere.",
        details=ProfileDetails(
            name="Somebody Again",
            sectors=list(Sector.objects.filter(slug="youth-work")),
            role_title="Practitioner",
            nation=Nation.objects.get(slug="england"),
        ),
    )


def suspend(user, coordinator):
    return workflow.suspend(
        membership=fresh(user).membership, actor=coordinator, now=NOW - DAY, reason="Rude letters."
    )


def words_of(membership) -> list[str]:
    return [mark.words for mark in earlier.marks_of(membership.user)]
