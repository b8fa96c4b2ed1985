"""What the holdings of following give and delete."""

import pytest

from network.following.models import Follow, NewsItem
from network.notifications.models import Message
from network.privacy.holdings import all_holdings, full_address
from tests.factories.pages import make_tip
from tests.network.following.rows import BEGAN, PUBLISHED, ROUND, follow, tell

pytestmark = pytest.mark.django_db


def holding(model: str):
    return next(held for held in all_holdings() if held.model == model)


def test_the_export_says_what_one_follows_and_nothing_of_others(member, expert):
    follow(member, "topic", "peer-mapping")
    follow(member, "member", expert.public_id)
    follow(expert, "topic", "bullying")
    assert list(holding("following.Follow").rows(member)) == [
        {
            "kind": "Member",
            "what": "Esme Expert",
            "address": full_address(f"/members/{expert.public_id}/"),
            "since": BEGAN,
        },
        {
            "kind": "Topic",
            "what": "Peer mapping",
            "address": full_address("/resources/?topic=peer-mapping"),
            "since": BEGAN,
        },
    ]


def test_the_export_says_what_the_news_were(member):
    follow(member, "topic", "peer-mapping")
    tip = make_tip("Gone", first_published_at=PUBLISHED, topics=("peer-mapping",))
    make_tip("Stays", first_published_at=PUBLISHED, topics=("peer-mapping",))
    tell()
    tip.unpublish()
    rows = list(holding("following.NewsItem").rows(member))
    assert sorted(row["what"] for row in rows) == ["Not available any more", "Stays"]
    assert {row["told"] for row in rows} == {ROUND}


def test_after_leaving_for_good_nothing_is_left_and_nobody_follows_them(member, expert):
    follow(member, "topic", "peer-mapping")
    follow(expert, "member", member.public_id)
    follow(expert, "topic", "peer-mapping")
    make_tip(first_published_at=PUBLISHED, topics=("peer-mapping",))
    tell()
    holding("following.Follow").on_final(member, ROUND)
    assert list(Follow.objects.values_list("user", "kind")) == [(expert.pk, "topic")]
    assert list(NewsItem.objects.values_list("user", flat=True)) == [expert.pk]


def test_from_the_moment_of_leaving_no_news_comes(member):
    follow(member, "topic", "peer-mapping")
    member.is_active = False
    member.save()
    make_tip(first_published_at=PUBLISHED, topics=("peer-mapping",))
    tell()
    assert (Message.objects.count(), Follow.objects.count()) == (0, 1)
