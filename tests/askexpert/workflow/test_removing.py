"""Removing a question takes two safeguarding leads, and then every word is gone."""

from datetime import timedelta

import pytest

from askexpert import workflow
from askexpert.models import JointDecision, QuestionEvent
from askexpert.models.decision import DecisionKind
from tests.askexpert import stories
from tests.askexpert.stories import NOW, fresh, told

LATER = NOW + timedelta(hours=6)
REASON = "Their experience of this park is the only one in the network."


@pytest.fixture
def quarantined(member, coordinator):
    question = stories.submitted(member)
    return workflow.quarantine(question=question, actor=coordinator, now=NOW, label="identifies")


def propose_removal(question, actor) -> JointDecision:
    return workflow.propose(
        kind=DecisionKind.REMOVE, question=question, actor=actor, now=LATER, reason=REASON
    )


def events(question) -> list[tuple]:
    return list(
        QuestionEvent.objects.filter(question=question)
        .order_by("pk")
        .values_list("action", "actor__name", "about__name")
    )


def test_two_leads_remove_a_question_with_every_word(
    quarantined, member, safeguarding_lead, second_lead
):
    decision = propose_removal(quarantined, safeguarding_lead)
    assert fresh(quarantined).text == stories.TEXT
    assert told(second_lead)[-1] == "desk_decision_waiting"
    workflow.agree(decision=decision, actor=second_lead, now=LATER, words="Please speak to us.")
    gone = fresh(quarantined)
    assert (gone.status, gone.title, gone.text, gone.reason) == (
        "removed",
        "",
        "",
        "Please speak to us.",
    )
    assert gone.ended_at == LATER
    assert told(member)[-1] == "ask_removed"
    assert gone.seen_at is not None
    assert gone.events.get(action="remove").on_behalf_of == safeguarding_lead
    assert [action for action, *_ in events(gone)][-4:] == [
        "propose_remove",
        "mark_seen",
        "agree_remove",
        "remove",
    ]


def test_an_answer_goes_with_its_question(
    member, coordinator, expert, safeguarding_lead, second_lead
):
    question = stories.answered(member, coordinator, expert)
    workflow.quarantine(question=question, actor=coordinator, now=LATER, label="risk")
    decision = propose_removal(question, safeguarding_lead)
    workflow.agree(decision=decision, actor=second_lead, now=LATER)
    answer = question.answers.get()
    assert (answer.text, answer.draft, answer.released_text) == ("", "", "")


def test_one_lead_removes_nothing(quarantined, safeguarding_lead):
    decision = propose_removal(quarantined, safeguarding_lead)
    with pytest.raises(workflow.NotPermitted):
        workflow.agree(decision=decision, actor=safeguarding_lead, now=LATER)
    with pytest.raises(workflow.NotPermitted):
        workflow.remove(question=quarantined, actor=safeguarding_lead, now=LATER, decision=decision)
    assert fresh(quarantined).text == stories.TEXT


def test_coordinators_remove_nothing(quarantined, coordinator):
    with pytest.raises(workflow.NotPermitted):
        propose_removal(quarantined, coordinator)


def test_only_what_is_with_a_lead_is_removed(member, safeguarding_lead):
    question = stories.submitted(member)
    with pytest.raises(workflow.TransitionNotAllowed):
        propose_removal(question, safeguarding_lead)


def test_words_that_the_law_needs_are_not_removed(quarantined, safeguarding_lead, second_lead):
    decision = propose_removal(quarantined, safeguarding_lead)
    quarantined.legal_holds.create(
        reason="An inquiry has asked.", placed_by=second_lead, placed_at=LATER
    )
    with pytest.raises(workflow.NotPermitted):
        workflow.agree(decision=decision, actor=second_lead, now=LATER)
    assert fresh(quarantined).text == stories.TEXT
