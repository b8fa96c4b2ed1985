import pytest
from django.utils.feedgenerator import rfc3339_date
from lxml import etree

from resources.models import ResourcePage
from tests.resources.building import make_resource, restrict

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
