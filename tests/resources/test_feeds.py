from datetime import date

import pytest
from django.utils.feedgenerator import rfc3339_date
from lxml import etree

from network.pages.models import PageAuthor
from network.search.models import CatalogueEntry
from resources.models import ResourcePage
from tests.resources.building import document, make_resource, make_version, restrict

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def atom_titles(response) -> list[str]:
    return etree.fromstring(response.content).xpath("//a:entry/a:title/text()", namespaces=ATOM)


def test_the_feeds_hold_the_public_resources_newest_first(client):
    make_resource("audit")
    page = make_resource("bus-stops", summary="Walk <the> route & ask.")
    atom = client.get("/resources/feed/")
    assert atom["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert atom_titles(atom) == ["Bus stops", "Audit"]
    tree = etree.fromstring(atom.content)
    assert tree.xpath("//a:entry[1]/a:link/@href", namespaces=ATOM) == [
        "http://testserver/resources/bus-stops/"
    ]
    assert tree.xpath("//a:entry[1]/a:summary/text()", namespaces=ATOM) == [
        "Walk <the> route & ask."
    ]
    assert tree.xpath("//a:entry[1]/a:published/text()", namespaces=ATOM) == [
        rfc3339_date(page.catalogue_published_at())
    ]
    rss = client.get("/resources/feed.rss")
    assert rss["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert etree.fromstring(rss.content).xpath("//item/title/text()") == ["Bus stops", "Audit"]


def test_the_feeds_show_nothing_private_even_to_members(client, member):
    make_resource("open")
    restrict(make_resource("closed"))
    make_resource("draft", publish=False)
    client.force_login(member)
    assert atom_titles(client.get("/resources/feed/")) == ["Open"]


def test_a_withdrawn_resource_leaves_the_feed(client):
    make_resource("audit")
    ResourcePage.objects.get().unpublish()
    assert atom_titles(client.get("/resources/feed/")) == []


def test_the_library_points_to_its_feeds(client):
    text = client.get("/resources/").text
    assert '<link rel="alternate" type="application/atom+xml"' in text
    assert 'href="/resources/feed.rss"' in text


@pytest.fixture
def chosen(db):
    """Two for the police, one of them a briefing on lockers, and one for health."""
    make_resource("audit", sectors=["police"], kind="toolkit")
    make_resource("lockers", sectors=["police"], summary="Lockers in the corridor.")
    make_resource("ward", sectors=["health"])


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("sector=police", ["Audit", "Lockers"]),
        ("sector=police&sector=health", ["Audit", "Lockers", "Ward"]),
        ("sector=police&type=toolkit", ["Audit"]),
        ("q=corridor", ["Lockers"]),
        ("q=the+corridor&sector=police", ["Lockers"]),
        ("q=corridor&sector=health", []),
        ("sector=astronauts&sort=title&page=3", ["Audit", "Lockers", "Ward"]),
    ],
)
def test_every_choice_has_a_feed_of_the_same_list(client, chosen, query, titles):
    assert sorted(atom_titles(client.get(f"/resources/feed/?{query}"))) == titles
    listed = client.get(f"/resources/?{query.replace('&page=3', '')}").context["cards"]
    assert sorted(card.title for card in listed) == titles


def test_the_feed_of_a_choice_says_what_it_is_of(client, chosen):
    tree = etree.fromstring(client.get("/resources/feed/?sector=police&sort=title").content)
    assert tree.xpath("string(/a:feed/a:title)", namespaces=ATOM).startswith("Police: Resources")
    assert tree.xpath("/a:feed/a:link[@rel='self']/@href", namespaces=ATOM) == [
        "http://testserver/resources/feed/?sector=police"
    ]
    assert tree.xpath("/a:feed/a:link[@rel='alternate']/@href", namespaces=ATOM) == [
        "http://testserver/resources/?sector=police"
    ]


def test_the_list_points_to_the_feed_of_its_choice(client, chosen):
    context = client.get("/resources/?sector=police&sort=title").context
    assert context["feeds"]["atom"] == "/resources/feed/?sector=police"


def test_the_feed_of_a_choice_holds_nothing_private(client, member, chosen):
    restrict(ResourcePage.objects.get(slug="audit"))
    client.force_login(member)
    assert atom_titles(client.get("/resources/feed/?sector=police")) == ["Lockers"]


def test_a_feed_takes_three_queries(client, chosen, django_assert_num_queries):
    client.get("/resources/feed/?sector=police")
    with django_assert_num_queries(3):  # version of the catalogue, entries, authors
        client.get("/resources/feed/?sector=police")


def updated(client, slug: str) -> str:
    tree = etree.fromstring(client.get("/resources/feed/").content)
    entry = f"//a:entry[a:link/@href='http://testserver/resources/{slug}/']"
    return tree.xpath(f"string({entry}/a:updated)", namespaces=ATOM)


def test_a_new_version_makes_the_entry_updated_and_keeps_its_place(client):
    page = make_resource("audit")
    make_resource("bus-stops")
    assert updated(client, "audit") == "2026-01-01T00:00:00+00:00"
    page.versions.add(make_version(2, document("new.txt")))
    page.save_revision().publish()
    assert updated(client, "audit") == "2026-01-02T00:00:01+00:00"
    assert atom_titles(client.get("/resources/feed/")) == ["Bus stops", "Audit"]


def test_versions_of_one_day_are_told_apart(client):
    page = make_resource("audit")
    second = make_version(2, document("new.txt"))
    second.released_date = date(2026, 1, 1)
    page.versions.add(second)
    page.save_revision().publish()
    assert updated(client, "audit") == "2026-01-01T00:00:01+00:00"


def test_an_entry_is_never_updated_before_it_was_published(client):
    make_resource("audit", published_date=date(2026, 2, 2))
    assert updated(client, "audit") == "2026-02-02T00:00:00+00:00"


def test_the_authors_are_named_and_the_network_stands_for_those_of_none(client, settings):
    make_resource("audit")
    authors = (PageAuthor(name="Ada Wells"), PageAuthor(name="A team"))
    make_resource("bus-stops", authors=authors)
    tree = etree.fromstring(client.get("/resources/feed/").content)
    assert tree.xpath("/a:feed/a:author/a:name/text()", namespaces=ATOM) == [settings.SITE_NAME]
    assert tree.xpath("//a:entry/a:author/a:name/text()", namespaces=ATOM) == ["Ada Wells, A team"]


@pytest.mark.parametrize("address", ["feed/", "feed.rss", "feed/?sector=police"])
def test_a_control_character_costs_nobody_the_feed(client, address):
    page = make_resource("slides", title="Slides\x0bwith", sectors=["police"])
    assert page.title == "Slides with"
    CatalogueEntry.objects.filter(page=page.pk).update(title="Slides\x0bwith")
    response = client.get(f"/resources/{address}")
    assert response.status_code == 200
    assert "Slides with" in response.text
    etree.fromstring(response.content)
