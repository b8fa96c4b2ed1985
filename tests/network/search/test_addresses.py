"""The words with which the search on the page "not found" starts."""

import uuid

import pytest
from bs4 import BeautifulSoup

from network.search.templatetags.addresses import address_words

SOMEBODY = "4f0c2c1e-8f5e-4a51-9d3a-0b7c6f1d2e33"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/tips/walk-home/", "walk home"),
        ("/resources/covid19-briefing-2026/", "covid19 briefing 2026"),
        ("/", ""),
        (f"/members/{SOMEBODY}/", ""),
        (f"/members/{SOMEBODY.upper()}/", ""),
        (f"/members/{SOMEBODY.replace('-', '')}/", ""),
        (f"/tips/walk-home-{SOMEBODY}/", "walk home"),
        ("/desk/domains/20261/", ""),
        ("/ask/k7x9q2mw4/", ""),
    ],
)
def test_words_are_searched_for_and_identifiers_are_not(path, words):
    assert address_words(path) == words


def test_the_page_of_nobody_shows_no_identifier_in_its_search(client, member):
    client.force_login(member)
    answer = client.get(f"/members/{uuid.uuid4()}/")
    assert answer.status_code == 404
    box = BeautifulSoup(answer.content, "html.parser").select_one("#not-found-search")
    assert box.get("value", "") == ""
