"""The expert's side: reading, saying yes or no, writing, handing back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from askexpert.models import Assignment, ExpertAvailability
from tests.askexpert import stories

BLOCKED = "Ring me on 07700 900123 and we talk."
WARNED = "The Jones family is a name from a training text."


@pytest.fixture
def ask(member, coordinator, expert):
    return stories.accepted(member, coordinator, expert, now=timezone.now())


@pytest.fixture
def url(ask):
    return reverse("askexpert:answer", args=[ask.public_id])


def test_accepting_twice_leads_to_the_answer_both_times(member, coordinator, expert, browser_of):
    ask = stories.invited(member, coordinator, expert, now=timezone.now())
    browser = browser_of(expert)
    accept = reverse("askexpert:accept", args=[ask.public_id])
    answers = [browser.post(accept) for _ in range(2)]
    assert [answer["Location"] for answer in answers] == [
        reverse("askexpert:answer", args=[ask.public_id])
    ] * 2
    assert ask.events.filter(action="accept").count() == 1


def test_declining_needs_a_reason(member, coordinator, expert, browser_of):
    ask = stories.invited(member, coordinator, expert)
    decline = reverse("askexpert:decline", args=[ask.public_id])
    answer = browser_of(expert).post(decline, {"decline-note": "Try a colleague."})
    assert answer.context["decline_form"].errors == {"reason": ["Choose one."]}
    assert answer.context["decline_form"]["note"].value() == "Try a colleague."
    assert 'href="#id_decline-reason_0"' in answer.content.decode()
    assert stories.status_of(ask) == "invited"


def test_an_invitation_that_is_over_shows_nothing_of_the_question(
    member, coordinator, expert, browser_of
):
    ask = stories.invited(member, coordinator, expert)
    stories.workflow.decline_invitation(
        assignment=ask, actor=expert, now=stories.NOW, reason="no_time"
    )
    page = browser_of(expert).get(ask.get_absolute_url()).content.decode()
    assert "This invitation is over" in page
    assert (stories.TITLE in page, stories.TEXT in page) == (False, False)


def test_a_draft_is_kept_whatever_it_says(expert, ask, url, browser_of):
    answer = browser_of(expert).post(url, {"text": BLOCKED, "step": "save"})
    assert answer["Location"] == "/ask/invitations/"
    assert stories.fresh(ask).answer.draft == BLOCKED


def test_an_identifier_in_an_answer_is_marked_and_kept(expert, ask, url, browser_of):
    answer = browser_of(expert).post(url, {"text": BLOCKED, "step": "send"})
    page = answer.content.decode()
    assert page.index("“07700 900123”: ") < page.index("<h1>")
    assert '<mark data-severity="block">07700 900123</mark>' in page
    assert answer.context["form"]["text"].value() == BLOCKED
    assert stories.status_of(ask) == "accepted"


def test_an_answer_that_is_too_long_stays_on_the_page(expert, ask, url, browser_of):
    long = "word " * 1700
    answer = browser_of(expert).post(url, {"text": long, "step": "save"})
    assert answer.context["form"].errors == {
        "text": ["Shorten this to 8,000 characters; it is 8499 now."]
    }
    assert answer.context["form"]["text"].value() == long


def test_a_warning_in_an_answer_is_kept_with_its_reason(expert, ask, url, browser_of):
    browser = browser_of(expert)
    asked = browser.post(url, {"text": WARNED, "step": "send"})
    (name,) = asked.context["reasons"].fields
    assert asked.context["reasons"].errors == {}
    browser.post(
        url, {"text": WARNED, "step": "send", "reasons_shown": "yes", name: "An invented name."}
    )
    assert stories.status_of(ask) == "submitted"
    (kept,) = stories.fresh(ask).answer.justifications
    assert (kept["phrase"], kept["why"]) == ("Jones", "An invented name.")


def test_a_reason_stays_with_its_phrase_when_the_text_changes(expert, ask, url, browser_of):
    browser = browser_of(expert)
    both = "The Jones family and the Barton family are invented."
    asked = browser.post(url, {"text": both, "step": "send"})
    reasons = {
        name: f"About {key.partition(':')[2]}."
        for name, key in asked.context["reasons"].keys.items()
    }
    assert len(reasons) == 2
    changed = "The Barton family is invented."
    browser.post(url, {"text": changed, "step": "send", "reasons_shown": "yes", **reasons})
    (kept,) = stories.fresh(ask).answer.justifications
    assert (kept["phrase"], kept["why"]) == ("Barton", "About Barton.")


def test_a_double_click_on_send_is_one_answer(expert, ask, url, browser_of):
    browser = browser_of(expert)
    answers = [browser.post(url, {"text": stories.ANSWER, "step": "send"}) for _ in range(2)]
    assert [answer["Location"] for answer in answers] == ["/ask/invitations/"] * 2
    assert ask.events.filter(action="submit_answer").count() == 1


def test_words_for_a_question_that_was_withdrawn_are_given_back(
    member, expert, ask, url, browser_of
):
    stories.workflow.withdraw(question=ask.question, actor=member, now=timezone.now())
    answer = browser_of(expert).post(url, {"text": "Half an hour of work.", "step": "send"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Half an hour of work." in page
    assert (stories.TITLE in page, stories.TEXT in page) == (False, False)


def test_a_draft_that_is_handed_back_is_offered_to_the_coordinator(
    expert, coordinator, ask, url, browser_of
):
    browser = browser_of(expert)
    browser.post(url, {"text": "First thoughts.", "step": "save"})
    desk = browser_of(coordinator)
    assert "First thoughts." not in desk.get(ask.question.desk_url).content.decode()
    browser.post(
        reverse("askexpert:hand_back", args=[ask.public_id]), {"hand-back-note": "I am ill."}
    )
    page = desk.get(ask.question.desk_url).content.decode()
    assert ("First thoughts." in page, "I am ill." in page) == (True, True)


def test_lists_of_invitations_take_the_same_queries_for_one_and_three(
    member, coordinator, expert, browser_of, django_assert_num_queries
):
    """Session and person, asks with their questions, topics of these, the person's profile and ties
    to these, silence; unread messages, groups, site and menu of the frame."""
    browser = browser_of(expert)
    stories.invited(member, coordinator, expert)
    url = reverse("askexpert:invitations")
    browser.get(url)
    with django_assert_num_queries(INVITATIONS):
        browser.get(url)
    ExpertAvailability.objects.update(capacity=5)
    stories.invited(member, coordinator, expert)
    stories.invited(member, coordinator, expert)
    with django_assert_num_queries(INVITATIONS):
        page = browser.get(url)
    assert len(page.context["live"]) == 3


INVITATIONS = 11


def test_an_expert_is_told_what_came_of_it(member, coordinator, expert, browser_of):
    question = stories.answered(member, coordinator, expert)
    close = reverse("askexpert:close", args=[question.public_id])
    browser_of(member).post(close, {"helped": "yes", "outcome": "The school changed its gate."})
    ask = Assignment.objects.get()
    assert (
        "The school changed its gate."
        in browser_of(expert).get(ask.get_absolute_url()).content.decode()
    )


def test_an_outcome_that_identifies_somebody_is_held_back_and_kept(
    member, coordinator, expert, browser_of
):
    question = stories.answered(member, coordinator, expert)
    close = reverse("askexpert:close", args=[question.public_id])
    outcome = "Ring 07700 900123 for more."
    answer = browser_of(member).post(close, {"helped": "yes", "outcome": outcome})
    assert list(answer.context["form"].errors) == ["outcome"]
    assert answer.context["form"]["outcome"].value() == outcome
    assert stories.status_of(question) == "answered"


def test_a_colleague_is_named_to_the_coordinator_alone(
    member, coordinator, expert, other_expert, browser_of
):
    ask = stories.invited(member, coordinator, expert, now=timezone.now())
    decline = reverse("askexpert:decline", args=[ask.public_id])
    sent = {"decline-reason": "no_time", "decline-colleague": "Cai Colleague"}
    browser_of(expert).post(decline, sent)
    assert stories.fresh(ask).colleague == "Cai Colleague"
    desk = browser_of(coordinator).get(ask.question.desk_url).content.decode()
    asker = browser_of(member).get(ask.question.get_absolute_url()).content.decode()
    assert ("Cai Colleague" in desk, "Cai Colleague" in asker) == (True, False)


@pytest.mark.parametrize("state", ["accepted", "reviewing"])
def test_declining_what_waits_for_no_reply_changes_nothing(
    state, member, coordinator, expert, browser_of
):
    ask = getattr(stories, state)(member, coordinator, expert, now=timezone.now())
    before = stories.status_of(ask)
    decline = reverse("askexpert:decline", args=[ask.public_id])
    browser = browser_of(expert)
    answers = [browser.get(decline), browser.post(decline, {"decline-reason": "no_time"})]
    assert [answer["Location"] for answer in answers] == [ask.get_absolute_url()] * 2
    assert stories.status_of(ask) == before


def test_the_invitation_says_what_it_asks_and_what_happens_otherwise(
    member, coordinator, expert, browser_of
):
    ask = stories.invited(member, coordinator, expert)
    page = browser_of(expert).get(ask.get_absolute_url()).content.decode()
    for words in (
        "Peer mapping",
        "England",
        "About 30 minutes",
        "Friday 13 March",
        "within 7 working days",
        "We ask somebody else; that is fine.",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"capacity": 0}, "as many questions as you wanted"),
        ({"consented_at": None}, "you would rather not be asked"),
    ],
)
def test_a_yes_that_is_too_late_for_a_reason_of_ones_own_is_told_it(
    member, coordinator, expert, browser_of, change, words
):
    ask = stories.invited(member, coordinator, expert, now=timezone.now())
    ExpertAvailability.objects.filter(user=expert).update(**change)
    accept = reverse("askexpert:accept", args=[ask.public_id])
    page = browser_of(expert).post(accept, follow=True).content.decode()
    assert words in page
    assert stories.TEXT not in page


def test_a_reader_says_that_somebody_is_at_risk_by_the_key_of_their_own_ask(
    ask, expert, other_expert, browser_of
):
    alarm = reverse("askexpert:alarm", args=[ask.public_id])
    page = browser_of(expert).get(reverse("askexpert:answer", args=[ask.public_id]))
    assert f'action="{alarm}"' in page.content.decode()
    assert browser_of(other_expert).post(alarm).status_code == 404
    assert browser_of(expert).get(alarm).status_code == 405
    assert stories.status_of(ask.question) == "answering"
    assert browser_of(expert).post(alarm)["Location"] == "/ask/invitations/"
    assert stories.status_of(ask.question) == "quarantined"
    assert browser_of(expert).post(alarm)["Location"] == "/ask/invitations/"


def test_the_list_says_kindly_that_an_answer_is_late(ask, expert, browser_of):
    browser = browser_of(expert)
    assert "still welcome" not in browser.get("/ask/invitations/").content.decode()
    then = timezone.now() - timedelta(days=2)
    Assignment.objects.update(answer_by=then, lapse_by=timezone.now() + timedelta(days=1))
    until = date_format(timezone.localtime(stories.fresh(ask).lapse_by), "l j F")
    was = date_format(timezone.localtime(then), "l j F")
    words = (
        f"Your answer was due by {was}. It is still welcome: we wait until {until} before we ask "
        "somebody else."
    )
    assert words in browser.get("/ask/invitations/").content.decode()
    page = browser.get(reverse("askexpert:answer", args=[ask.public_id])).content.decode()
    assert f"Your answer was due by <strong>{was}</strong>. It is still welcome" in page


def test_the_list_says_that_a_reply_is_late(member, coordinator, expert, browser_of):
    ask = stories.invited(member, coordinator, expert)
    day = date_format(timezone.localtime(ask.respond_by), "l j F")
    page = browser_of(expert).get("/ask/invitations/").content.decode()
    assert f"A yes or no would have helped by {day}; it still does" in page
