"""More time for an answer, as the expert and the desk see it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from askexpert import workflow
from network.notifications import kinds
from tests.askexpert import stories

NOTE = "I am on leave until Thursday."


@pytest.fixture
def ask(member, coordinator, expert):
    return stories.accepted(member, coordinator, expert, now=timezone.now() - timedelta(hours=5))


@pytest.fixture
def url(ask):
    return reverse("askexpert:more_time", args=[ask.public_id])


def test_the_way_from_the_answer_to_the_desk_and_back(ask, url, expert, coordinator, browser_of):
    browser, desk = browser_of(expert), browser_of(coordinator)
    answer_page = reverse("askexpert:answer", args=[ask.public_id])
    assert f'href="{url}"' in browser.get(answer_page).content.decode()
    assert "asks for more time" not in desk.get(ask.question.desk_url).content.decode()
    assert browser.post(url, {"more-time-note": NOTE})["Location"] == answer_page
    assert "You have told the coordinators" in browser.get(answer_page).content.decode()
    page = desk.get(ask.question.desk_url).content.decode()
    give = reverse("askexpert_desk:give_time", args=[ask.question.public_id])
    assert (f"“{NOTE}”" in page, f'action="{give}"' in page) == (True, True)
    assert desk.post(give)["Location"] == ask.question.desk_url
    assert "asks for more time" not in desk.get(ask.question.desk_url).content.decode()
    assert "A coordinator has given you more time." in browser.get(answer_page).content.decode()
    assert browser.get(url)["Location"] == answer_page


def test_words_are_needed(ask, url, expert, browser_of):
    answer = browser_of(expert).post(url, {"more-time-note": " "})
    assert answer.context["form"].errors == {"note": ["Say in a few words what you need."]}
    assert ask.events.filter(action="ask_for_time").exists() is False


def test_words_that_come_too_late_are_given_back(ask, url, member, expert, browser_of):
    workflow.withdraw(question=ask.question, actor=member, now=timezone.now())
    answer = browser_of(expert).post(url, {"more-time-note": NOTE})
    assert answer.status_code == 409
    assert answer.context["words"] == [NOTE]
    assert browser_of(expert).get(url)["Location"] == ask.get_absolute_url()


def test_a_conflicted_coordinator_finds_no_such_question(ask, conflicted_coordinator, browser_of):
    give = reverse("askexpert_desk:give_time", args=[ask.question.public_id])
    assert browser_of(conflicted_coordinator).post(give).status_code == 404


def test_nobody_writes_so_there_is_nothing_to_give(member, coordinator, expert, browser_of):
    ask = stories.invited(member, coordinator, expert, now=timezone.now())
    give = reverse("askexpert_desk:give_time", args=[ask.question.public_id])
    assert browser_of(coordinator).post(give).status_code == 404


def test_the_mail_about_a_late_answer_names_what_the_page_has(url, ask, expert, browser_of):
    assert "on the page of your answer you can tell the coordinators" in _words("expert_answer_due")
    assert "tell the coordinators on the page of your answer" in _words("expert_answer_soon")
    answer_page = reverse("askexpert:answer", args=[ask.public_id])
    assert "Tell the coordinators" in browser_of(expert).get(answer_page).content.decode()


def _words(code: str) -> str:
    return kinds.get(code).body.lower()
