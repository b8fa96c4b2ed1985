"""Deciding on words to take out: where they can be read, and nowhere else."""

import pytest
from django.urls import reverse

from askexpert.models import JointDecision
from askexpert.models.decision import DecisionKind
from tests.askexpert import stories
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
