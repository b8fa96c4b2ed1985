"""The numbers in the header: what waits to be read by the person signed in, and by nobody else."""

import pytest
from bs4 import BeautifulSoup

from network.relay import workflow
from network.unread import unread_by
from tests.network.relay.exchange import NOW, send
from tests.personas import make_account


def numbers(client, user) -> dict[str, str]:
    """What the menu of the account says beside its links, by the link."""
    client.force_login(user)
    page = BeautifulSoup(client.get("/me/").content, "html.parser")
    links = page.select(".site-header__account a")
    return {
        link["href"]: count.get_text(" ", strip=True)
        for link in links
        if (count := link.select_one(".count")) is not None
    }


def test_nothing_waits_for_a_newcomer_who_finds_an_empty_page(client, db):
    newcomer = make_account("Nia Newcomer")
    assert unread_by(newcomer) == {"messages": 0, "letters": 0}
    assert numbers(client, newcomer) == {}
    assert client.get("/me/letters/").status_code == 200


def test_letters_count_for_whom_they_were_written_to(member, expert):
    send(member, expert)
    assert unread_by(expert)["letters"] == 1
    assert unread_by(member)["letters"] == 0


def test_the_menu_says_how_many_letters_and_messages_wait(client, member, expert):
    send(member, expert)
    assert numbers(client, expert) == {"/me/messages/": "1 unread", "/me/letters/": "1 unread"}
    assert numbers(client, member) == {}


def test_so_does_the_navigation_of_ones_own_pages(client, member, expert):
    send(member, expert)
    client.force_login(expert)
    page = BeautifulSoup(client.get("/me/following/").content, "html.parser")
    link = page.select_one('.own-pages a[href="/me/letters/"]')
    assert link.get_text(" ", strip=True) == "Letters 1 unread"


def test_a_letter_that_was_taken_away_does_not_wait(member, expert, coordinator):
    letter = send(member, expert)
    workflow.report(letter=letter, reporter=expert, reason="identifies-a-child", now=NOW)
    assert unread_by(expert)["letters"] == 0


@pytest.mark.parametrize("letters", [1, 3])
def test_both_numbers_cost_one_query(member, expert, letters, django_assert_num_queries):
    for _ in range(letters):
        send(member, expert)
    with django_assert_num_queries(1):
        assert unread_by(expert)["letters"] == letters
