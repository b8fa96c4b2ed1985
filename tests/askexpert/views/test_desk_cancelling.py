"""Taking back what was asked of an expert, over HTTP."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from askexpert import workflow
from tests.askexpert import stories
from tests.askexpert.rows import stored
from tests.askexpert.stories import status_of


def address(ask, *, question=None) -> str:
    shown = question or ask.question
    return reverse("askexpert_desk:cancel", args=[shown.public_id, ask.public_id])


def form_of(page, url: str) -> dict:
    """What the form to this address would send."""
    form = BeautifulSoup(page.content, "html.parser").find("form", action=url)
    return {field["name"]: field.get("value", "") for field in form.find_all("input")}


@pytest.mark.parametrize("story", [stories.invited, stories.accepted])
def test_the_form_on_the_page_takes_it_back(story, member, coordinator, expert, browser_of):
    ask = story(member, coordinator, expert)
    browser = browser_of(coordinator, strict=True)
    sent = form_of(browser.get(ask.question.desk_url), address(ask))
    sent[f"cancel-{ask.pk}-reason"] = "asked_by_mistake"
    answer = browser.post(address(ask), sent)
    assert answer["Location"] == ask.question.desk_url
    assert status_of(ask) == "cancelled"
    assert ask.events.get(action="cancel").reason == "asked_by_mistake"


def test_without_a_reason_it_is_asked_for(member, coordinator, expert, browser_of):
    ask = stories.invited(member, coordinator, expert)
    answer = browser_of(coordinator).post(address(ask), {})
    assert answer.status_code == 422
    assert "Choose why: it is kept with the question." in answer.content.decode()
    assert status_of(ask) == "invited"


def test_a_form_from_before_the_yes_ends_nothing(member, coordinator, expert, browser_of):
    ask = stories.invited(member, coordinator, expert)
    browser = browser_of(coordinator)
    sent = form_of(browser.get(ask.question.desk_url), address(ask))
    workflow.accept(assignment=ask, actor=expert, now=stories.NOW)
    sent[f"cancel-{ask.pk}-reason"] = "another_fits"
    page = browser.post(address(ask), sent, follow=True)
    assert "Somebody has taken a step since you opened this page." in page.content.decode()
    assert status_of(ask) == "accepted"


@pytest.mark.parametrize("story", [stories.reviewing, stories.answered])
def test_what_is_over_or_sent_has_no_such_form(story, member, coordinator, expert, browser_of):
    question = getattr(made := story(member, coordinator, expert), "question", made)
    page = browser_of(coordinator).get(question.desk_url).content.decode()
    assert "/cancel/" not in page


@pytest.mark.parametrize(
    "who", ["member", "expert", "conflicted_coordinator", "safeguarding_lead", "researcher"]
)
def test_for_everybody_else_the_address_does_not_exist(
    request, member, coordinator, expert, browser_of, who
):
    ask = stories.invited(member, coordinator, expert)
    before = stored()
    browser = browser_of(request.getfixturevalue(who))
    sent = {f"cancel-{ask.pk}-reason": "other"}
    assert browser.post(address(ask), sent).status_code == 404
    assert stored() == before


def test_an_ask_of_another_question_is_not_found(
    member, coordinator, expert, other_expert, browser_of
):
    ask = stories.invited(member, coordinator, expert)
    other = stories.invited(member, coordinator, other_expert)
    url = address(ask, question=other.question)
    answer = browser_of(coordinator).post(url, {f"cancel-{ask.pk}-reason": "other"})
    assert (answer.status_code, status_of(ask)) == (404, "invited")
