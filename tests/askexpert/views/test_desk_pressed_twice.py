"""A button at the desk pressed twice is one step, and both presses are answered alike; other words
that come second are refused and kept."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from tests.askexpert import stories
from tests.askexpert.stories import told
from tests.personas import TOPICS, make_expert

WORDS = "Please say which part of the town you mean, in general words."


@pytest.fixture
def colleague_of_asker(member):
    return make_expert("Cole Colleague", organisation=member.profile.organisation, topics=TOPICS)


def url_of(name: str, question) -> str:
    return reverse(f"askexpert_desk:{name}", args=[question.public_id])


def story(name: str, member, coordinator, expert):
    now = timezone.now()
    if name in ("return_answer", "release_answer"):
        return stories.reviewing(member, coordinator, expert, now=now).question
    if name in ("mark_unmatched", "invite"):
        return stories.matching(member, coordinator, now=now)
    return stories.submitted(member, now=now)


def data_of(name: str, question, expert, words: str = WORDS) -> dict:
    typed = {
        "approve": {
            "approve-topics": [topic.pk for topic in question.topics.all()],
            "approve-nation": question.nation_id,
            "approve-is_anonymous": "on",
        },
        "invite": {"expert": expert.public_id},
        "quarantine": {"quarantine-label": "risk"},
        "release_answer": {"release_answer-text": words},
    }
    return {"version": question.version, **typed.get(name, {f"{name}-words": words})}


STEPS = (
    "request_changes",
    "decline",
    "approve",
    "mark_unmatched",
    "invite",
    "return_answer",
    "release_answer",
    "quarantine",
)


@pytest.mark.parametrize("name", STEPS)
def test_both_presses_are_answered_alike(name, member, coordinator, expert, browser_of):
    question = stories.fresh(story(name, member, coordinator, expert))
    browser, data = browser_of(coordinator), data_of(name, question, expert)
    answers = [browser.post(url_of(name, question), data) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    said = [str(message) for message in get_messages(answers[1].wsgi_request)]
    assert len(set(said)) == 1
    assert question.events.filter(action=name).count() == 1
    assert not question.events.filter(action="refuse_invitation").exists()
    kinds = told(member)
    assert len(kinds) == len(set(kinds))


@pytest.mark.parametrize("name", ["request_changes", "decline", "return_answer", "release_answer"])
def test_other_words_that_come_second_are_refused_and_kept(
    name, member, coordinator, expert, browser_of
):
    question = stories.fresh(story(name, member, coordinator, expert))
    browser = browser_of(coordinator)
    browser.post(url_of(name, question), data_of(name, question, expert))
    other = "Please say something else, and more shortly."
    answer = browser.post(url_of(name, question), data_of(name, question, expert, other))
    assert (answer.status_code, other in answer.content.decode()) == (409, True)


def test_a_colleague_who_was_slower_is_told_so(
    member, coordinator, second_coordinator, expert, browser_of
):
    question = stories.submitted(member, now=timezone.now())
    data = data_of("decline", question, expert)
    for person in (coordinator, second_coordinator):
        answer = browser_of(person).post(url_of("decline", question), data)
    assert answer.status_code == 409


def test_inviting_somebody_else_right_after_is_no_second_press(
    member, coordinator, expert, colleague_of_asker, browser_of
):
    question = stories.matching(member, coordinator, now=timezone.now())
    browser = browser_of(coordinator)
    browser.post(url_of("invite", question), {"expert": expert.public_id})
    answer = browser.post(url_of("invite", question), {"expert": colleague_of_asker.public_id})
    assert answer.status_code == 403
    assert question.events.get(action="refuse_invitation").about == colleague_of_asker
