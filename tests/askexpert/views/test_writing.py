"""The draft of an answer saves itself, and overwrites nothing that was saved elsewhere."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from tests.askexpert import stories
from tests.askexpert.test_similar import publish

HTMX = {"headers": {"HX-Request": "true"}}


@pytest.fixture
def ask(member, coordinator, expert):
    return stories.accepted(member, coordinator, expert, now=timezone.now())


@pytest.fixture
def url(ask):
    return reverse("askexpert:answer", args=[ask.public_id])


@pytest.fixture
def save_url(ask):
    return reverse("askexpert:save_answer", args=[ask.public_id])


def saved_at(page) -> str:
    """The moment of the draft that the page or the fragment was made from."""
    return BeautifulSoup(page.content, "html.parser").select_one("#saved-at")["value"]


def draft_of(ask) -> str:
    return stories.fresh(ask).answer.draft


def test_while_one_writes_the_draft_is_saved_and_that_is_said(
    expert, ask, url, save_url, browser_of
):
    browser = browser_of(expert)
    seen = saved_at(browser.get(url))
    answer = browser.post(save_url, {"text": "First thoughts.", "saved_at": seen}, **HTMX)
    assert "Only you can read it." in answer.content.decode()
    assert draft_of(ask) == "First thoughts."
    assert saved_at(answer) == stories.fresh(ask).answer.saved_at.isoformat() != seen


def test_the_fragment_marks_what_may_identify_somebody(expert, ask, save_url, browser_of):
    answer = browser_of(expert).post(save_url, {"text": "Ring 07700 900123."}, **HTMX)
    page = answer.content.decode()
    assert "1 part of your text may identify somebody." in page
    assert '<mark data-severity="block">07700 900123</mark>' in page


def test_words_saved_in_another_window_are_not_overwritten(expert, ask, url, save_url, browser_of):
    browser = browser_of(expert)
    seen = saved_at(browser.get(url))
    browser.post(save_url, {"text": "Written at work.", "saved_at": seen}, **HTMX)
    late = browser.post(save_url, {"text": "Written at home.", "saved_at": seen}, **HTMX)
    assert "You have written elsewhere too" in late.content.decode()
    assert draft_of(ask) == "Written at work."


@pytest.mark.parametrize("step", ["save", "send"])
def test_the_page_then_shows_both_and_saving_again_decides(
    expert, ask, url, save_url, browser_of, step
):
    browser = browser_of(expert)
    seen = saved_at(browser.get(url))
    browser.post(save_url, {"text": "Written at work.", "saved_at": seen}, **HTMX)
    both = browser.post(url, {"text": stories.ANSWER, "saved_at": seen, "step": step})
    assert both.status_code == 409
    soup = BeautifulSoup(both.content, "html.parser")
    assert soup.select_one("#saved-elsewhere").text.strip() == "Written at work."
    assert soup.select_one("#id_text").text.strip() == stories.ANSWER
    assert (draft_of(ask), stories.status_of(ask)) == ("Written at work.", "accepted")
    browser.post(url, {"text": stories.ANSWER, "saved_at": saved_at(both), "step": step})
    assert draft_of(ask) == stories.ANSWER
    assert stories.status_of(ask) == ("submitted" if step == "send" else "accepted")


def test_going_on_with_the_same_words_is_no_other_window(expert, ask, url, save_url, browser_of):
    """The button is pressed while the last words are just being saved by themselves."""
    browser = browser_of(expert)
    seen = saved_at(browser.get(url))
    browser.post(save_url, {"text": "First\r\nthoughts", "saved_at": seen}, **HTMX)
    answer = browser.post(
        url, {"text": "First\nthoughts, and more.", "saved_at": seen, "step": "save"}
    )
    assert answer.status_code == 302
    assert draft_of(ask) == "First\nthoughts, and more."


def test_words_of_a_session_that_ended_stand_beside_newer_ones(
    expert, ask, url, save_url, browser_of
):
    browser = browser_of(expert)
    page = browser.get(url)
    soup = BeautifulSoup(page.content, "html.parser")
    keeper = soup.select_one("#answer-form [name=keeper]")["value"]
    browser.post(save_url, {"text": "At work.", "saved_at": saved_at(page)}, **HTMX)
    browser_of().post(
        url, {"text": "At home.", "saved_at": saved_at(page), "keeper": keeper, "step": "save"}
    )
    assert ("At work." in draft_of(ask), "At home." in draft_of(ask)) == (True, True)


@pytest.mark.parametrize("value", ["", "yesterday", "2026-13-45T99:00", "2026-03-10T10:00:00"])
def test_a_moment_that_is_none_saves_as_before(expert, ask, save_url, browser_of, value):
    browser_of(expert).post(save_url, {"text": "Words.", "saved_at": value}, **HTMX)
    assert draft_of(ask) == "Words."


def test_a_text_that_is_too_long_is_kept_as_far_as_a_draft_goes(expert, ask, save_url, browser_of):
    answer = browser_of(expert).post(save_url, {"text": "a" * 8005}, **HTMX)
    assert "Only the first 8,000 characters are kept." in answer.content.decode()
    assert draft_of(ask) == "a" * 8000


def test_whoever_was_signed_out_is_told_so(ask, save_url, browser_of):
    fragment = browser_of().post(save_url, {"text": "Words."}, **HTMX).content.decode()
    assert "You have been signed out" in fragment
    assert draft_of(ask) == ""


def test_a_question_that_ended_meanwhile_saves_nothing(member, expert, ask, save_url, browser_of):
    stories.workflow.withdraw(question=ask.question, actor=member, now=timezone.now())
    page = browser_of(expert).post(save_url, {"text": "Words."}, **HTMX).content.decode()
    assert "This question needs no answer from you any more" in page
    assert (draft_of(ask), stories.TEXT in page) == ("", False)


@pytest.mark.parametrize("persona", ["other_expert", "member", "coordinator"])
def test_nobody_else_saves(persona, request, ask, save_url, browser_of):
    browser = browser_of(request.getfixturevalue(persona))
    assert browser.post(save_url, {"text": "Mine."}, **HTMX).status_code == 404
    assert draft_of(ask) == ""


def test_looking_saves_nothing(expert, ask, save_url, browser_of):
    assert browser_of(expert).get(save_url).status_code == 405


def test_the_page_names_what_the_site_has_already(expert, ask, url, browser_of):
    publish("Peer mapping without suspicion", topics=("peer-mapping",))
    page = browser_of(expert).get(url)
    assert [entry.title for entry in page.context["similar"]] == ["Peer mapping without suspicion"]


def test_a_returned_answer_shows_the_note_and_goes_out_again(
    member, coordinator, expert, browser_of
):
    ask = stories.reviewing(member, coordinator, expert, now=timezone.now() - timedelta(hours=5))
    stories.workflow.return_answer(
        question=ask.question, actor=coordinator, now=timezone.now(), note="Shorter, please."
    )
    browser = browser_of(expert)
    url = reverse("askexpert:answer", args=[ask.public_id])
    page = browser.get(url)
    assert "Shorter, please." in page.content.decode()
    assert page.context["form"]["text"].value() == stories.ANSWER
    browser.post(url, {"text": "Map places.", "saved_at": saved_at(page), "step": "send"})
    assert (stories.status_of(ask), stories.fresh(ask).answer.text) == ("submitted", "Map places.")


ANSWER_PAGE = 16


def test_the_page_takes_the_same_queries_for_a_short_and_a_long_draft(
    expert, ask, url, save_url, browser_of, django_assert_num_queries
):
    browser = browser_of(expert)
    browser.get(url)
    with django_assert_num_queries(ANSWER_PAGE):
        browser.get(url)
    browser.post(save_url, {"text": "Words and more words. " * 200}, **HTMX)
    with django_assert_num_queries(ANSWER_PAGE):
        browser.get(url)
