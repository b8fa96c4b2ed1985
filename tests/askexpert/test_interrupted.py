"""What somebody writes outlives their session, and reaches nobody else."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from network.members import interrupted
from tests.askexpert import stories

WORDS = "Words that took half an hour to find."


@pytest.fixture
def draft(member):
    return stories.draft(member, text="An earlier version.")


@pytest.fixture
def url(draft):
    return reverse("askexpert:write", args=[draft.public_id])


@pytest.fixture
def ask(member, coordinator, expert):
    return stories.accepted(member, coordinator, expert)


@pytest.fixture
def answer_url(ask):
    return reverse("askexpert:answer", args=[ask.public_id])


def keeper_on(browser, url) -> str:
    return browser.get(url).context["draft_keeper"]


def test_a_question_sent_after_sign_out_is_kept_and_comes_back(member, draft, url, browser_of):
    browser = browser_of(member)
    keeper = keeper_on(browser, url)
    browser.logout()
    answer = browser.post(url, {"text": WORDS, "title": "T", "step": "check", "keeper": keeper})
    assert answer["Location"] == f"/account/login/?next={url}"
    browser.force_login(member)
    assert browser.get(url).context["form"]["text"].value() == WORDS


def test_an_answer_sent_after_sign_out_is_kept_and_comes_back(expert, ask, answer_url, browser_of):
    browser = browser_of(expert)
    keeper = keeper_on(browser, answer_url)
    browser.logout()
    answer = browser.post(answer_url, {"text": WORDS, "step": "send", "keeper": keeper})
    assert answer["Location"] == f"/account/login/?next={answer_url}"
    assert stories.status_of(ask) == "accepted"
    browser.force_login(expert)
    assert browser.get(answer_url).context["form"]["text"].value() == WORDS


def test_another_member_on_the_same_browser_sees_nothing_of_it(
    member, researcher, draft, url, browser_of
):
    keeper = keeper_on(browser_of(member), url)
    browser = browser_of(researcher)
    answer = browser.post(url, {"text": WORDS, "keeper": keeper}, follow=True)
    assert answer.redirect_chain == [("/ask/mine/", 302)]
    assert WORDS not in answer.content.decode()
    assert browser.get(url).status_code == 404
    assert stories.fresh(draft).text == WORDS
    assert stories.fresh(draft).asker == member


def test_another_expert_on_the_same_browser_sees_nothing_of_it(
    expert, other_expert, ask, answer_url, browser_of
):
    keeper = keeper_on(browser_of(expert), answer_url)
    answer = browser_of(other_expert).post(
        answer_url, {"text": WORDS, "keeper": keeper}, follow=True
    )
    assert answer.redirect_chain == [("/ask/invitations/", 302)]
    assert WORDS not in answer.content.decode()
    assert stories.fresh(ask).answer.draft == WORDS


def test_a_form_from_before_the_last_sign_in_is_kept_and_shown_once_more(
    member, draft, url, browser_of
):
    """Signing in changes the token of forms, so the open page's own no longer fits."""
    browser = browser_of(member, strict=True)
    keeper = keeper_on(browser, url)
    answer = browser.post(url, {"text": WORDS, "keeper": keeper, "step": "check"})
    assert answer["Location"] == url
    assert stories.fresh(draft).text == WORDS


def test_a_stale_form_never_sends_an_answer(expert, ask, answer_url, browser_of):
    browser = browser_of(expert, strict=True)
    keeper = keeper_on(browser, answer_url)
    browser.post(answer_url, {"text": WORDS, "keeper": keeper, "step": "send"})
    assert stories.status_of(ask) == "accepted"
    assert stories.fresh(ask).answer.draft == WORDS


FORGED = ["", "x", "someone:something:1aaaaa:forged"]


@pytest.mark.parametrize("keeper", FORGED)
def test_a_forged_keeper_saves_nothing(draft, url, browser_of, keeper):
    answer = browser_of().post(url, {"text": WORDS, "keeper": keeper})
    assert answer["Location"].startswith("/account/login/")
    assert stories.fresh(draft).text == "An earlier version."


def test_a_keeper_is_good_for_two_days(member, draft, url, browser_of):
    now = timezone.now()
    with time_machine.travel(now - interrupted.MAX_AGE - timedelta(seconds=2), tick=False):
        keeper = interrupted.signature(member, of=draft.public_id)
    browser_of().post(url, {"text": WORDS, "keeper": keeper})
    assert stories.fresh(draft).text == "An earlier version."


def test_a_keeper_of_another_question_saves_nothing(member, draft, url, browser_of):
    other = stories.draft(member, text="Another one.")
    keeper = interrupted.signature(member, of=other.public_id)
    browser_of().post(url, {"text": WORDS, "keeper": keeper})
    assert {stories.fresh(draft).text, stories.fresh(other).text} == {
        "An earlier version.",
        "Another one.",
    }


def test_the_signature_of_any_other_form_saves_no_draft(member, draft, url, browser_of):
    browser_of().post(url, {"text": WORDS, "keeper": interrupted.signature(member)})
    assert stories.fresh(draft).text == "An earlier version."


def test_a_keeper_of_somebody_who_has_left_saves_nothing(member, draft, url, browser_of):
    keeper = interrupted.signature(member, of=draft.public_id)
    member.is_active = False
    member.save(update_fields=["is_active"])
    browser_of().post(url, {"text": WORDS, "keeper": keeper})
    assert stories.fresh(draft).text == "An earlier version."


def test_a_keeper_does_not_change_a_question_that_was_sent(member, url, draft, browser_of):
    keeper = interrupted.signature(member, of=draft.public_id)
    stories.workflow.save_draft(question=draft, actor=member, now=stories.NOW, text=stories.TEXT)
    stories.workflow.submit(question=draft, actor=member, now=stories.NOW)
    browser_of().post(url, {"text": WORDS, "keeper": keeper})
    assert stories.fresh(draft).text == stories.TEXT


def test_without_keeper_and_token_a_form_is_refused(member, draft, url, browser_of):
    answer = browser_of(member, strict=True).post(url, {"text": WORDS, "step": "save"})
    assert answer.status_code == 403
    assert stories.fresh(draft).text == "An earlier version."


@pytest.mark.parametrize(
    ("page", "field", "kept_in"),
    [
        ("decline/", "decline-note", "decline_form"),
        ("answer/", "hand-back-note", "hand_back_form"),
    ],
)
def test_a_note_to_the_coordinator_survives_the_end_of_a_session(
    member, coordinator, expert, page, field, kept_in, browser_of
):
    make = stories.invited if page == "decline/" else stories.accepted
    assignment = make(member, coordinator, expert, now=timezone.now())
    url = f"{assignment.get_absolute_url()}{page}"
    here = browser_of(expert).get(url).context
    sent = {"kept_for": str(here["keeper"]), "kept_from": url, field: WORDS}
    target = url if page == "decline/" else f"{assignment.get_absolute_url()}hand-back/"
    answer = Client().post(target, sent)
    assert answer["Location"] == f"/account/login/?next={url}"
    assert browser_of(expert).get(url).context[kept_in]["note"].value() == WORDS
    assert stories.status_of(assignment) == assignment.status
