"""The button is pressed twice at once: the same answer is one answer, other words are kept."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from askexpert import workflow
from askexpert.views import writing
from tests.askexpert import stories

SENT = "Your answer is with the coordinator, who checks it within two working days. Thank you."
SHORTER = "Map places before people.\n\nThen ask who will act."


@pytest.fixture
def returned(member, coordinator, expert):
    """An ask whose answer a coordinator has sent back."""
    now = timezone.now()
    ask = stories.reviewing(member, coordinator, expert, now=now - timedelta(hours=5))
    workflow.return_answer(
        question=ask.question, actor=coordinator, now=now, note="Shorter, please."
    )
    return stories.fresh(ask)


def send(browser, ask, text: str):
    url = reverse("askexpert:answer", args=[ask.public_id])
    return browser.post(url, {"text": text, "step": "send"})


def said_by(answer) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


@pytest.fixture
def at_once(monkeypatch):
    """Let something happen between a request's look at the ask and its first lock."""

    def arrange(happens) -> None:
        found = writing.own_assignment
        waiting = [happens]

        def slow(user, public_id):
            ask = found(user, public_id)
            if waiting:
                waiting.pop()()
            return ask

        monkeypatch.setattr(writing, "own_assignment", slow)

    return arrange


@pytest.mark.parametrize("at_the_same_time", [False, True])
def test_the_same_answer_sent_twice_is_thanked_for_twice(
    returned, expert, browser_of, at_once, at_the_same_time
):
    browser = browser_of(expert)
    first = []
    if at_the_same_time:
        at_once(lambda: first.append(send(browser, returned, SHORTER)))
    else:
        first.append(send(browser, returned, SHORTER))
    second = send(browser, returned, SHORTER.replace("\n", "\r\n") + "\r\n")
    assert [answer["Location"] for answer in (*first, second)] == ["/ask/invitations/"] * 2
    assert said_by(second)[-1] == SENT
    assert set(said_by(second)) == {SENT}
    assert stories.fresh(returned).answer.text == SHORTER
    assert returned.events.filter(action="submit_answer").count() == 2


@pytest.mark.parametrize("at_the_same_time", [False, True])
def test_other_words_sent_second_are_refused_and_given_back(
    returned, expert, browser_of, at_once, at_the_same_time
):
    browser = browser_of(expert)
    if at_the_same_time:
        at_once(lambda: send(browser, returned, SHORTER))
    else:
        send(browser, returned, SHORTER)
    second = send(browser, returned, f"{SHORTER} And when.")
    assert second.status_code == 409
    assert second.context["words"] == [f"{SHORTER} And when."]
    assert stories.fresh(returned).answer.text == SHORTER


def test_longer_words_saved_while_the_first_are_on_their_way_are_not_taken_for_them(
    returned, expert, browser_of, monkeypatch
):
    """Both requests have saved their draft before either sends."""
    browser, firsts = browser_of(expert), [SHORTER]
    found = writing.tells_of_risk_now

    def slow(text):
        if firsts:
            send(browser, returned, firsts.pop())
        return found(text)

    monkeypatch.setattr(writing, "tells_of_risk_now", slow)
    second = send(browser, returned, f"{SHORTER} And when.")
    assert (second.status_code, second.context["words"]) == (409, [f"{SHORTER} And when."])
    assert stories.fresh(returned).answer.text == SHORTER
