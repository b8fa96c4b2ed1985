"""What the library says of its choices: those it does not know, and how many each one finds."""

import pytest
from lxml import html

from tests.resources.building import make_resource

pytestmark = pytest.mark.django_db
LIBRARY = "/resources/"
NOTICE = "One of your choices is not known any more and was left out."


@pytest.fixture
def two():
    make_resource("audit", sectors=["police", "health"])
    make_resource("classrooms", sectors=["police"])


@pytest.mark.parametrize(
    ("query", "times"),
    [
        ("type=nonsense", 1),
        ("sector=police&sector=astronauts", 1),
        ("type=nonsense&year=1066", 1),
        ("type=&sector=police&sector=+", 0),
        ("colour=red", 0),
        ("", 0),
    ],
)
def test_an_unknown_value_is_told(client, two, query, times):
    response = client.get(f"{LIBRARY}?{query}")
    assert (response.status_code, response.text.count(NOTICE)) == (200, times)


def test_one_result_is_counted_as_one(client, two):
    words = html.fromstring(client.get(LIBRARY).content)
    said = {
        label.xpath("string(.//input/@value)"): "".join(
            label.xpath(".//*[@class='facet__count']")[0].itertext()
        )
        for label in words.xpath("//label[@class='facet__option']")
    }
    assert (said["health"], said["police"]) == ("(1 result)", "(2 results)")
