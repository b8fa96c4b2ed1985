"""Whoever gives a question to the leads says why with one press; leads read why and from where."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from askexpert import history, workflow
from askexpert.alarms import Reason, in_words, read
from tests.askexpert import stories

CODES = {
    "identifies": "It could identify a child or somebody else.",
    "risk": "Somebody may be at risk.",
    "": "No reason was chosen.",
    "curious": "No reason was chosen.",
}


@pytest.fixture
def ask(member, coordinator, expert):
    return stories.accepted(member, coordinator, expert, now=timezone.now())


@pytest.fixture
def opened(member, coordinator):
    return stories.opened(member, coordinator)


def alarm_at(row) -> str:
    name = "open_alarm" if hasattr(row, "opened_at") else "alarm"
    return reverse(f"askexpert:{name}", args=[row.public_id])


def kept(question) -> Reason:
    return read(question.events.get(action="quarantine").reason)


@pytest.mark.parametrize("because", CODES)
def test_an_expert_says_why_and_the_leads_read_it_with_the_side(
    ask, expert, safeguarding_lead, browser_of, because
):
    browser_of(expert).post(alarm_at(ask), {"because": because} if because else {})
    assert kept(ask.question) == (because if because in ("risk", "identifies") else "", "expert")
    page = browser_of(safeguarding_lead).get(ask.question.desk_url).content.decode()
    assert f"Why: {CODES[because]} Said by an expert who was asked." in page
    last = [entry for entry in history.history_of(ask.question) if "leads" in entry["title"]][-1]
    assert last["body"] == f"{expert}. {CODES[because]} Said by an expert who was asked."


@pytest.mark.parametrize("because", ["identifies", "risk"])
def test_a_reader_of_the_open_version_says_why(opened, expert, browser_of, because):
    browser_of(expert).post(alarm_at(opened), {"because": because})
    assert kept(opened.question) == (because, "reader")


def test_the_desk_and_the_site_are_told_apart_from_them(member, coordinator, expert):
    question = stories.answered(member, coordinator, expert)
    workflow.follow_up(
        question=question,
        actor=member,
        now=stories.NOW,
        text="He has just messaged that he wants to kill himself tonight. What now?",
        number=1,
    )
    assert kept(question) == ("risk", "site")
    other = stories.submitted(member)
    workflow.quarantine(question=other, actor=coordinator, now=stories.NOW, label="risk")
    assert kept(other) == ("risk", "desk")


def test_an_older_event_has_a_reason_and_no_side():
    assert in_words("risk") == "Somebody may be at risk."


def test_each_page_has_a_button_for_each_reason(ask, opened, expert, browser_of):
    browser = browser_of(expert)
    for url in (reverse("askexpert:answer", args=[ask.public_id]), opened.get_absolute_url()):
        page = browser.get(url).content.decode()
        assert page.count('name="because" value="risk"') == 1
        assert page.count('name="because" value="identifies"') == 1


def test_a_button_pressed_twice_is_thanked_for_twice(ask, opened, expert, browser_of):
    browser = browser_of(expert)
    for row in (ask, opened):
        answers = [browser.post(alarm_at(row), {"because": "risk"}) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [302, 302]
        said = {str(message)[:10] for message in get_messages(answers[1].wsgi_request)}
        assert said == {"Thank you."}
        assert row.question.events.filter(action="quarantine").count() == 1


def test_who_has_told_nobody_learns_nothing_of_an_alarm(
    opened, ask, coordinator, expert, other_expert, browser_of
):
    for question in (opened.question, ask.question):
        workflow.quarantine(question=question, actor=coordinator, now=timezone.now(), label="risk")
    assert browser_of(other_expert).post(alarm_at(opened)).status_code == 404
    answer = browser_of(expert).post(alarm_at(ask))
    said = [str(message)[:9] for message in get_messages(answer.wsgi_request)]
    assert said != ["Thank you"]
