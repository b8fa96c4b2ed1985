"""Facets over HTTP: OR inside, AND between, numbers that hold, nothing that leads nowhere."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest

from tests.resources.building import make_resource

pytestmark = pytest.mark.django_db
LIBRARY = "/resources/"


class Listing(HTMLParser):
    """What a reader without scripts sees: the number found, titles, and options with numbers."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.titles: list[str] = []
        self.options: dict[tuple[str, str], bool] = {}
        self.in_title = False
        self.feed(html)
        found = re.search(r'class="list-bar__count">(\d+) resource', html)
        self.number = int(found[1]) if found else 0
        self.numbers = {
            (name, value): int(number)
            for name, value, number in re.findall(
                r'<input type="checkbox"[^>]*?name="(\w+)"[^>]*?value="([\w-]+)"[^>]*>.*?'
                r'class="facet__count"[^>]*>.*?(\d+)',
                html,
                re.DOTALL,
            )
        }

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "input" and values.get("type") == "checkbox":
            self.options[values["name"], values["value"]] = "checked" in values
        self.in_title = self.in_title or "card__title" in (values.get("class") or "")

    def handle_data(self, data):
        if self.in_title and data.strip():
            self.titles.append(data.strip())
            self.in_title = False


@pytest.fixture(autouse=True)
def library(db):
    for slug, kind, sectors in (
        ("police-form", "template-or-form", ["police"]),
        ("health-form", "template-or-form", ["health"]),
        ("both-form", "template-or-form", ["health", "police"]),
        ("school-form", "template-or-form", ["education"]),
        ("police-slides", "training-slides", ["police"]),
    ):
        make_resource(slug, kind=kind, sectors=sectors, published_date=date(2026, 2, 1))


def test_or_inside_a_facet_and_and_between_them(client):
    address = f"{LIBRARY}?sector=police&sector=health&type=template-or-form"
    listing = Listing(client.get(address).text)
    assert sorted(listing.titles) == ["Both form", "Health form", "Police form"]
    assert listing.number == 3


@pytest.mark.parametrize(
    "query", ["", "sector=police", "sector=police&sector=health&type=template-or-form", "q=form"]
)
def test_every_number_is_what_adding_the_option_gives(client, query):
    listing = Listing(client.get(f"{LIBRARY}?{query}").text)
    assert listing.numbers
    assert set(listing.numbers) == set(listing.options)
    for (facet, value), number in listing.numbers.items():
        assert number > 0
        more = Listing(client.get(f"{LIBRARY}?{query}&{facet}={value}").text)
        assert more.number == number, (facet, value)


def test_the_same_address_gives_the_same_list_to_htmx(client):
    query = "?sector=police&type=training-slides"
    plain = Listing(client.get(LIBRARY + query).text)
    quick = Listing(client.get(LIBRARY + query, HTTP_HX_REQUEST="true").text)
    assert plain.titles == quick.titles == ["Police slides"]


@pytest.mark.parametrize("query", ["sector=astronauts", "year=abc", "colour=red", "page=0&sort=x"])
def test_unknown_values_are_ignored(client, query):
    response = client.get(f"{LIBRARY}?{query}")
    assert response.status_code == 200
    assert Listing(response.text).number == 5
