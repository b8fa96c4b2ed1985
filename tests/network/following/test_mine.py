"""``/me/following/``."""

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Page

from tests.factories.pages import make_tip
from tests.network.following.rows import PUBLISHED, follow, tell
from tests.personas import make_member

pytestmark = pytest.mark.django_db
TOPICS = ["bullying", "county-lines", "peer-mapping"]


def shown(client) -> list[str]:
    page = BeautifulSoup(client.get("/me/following/").content, "html.parser")
    return [heading.get_text() for heading in page.select("#main .desk-list__title")]


def test_a_visitor_is_sent_to_sign_in(client):
    assert client.get("/me/following/")["Location"] == "/account/login/?next=/me/following/"


def test_everything_one_follows_is_shown_and_nobody_elses(client, member, expert):
    follow(member, "filter", "q=walk&sector=police")
    follow(member, "topic", "peer-mapping")
    follow(member, "member", expert.public_id)
    follow(expert, "topic", "bullying")
    client.force_login(member)
    assert shown(client) == ["Peer mapping", "Esme Expert", "“walk”, Police"]


def test_a_member_who_hides_is_not_named_any_more_but_can_be_let_go(client, member, expert):
    follow(member, "member", expert.public_id)
    expert.profile.name_visibility = "coordinators"
    expert.profile.save()
    client.force_login(member)
    page = client.get("/me/following/").content.decode()
    assert ("Esme" in page, "This member is not shown to you any more" in page) == (False, True)
    client.post("/me/following/stop/", {"kind": "member", "key": str(expert.public_id)})
    assert shown(client) == []


def test_a_topic_is_named_as_it_is_called_now(client, member):
    from network.taxonomy.models import Topic

    follow(member, "topic", "peer-mapping")
    Topic.objects.filter(slug="peer-mapping").update(name="Mapping peer groups")
    client.force_login(member)
    assert shown(client) == ["Mapping peer groups"]


def test_the_last_news_is_shown_as_far_as_it_is_public(client, member):
    follow(member, "topic", "peer-mapping")
    for title in ("Stays", "Goes"):
        make_tip(title, first_published_at=PUBLISHED, topics=("peer-mapping",))
    tell()
    Page.objects.get(slug="goes").specific.unpublish()
    client.force_login(member)
    page = BeautifulSoup(client.get("/me/following/").content, "html.parser")
    lines = [
        item.get_text(" ", strip=True) for item in page.select("section[aria-labelledby=news] li")
    ]
    assert lines == ["Stays Tip on Peer mapping"]


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_at_any_number(
    client, member, expert, number, django_assert_num_queries
):
    for slug in TOPICS[:number]:
        follow(member, "topic", slug)
        make_tip(slug, first_published_at=PUBLISHED, topics=(slug,))
    for name in ["Ada", "Bo", "Cy"][:number]:
        follow(member, "member", make_member(name).public_id)
    tell()
    client.force_login(member)
    client.get("/me/following/")
    # session, account; what they follow, names of topics, members who may be named; messages of
    # news, what stands in them, entries, names of topics; paces; unread, groups, site, menus,
    # membership
    with django_assert_num_queries(15):
        client.get("/me/following/")
