"""What the directory costs: as much for ten thousand members as for three."""

import uuid
from copy import copy
from datetime import UTC, datetime

import pytest
from django.db import connection

from network.demo.scale import ScaleOrder
from network.members import scale
from network.members.models import DirectoryEntry, Membership, Profile, User
from tests.personas import make_member

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def many_members(number: int) -> None:
    """A hundred invented members and as many copies of them as are missing: rows as they are
    listed, without the forms and events on the way there."""
    scale.load(ScaleOrder(now=NOW, members=100))
    listed = list(
        DirectoryEntry.objects.for_audience("members")
        .filter(profile__user__email__endswith=f"@{scale.DOMAIN}")
        .select_related("profile__user__membership")
    )
    new = {User: [], Profile: [], Membership: [], DirectoryEntry: []}
    for place in range(number - len(listed)):
        entry = copy(listed[place % len(listed)])
        profile, user = copy(entry.profile), copy(entry.profile.user)
        membership = copy(user.membership)
        user.pk, user.public_id = None, uuid.uuid4()
        user.email = f"copy-{place}@{scale.DOMAIN}"
        profile.pk, profile.user = None, user
        membership.pk, membership.user = None, user
        entry.pk, entry.profile = None, profile
        for row in (user, profile, membership, entry):
            new[type(row)].append(row)
    with connection.cursor() as cursor:
        for model, rows in new.items():
            model.objects.bulk_create(rows, batch_size=500)
            # A database that has been running knows how large its tables are; else it plans badly.
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


@pytest.mark.parametrize("count", [3, 300, 10_000])
def test_the_list_costs_the_same_at_any_number(client, member, count, django_assert_num_queries):
    if count == 10_000 and connection.vendor == "postgresql":
        pytest.skip("rows of an open transaction are planned badly there: minutes")
    if count == 3:
        make_member("Zed 1")
        make_member("Zed 2", topics={"bullying": "lead"})
    else:
        many_members(count)
    client.force_login(member)
    # session; user; membership; groups; rows of the audience; vocabularies: sectors, nations,
    # areas, topics, contexts; cards; who of them is of the team; frame: site, root paths, menus,
    # unread messages
    with django_assert_num_queries(16):
        answer = client.get("/members/")
    assert len(answer.context["cards"]) == min(count, 20)
    assert answer.context["number"] >= count
    # and the hits; the root paths are known by now
    with django_assert_num_queries(16):
        client.get("/members/?q=council&sector=youth-work")
