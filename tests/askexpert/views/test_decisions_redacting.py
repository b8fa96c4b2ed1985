"""Deciding on words to take out: where they can be read, and nowhere else."""

import pytest
from django.urls import reverse

from askexpert.models import JointDecision
from askexpert.models.decision import DecisionKind
from tests.askexpert import publications, stories
from tests.personas import TOPICS, make_expert, make_organisation

WAITING = "/desk/questions/decisions/"


def decide(question, decision, name: str) -> str:
    return reverse("askexpert_desk:decide", args=[question.public_id, decision, name])


@pytest.fixture
def looking(member, coordinator):
    return stories.matching(member, coordinator)


@pytest.fixture
def neighbour(db):
    return make_expert(
        "Nell Neighbour",
        organisation=make_organisation("Northfield Police", "Northfield"),
        topics=TOPICS,
        contexts=("peer-group",),
    )


@pytest.fixture
def words_to_go(looking, coordinator):
    return stories.workflow.propose_redaction(
        question=looking,
        actor=coordinator,
        now=stories.NOW,
        phrases=["one park"],
        reason="It says where.",
    )


def test_words_to_take_out_are_decided_on_where_they_can_be_read(
    looking, words_to_go, second_coordinator, browser_of
):
    second = browser_of(second_coordinator)
    redacting = reverse("askexpert_publishing:redact", args=[looking.public_id])
    page = second.get(looking.desk_url).content.decode()
    assert f'href="{redacting}">Read the words and decide' in page
    assert "Agree:" not in page
    assert [row["url"] for row in second.get(WAITING).context["rows"]] == [redacting]
    assert "one park" in second.get(redacting).content.decode()


@pytest.mark.parametrize("name", ["agree", "refuse", "take-back"])
def test_words_to_take_out_are_not_decided_on_blindly(
    name, looking, words_to_go, second_coordinator, browser_of
):
    answer = browser_of(second_coordinator).post(decide(looking, words_to_go.public_id, name))
    assert (answer.status_code, stories.fresh(words_to_go).status) == (404, "proposed")


def test_both_ways_to_decide_refuse_whoever_proposed_it_alike(
    looking, words_to_go, neighbour, coordinator, browser_of
):
    browser = browser_of(coordinator)
    browser.post(
        reverse("askexpert_desk:set_aside", args=[looking.public_id, "area"]),
        {"expert": neighbour.public_id, "reason": "They know this park."},
    )
    other = JointDecision.objects.get(kind=DecisionKind.OVERRIDE_AREA)
    redacting = reverse("askexpert_publishing:redact", args=[looking.public_id])
    answers = [
        browser.post(f"{redacting}agree/"),
        browser.post(decide(looking, other.public_id, "agree")),
    ]
    assert [answer.status_code for answer in answers] == [403, 403]


@pytest.fixture
def answer_page(member, coordinator, expert, second_coordinator):
    return publications.published(member, coordinator, expert, second_coordinator)


def test_the_list_of_published_answers_leads_to_taking_words_out(
    answer_page, coordinator, browser_of
):
    _, page = answer_page
    shown = browser_of(coordinator).get(reverse("askexpert_consents:answers")).content.decode()
    assert f'href="{reverse("askexpert_consents:redact_page", args=[page.pk])}"' in shown


def test_a_page_whose_question_is_kept_leads_to_the_questions_redaction(
    answer_page, coordinator, browser_of
):
    publication, page = answer_page
    answer = browser_of(coordinator).get(f"/ask/published/{page.pk}/redact/")
    assert answer.url == f"{publication.question.desk_url}redact/"


@pytest.mark.parametrize("who", ["conflicted_coordinator", "editor"])
def test_who_may_not_see_the_question_is_told_whose_turn_it_is_and_not_led_there(
    who, answer_page, browser_of, request
):
    _, page = answer_page
    browser = browser_of(request.getfixturevalue(who))
    answer = browser.post(
        f"/ask/published/{page.pk}/redact/",
        {"phrases": "Places", "reason": "Too much."},
        follow=True,
    )
    assert answer.redirect_chain == [("/ask/published/", 302)]
    assert "The question behind this answer is still kept" in answer.content.decode()
    assert not JointDecision.objects.exists()
