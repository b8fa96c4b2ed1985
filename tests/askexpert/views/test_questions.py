"""The page of one's own question, and the steps that are the asker's."""

import pytest
from django.utils import timezone

from askexpert import workflow
from askexpert.models import OpenQuestion
from network.notifications.models import Message
from network.taxonomy.models import Sector
from tests.askexpert import stories
from tests.askexpert.rows import stored


@pytest.fixture
def answered(member, coordinator, expert):
    return stories.answered(member, coordinator, expert, now=timezone.now())


@pytest.fixture
def unmatched(member, coordinator):
    return stories.unmatched(member, coordinator, now=timezone.now())


def step(question, name: str) -> str:
    return f"{question.get_absolute_url()}{name}/"


# This helped


def test_the_form_sent_twice_closes_once(member, answered, expert, browser_of):
    browser = browser_of(member)
    for _ in range(2):
        answer = browser.post(
            step(answered, "close"), {"helped": "yes", "outcome": "Two meetings since."}
        )
        assert answer["Location"] == answered.get_absolute_url()
    question = stories.fresh(answered)
    assert (question.status, question.helped, question.outcome) == (
        "closed",
        True,
        "Two meetings since.",
    )
    assert Message.objects.filter(kind="expert_outcome").count() == 1
    texts = [str(message) for message in browser.get("/ask/mine/").context["messages"]]
    assert texts == ["Thank you. The person who answered reads what came of it."] * 2


def test_an_outcome_is_screened_and_stays_in_its_field(member, answered, browser_of):
    answer = browser_of(member).post(
        step(answered, "close"), {"helped": "yes", "outcome": "Thanks to 943 476 5919."}
    )
    assert "“943 476 5919”: " in answer.context["form"].errors["outcome"][0]
    assert "Thanks to 943 476 5919." in answer.content.decode()
    assert stories.status_of(answered) == "answered"


def test_an_outcome_does_not_say_who_asked_without_a_name(member, answered, browser_of):
    """The expert reads it."""
    outcome = "It helped, says the northfield council."
    answer = browser_of(member).post(step(answered, "close"), {"helped": "yes", "outcome": outcome})
    assert "you have asked this without your name." in answer.content.decode()
    assert outcome in answer.content.decode()
    assert stories.status_of(answered) == "answered"


def test_an_outcome_that_comes_too_late_is_given_back(member, answered, browser_of):
    workflow.follow_up(
        question=answered, actor=member, now=timezone.now(), text="And then?", number=1
    )
    answer = browser_of(member).post(
        step(answered, "close"), {"helped": "yes", "outcome": "Two meetings since."}
    )
    assert (answer.status_code, "Two meetings since." in answer.content.decode()) == (409, True)


# Withdrawing


def test_the_page_says_what_becomes_of_the_words(member, browser_of):
    question = stories.submitted(member, now=timezone.now())
    page = browser_of(member).get(step(question, "withdraw"))
    words = " ".join(page.content.decode().split())
    gone = timezone.localtime(page.context["gone"])
    assert (gone.date() - timezone.localdate()).days == 30
    assert f"Its words are deleted on {gone:%A} {gone.day} {gone:%B %Y}." in words


def test_withdrawn_twice_is_withdrawn_once(member, coordinator, expert, browser_of):
    ask = stories.invited(member, coordinator, expert, now=timezone.now())
    browser = browser_of(member)
    for _ in range(2):
        answer = browser.post(step(ask.question, "withdraw"))
        assert answer["Location"] == "/ask/mine/"
    assert stories.status_of(ask.question) == "withdrawn"
    assert stories.told(expert).count("expert_no_longer_needed") == 1


def test_a_question_that_is_over_cannot_be_withdrawn(member, answered, browser_of):
    workflow.close(question=answered, actor=member, now=timezone.now(), helped=None)
    browser = browser_of(member)
    url = answered.get_absolute_url()
    assert browser.get(step(answered, "withdraw"))["Location"] == url
    browser.post(step(answered, "withdraw"))
    assert stories.status_of(answered) == "closed"


# Choosing what happens next


def test_looking_again_starts_a_wider_search(member, unmatched, browser_of):
    browser_of(member).post(step(unmatched, "next"), {"step": "widen"})
    question = stories.fresh(unmatched)
    assert (question.status, question.is_widened) == ("matching", True)


def test_a_peer_group_needs_a_sector(member, unmatched, browser_of):
    answer = browser_of(member).post(step(unmatched, "next"), {"step": "peers"})
    assert answer.context["next_form"].errors == {"sector": ["Choose whose view you would like."]}
    assert OpenQuestion.objects.count() == 0


def test_a_peer_group_is_asked_for(member, unmatched, coordinator, browser_of):
    police = Sector.objects.get(slug="police")
    for _ in range(2):
        browser_of(member).post(step(unmatched, "next"), {"step": "peers", "sector": police.pk})
    assert OpenQuestion.objects.get().sector == police
    assert stories.told(coordinator).count("desk_open_question") == 1


def test_all_members_are_asked_whatever_the_sector_field_says(member, unmatched, browser_of):
    police = Sector.objects.get(slug="police")
    browser_of(member).post(step(unmatched, "next"), {"step": "open", "sector": police.pk})
    assert OpenQuestion.objects.get().sector is None


def test_withdrawing_asks_once_more(member, unmatched, browser_of):
    answer = browser_of(member).post(step(unmatched, "next"), {"step": "withdraw"})
    assert answer["Location"] == step(unmatched, "withdraw")
    assert stories.status_of(unmatched) == "unmatched"


def test_choosing_nothing_is_an_error(member, unmatched, browser_of):
    answer = browser_of(member).post(step(unmatched, "next"), {})
    assert answer.context["next_form"].errors == {"step": ["Choose what should happen next."]}
    assert answer.content.decode().index("error-summary") < answer.content.decode().index("<h1>")


def test_a_choice_that_comes_too_late_changes_nothing(member, coordinator, unmatched, browser_of):
    workflow.widen(question=unmatched, actor=coordinator, now=timezone.now())
    before = stored()
    answer = browser_of(member).post(step(unmatched, "next"), {"step": "open"})
    assert answer["Location"] == unmatched.get_absolute_url()
    assert stored() == before
    assert OpenQuestion.objects.count() == 0


# Still needing help


def test_opened_again_twice_is_opened_once(member, coordinator, browser_of):
    question = stories.submitted(member, now=timezone.now())
    type(question).objects.filter(pk=question.pk).update(status="duplicate")
    for _ in range(2):
        browser_of(member).post(step(question, "reopen"))
    assert stories.status_of(question) == "submitted"
    assert stories.told(coordinator).count("desk_still_needs_help") == 1


def test_a_page_that_is_gone_is_not_offered(member, browser_of):
    question = stories.submitted(member, now=timezone.now())
    type(question).objects.filter(pk=question.pk).update(status="duplicate")
    page = browser_of(member).get(question.get_absolute_url()).content.decode()
    assert "The page that we pointed you to is no longer there." in page


# 3 session, person, groups · question · answers, follow-ups · kept words · events · 3 unread
# messages, site, menu
PAGE = 11


@pytest.mark.parametrize("state", ["answered", "twice answered"])
def test_the_page_costs_the_same_with_one_answer_and_with_two(
    member, answered, coordinator, expert, state, browser_of, django_assert_num_queries
):
    if state == "twice answered":
        now = timezone.now()
        workflow.follow_up(question=answered, actor=member, now=now, text="And then?", number=1)
        ask = answered.assignments.get(status="invited")
        workflow.accept(assignment=ask, actor=expert, now=now)
        workflow.submit_answer(assignment=ask, actor=expert, now=now, text="Draw it again.")
        workflow.release_answer(question=answered, actor=coordinator, now=now, text="Draw again.")
    browser = browser_of(member)
    browser.get(answered.get_absolute_url())
    with django_assert_num_queries(PAGE):
        browser.get(answered.get_absolute_url())
