"""8. A child at risk now: help comes first, and nothing of what was typed is anywhere."""

import logging

import pytest
from bs4 import BeautifulSoup
from django.core import mail

from tests.askexpert.black_box.browsing import (
    Person,
    everything_sent,
    everything_stored,
    write_question,
)

TITLE = "What do we do tonight about the quendle boy?"
TEXT = "He has a knife on him and will be attacked tonight by the quendle group. What now?"
WORD = "quendle"


def assert_help_comes_first(person: Person) -> None:
    """999 and local children's services stand before anything else of the page's main part."""
    main = BeautifulSoup(person.page, "html.parser").select_one("main")
    words = " ".join(main.get_text(" ").split())
    assert words.startswith("Call 999")
    assert words.index("children’s services") < 100
    assert main.select("form") == []


def assert_nothing_is_left(caplog) -> None:
    assert WORD not in everything_stored()
    assert WORD not in everything_sent()
    assert WORD not in caplog.text


def queue_of(desk: Person) -> str:
    return desk.open("/desk/questions/").text


@pytest.fixture
def told_at_once(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


def test_who_ticks_it_first_is_shown_help_and_nothing_is_asked(
    asker, desk, lead, answering, caplog, told_at_once
):
    caplog.set_level(logging.DEBUG)
    queue = queue_of(desk)
    with told_at_once(execute=True):
        asker.open("/ask/new/").fill("/ask/new/", at_risk="yes")
    assert_help_comes_first(asker)
    assert queue_of(desk) == queue
    assert {address for sent in mail.outbox for address in sent.to} == {
        desk.user.email,
        lead.user.email,
    }
    assert asker.user.name not in everything_sent()


def test_who_says_it_at_the_last_look_leaves_no_word_anywhere(
    asker, desk, lead, answering, caplog, told_at_once
):
    caplog.set_level(logging.DEBUG)
    queue = queue_of(desk)
    with told_at_once(execute=True):
        write_question(asker, title=TITLE, text=TEXT)
        assert "Some of your words suggest that somebody may be at risk now." in asker.text
        draft = asker.path
        asker.fill("check/", button="at_risk=yes")
    assert_help_comes_first(asker)
    assert WORD not in asker.page
    assert asker.status(draft) == 404
    assert queue_of(desk) == queue
    assert_nothing_is_left(caplog)
    lead.open("/me/messages/")
    assert "An urgent-help notice was shown" in lead.text
    assert answering.user.email not in everything_sent()


def test_words_typed_while_the_site_looks_on_are_in_no_log(asker, caplog):
    caplog.set_level(logging.DEBUG)
    for url in ("/ask/screen/", "/ask/similar/", "/ask/look-first/"):
        asker.client.post(url, {"title": TITLE, "text": TEXT, "about": TITLE})
    assert_nothing_is_left(caplog)


def test_a_follow_up_of_somebody_at_risk_leaves_no_word(asker, answered, caplog):
    caplog.set_level(logging.DEBUG)
    asker.open(f"{answered}follow-up/").fill(text=TEXT)
    asker.fill(text=TEXT, button="at_risk=yes")
    assert_help_comes_first(asker)
    assert_nothing_is_left(caplog)
