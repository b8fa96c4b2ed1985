from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from lxml import etree

from tests.factories.pages import (
    make_answer,
    make_post,
    make_project,
    make_standard_page,
    make_tip,
    make_webinar,
    restrict,
)

pytestmark = pytest.mark.django_db

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def paths(client) -> set[str]:
    tree = etree.fromstring(client.get("/sitemap.xml").content)
    return {urlsplit(address.text).path for address in tree.iterfind(".//s:loc", NAMES)}


def make_one_of_each() -> list:
    return [
        make_tip(),
        make_post(),
        make_project(),
        make_webinar(starts_at=datetime(2026, 5, 1, tzinfo=UTC)),
        make_answer(),
        make_standard_page("Another page"),
    ]


def test_public_pages_are_in_the_sitemap(client):
    pages = make_one_of_each()
    assert {"/", "/resources/", "/ask/", "/about/"} < paths(client)
    assert {page.url for page in pages} - paths(client) == set()


def test_restricted_pages_are_not_whoever_asks(client, member):
    pages = make_one_of_each()
    for page in pages:
        restrict(page)
    client.force_login(member)
    assert {page.url for page in pages} & paths(client) == set()


def test_what_stands_under_a_restricted_section_is_not(client):
    tip = make_tip()
    restrict(tip.get_parent())
    assert {"/tips/", tip.url} & paths(client) == set()


def test_drafts_are_not(client):
    tip = make_tip()
    tip.unpublish()
    assert tip.url not in paths(client)
