"""Two experts say yes to one question: the second is thanked, not scolded."""

from datetime import timedelta

from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from askexpert import workflow
from tests.askexpert import stories
from tests.askexpert.stories import status_of


def test_the_second_to_say_yes_is_thanked(member, coordinator, expert, other_expert, browser_of):
    now = timezone.now()
    question = stories.matching(member, coordinator, now=now - timedelta(hours=4))
    first, second = (
        workflow.invite(question=question, expert=person, actor=coordinator, now=now)
        for person in (expert, other_expert)
    )
    workflow.accept(assignment=first, actor=expert, now=now)
    answer = browser_of(other_expert).post(reverse("askexpert:accept", args=[second.public_id]))
    assert [str(message) for message in get_messages(answer.wsgi_request)] == [
        "Thank you for saying yes. Somebody else did so just before you, so the question is in "
        "good hands and you need not do anything."
    ]
    assert (status_of(first), status_of(second)) == ("accepted", "cancelled")


def test_an_ask_that_ended_otherwise_is_not_thanked_for(member, coordinator, expert, browser_of):
    ask = stories.invited(member, coordinator, expert, now=timezone.now())
    workflow.withdraw(question=ask.question, actor=member, now=timezone.now())
    answer = browser_of(expert).post(reverse("askexpert:accept", args=[ask.public_id]))
    assert [str(message) for message in get_messages(answer.wsgi_request)] == [
        "That step is not possible any more. This is how it stands now."
    ]
