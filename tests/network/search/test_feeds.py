"""The feeds of the blog and of the tips."""

from datetime import timedelta

import pytest
from lxml import etree, html

from network.pages.models import PageAuthor
from network.search.models import CatalogueEntry
from tests.factories.pages import PUBLISHED, make_post, make_tip, restrict
from tests.resources.building import make_resource

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}
SECTIONS = pytest.mark.parametrize(("section", "make"), [("blog", make_post), ("tips", make_tip)])


def rss_titles(client, section: str) -> list[str]:
    root = etree.fromstring(client.get(f"/{section}/feed.rss").content)
    return [item.findtext("title") for item in root.iter("item")]


def atom_titles(client, section: str) -> list[str]:
    root = etree.fromstring(client.get(f"/{section}/feed/").content)
    return [entry.findtext("a:title", namespaces=ATOM) for entry in root.iterfind("a:entry", ATOM)]


@SECTIONS
def test_both_forms_tell_the_newest_first(client, section, make):
    make("First")
    make("Second & third")
    assert rss_titles(client, section) == ["Second & third", "First"]
    assert atom_titles(client, section) == ["Second & third", "First"]


@SECTIONS
def test_the_forms_have_their_media_types_and_name_themselves(client, section, make):
    make("First")
    rss, atom = client.get(f"/{section}/feed.rss"), client.get(f"/{section}/feed/")
    assert rss["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert atom["Content-Type"] == "application/atom+xml; charset=utf-8"
    links = etree.fromstring(atom.content).iterfind("a:link", ATOM)
    assert {link.get("rel"): link.get("href") for link in links} == {
        "alternate": f"http://testserver/{section}/",
        "self": f"http://testserver/{section}/feed/",
    }


@SECTIONS
def test_an_entry_has_its_address_summary_and_authors(client, member, section, make):
    page = make("First", authors=[member, "A team"])
    entry = etree.fromstring(client.get(f"/{section}/feed/").content).find("a:entry", ATOM)
    assert entry.find("a:link", ATOM).get("href") == f"http://testserver{page.url}"
    assert entry.findtext("a:summary", namespaces=ATOM) == "About First."
    assert entry.findtext("a:author/a:name", namespaces=ATOM) == f"{member.name}, A team"


@pytest.mark.parametrize("address", ["blog/feed", "resources/feed", "sectors/police/feed"])
def test_signs_of_html_in_a_summary_are_words(client, address):
    words = "Walk <the> route &amp; ask Ada & Ben's <b>friends</b>."
    make_resource(summary=words, sectors=["police"])
    make_post("First", summary=words)
    atom = etree.fromstring(client.get(f"/{address}/").content)
    summary = atom.find("a:entry/a:summary", ATOM)
    assert (summary.get("type"), summary.text) == ("text", words)
    rss = etree.fromstring(client.get(f"/{address}.rss").content)
    assert html.fromstring(rss.findtext("channel/item/description")).text_content() == words


@SECTIONS
def test_thirty_entries_are_told(client, section, make):
    for place in range(31):
        make(f"Page {place}")
    assert len(rss_titles(client, section)) == 30
    assert len(atom_titles(client, section)) == 30


@SECTIONS
def test_a_restricted_page_is_in_no_feed_whoever_asks(client, member, section, make):
    restrict(make("Closed"))
    client.force_login(member)
    assert rss_titles(client, section) == []
    assert atom_titles(client, section) == []


@SECTIONS
def test_a_draft_is_in_no_feed(client, section, make):
    make("Draft").unpublish()
    assert rss_titles(client, section) == []
    assert atom_titles(client, section) == []


@SECTIONS
def test_the_section_points_to_its_feeds(client, section, make):
    html = client.get(f"/{section}/").content.decode()
    assert html.count(f'href="/{section}/feed/"') == 2
    assert html.count(f'href="/{section}/feed.rss"') == 2


@SECTIONS
@pytest.mark.parametrize("rows", [1, 3])
def test_a_feed_costs_two_queries(client, django_assert_num_queries, member, section, make, rows):
    # Entries, authors.
    for place in range(rows):
        make(f"Page {place}", authors=[member])
    with django_assert_num_queries(2):
        client.get(f"/{section}/feed/")


def test_a_tip_of_the_past_is_dated_as_it_was_published(client):
    make_tip("Old", first_published_at=PUBLISHED - timedelta(days=365))
    entry = etree.fromstring(client.get("/tips/feed/").content).find("a:entry", ATOM)
    assert entry.findtext("a:published", namespaces=ATOM) == "2025-03-02T10:00:00+00:00"


@SECTIONS
def test_an_atom_entry_says_when_it_was_updated_and_the_feed_by_whom_it_is(
    client, settings, section, make
):
    make("First", authors=[])
    feed = etree.fromstring(client.get(f"/{section}/feed/").content)
    published = feed.findtext("a:entry/a:published", namespaces=ATOM)
    assert feed.findtext("a:entry/a:updated", namespaces=ATOM) == published
    assert feed.findtext("a:author/a:name", namespaces=ATOM) == settings.SITE_NAME
    assert feed.find("a:entry/a:author", ATOM) is None


@SECTIONS
def test_words_that_were_kept_with_control_characters_cost_nobody_the_feed(client, section, make):
    make("Second")
    page = make("First", authors=["Ana Ruiz"])
    CatalogueEntry.objects.filter(page=page.pk).update(
        title="Slides\x0bwith", summary="A\x01b\ufffe"
    )
    PageAuthor.objects.update(name="Ana\x1bRuiz")
    assert rss_titles(client, section) == atom_titles(client, section) == ["Slides with", "Second"]
    entry = etree.fromstring(client.get(f"/{section}/feed/").content).find("a:entry", ATOM)
    assert entry.findtext("a:author/a:name", namespaces=ATOM) == "Ana Ruiz"
