"""Nothing waits for somebody who has left, and whoever is concerned is told."""

from datetime import timedelta

import pytest

from askexpert import workflow
from askexpert.models import Answer, Assignment, ExpertAvailability, Question, QuestionEvent
from network.members.roles import COORDINATORS
from network.members.workflow.leaving import come_back, leave
from network.privacy import due
from network.privacy.holdings import all_holdings
from tests.askexpert import stories
from tests.askexpert.stories import fresh, status_of, told
from tests.personas import make_member, make_organisation

NOW = stories.NOW + timedelta(days=1)


def go(user):
    return leave(user=user, now=NOW, keeps_credit=False)


def says(user) -> list[str]:
    return [line for holding in all_holdings() for line in holding.says(user)]


def test_what_an_expert_was_writing_is_handed_on(member, coordinator, expert, other_expert):
    ask = stories.accepted(member, coordinator, expert)
    workflow.save_answer(assignment=ask, actor=expert, now=NOW, text="Half an answer")
    assert says(expert) == [
        "1 question that you are answering will be handed on to somebody else. The coordinator "
        "sees what you have written so far."
    ]
    go(expert)
    assert (status_of(ask), status_of(ask.question)) == ("released", "matching")
    assert told(member)[-1] == "ask_expert_gone"
    assert told(coordinator)[-1] == "desk_handed_back"
    assert Answer.objects.get(assignment=ask).draft == "Half an answer"


def test_an_open_invitation_is_declined(member, coordinator, expert, other_expert):
    ask = stories.invited(member, coordinator, expert)
    go(expert)
    assert (status_of(ask), fresh(ask).decline_reason) == ("declined", "no_time")
    assert told(coordinator)[-1] == "desk_invitation_declined"


def test_an_answer_that_was_sent_can_still_be_released(member, coordinator, expert):
    ask = stories.reviewing(member, coordinator, expert)
    go(expert)
    workflow.release_answer(
        question=ask.question, actor=coordinator, now=NOW + timedelta(hours=1), text=stories.ANSWER
    )
    assert (status_of(ask), status_of(ask.question)) == ("completed", "answered")


def test_an_answer_returned_to_nobody_looks_for_somebody_else(
    member, coordinator, expert, other_expert
):
    ask = stories.reviewing(member, coordinator, expert)
    go(expert)
    workflow.return_answer(
        question=ask.question, actor=coordinator, now=NOW + timedelta(hours=1), note="Shorter"
    )
    assert (status_of(ask), status_of(ask.question)) == ("released", "matching")
    assert QuestionEvent.objects.filter(assignment=ask).last().actor is None
    assert told(other_expert) == ["expert_invited"]


@pytest.mark.parametrize("story", ["submitted", "matching", "invited", "accepted", "reviewing"])
def test_an_own_question_without_an_answer_is_withdrawn(story, member, coordinator, expert):
    people = {"submitted": (), "matching": (coordinator,)}.get(story, (coordinator, expert))
    row = getattr(stories, story)(member, *people)
    question = row.question if isinstance(row, Assignment) else row
    go(member)
    assert status_of(question) == "withdrawn"
    if isinstance(row, Assignment):
        assert status_of(row) == "cancelled"
        assert told(expert)[-1] == "expert_no_longer_needed"


def test_an_own_question_with_an_answer_is_closed(member, coordinator, expert):
    question = stories.answered(member, coordinator, expert)
    go(member)
    assert (status_of(question), fresh(question).helped) == ("closed", None)


def test_a_question_with_a_safeguarding_lead_stays_there(member, coordinator, safeguarding_lead):
    question = stories.submitted(member)
    workflow.quarantine(question=question, actor=coordinator, now=NOW, label="risk")
    go(member)
    assert status_of(question) == "quarantined"
    due.run_due(now=NOW + timedelta(days=15))
    assert status_of(question) == "quarantined"
    assert Question.objects.visible_to(safeguarding_lead).get() == question


def test_a_draft_is_kept_for_coming_back_and_deleted_in_the_end(member):
    question = stories.draft(member)
    departure = go(member)
    assert status_of(question) == "draft"
    come_back(departure=departure, now=NOW + timedelta(days=1))
    assert fresh(question).text == stories.TEXT
    leave(user=fresh(member), now=NOW + timedelta(days=2), keeps_credit=False)
    due.run_due(now=NOW + timedelta(days=17))
    assert Question.objects.count() == 0


def test_what_a_coordinator_looked_after_is_everybodys_again(
    member, coordinator, conflicted_coordinator, expert, safeguarding_lead
):
    third = make_member(
        "Cleo Third",
        organisation=make_organisation("Farrow Council", "Farrow"),
        groups=(COORDINATORS,),
    )
    question = stories.matching(member, coordinator)
    go(coordinator)
    assert fresh(question).coordinator is None
    assert "desk_coordinator_left" in told(third)
    assert "desk_coordinator_left" not in told(conflicted_coordinator)
    assert "desk_coordinator_left" not in told(coordinator)


def test_nobody_who_has_left_is_asked_again(member, coordinator, expert):
    departure = go(expert)
    assert ExpertAvailability.objects.get(user=expert).consented_at is None
    come_back(departure=departure, now=NOW + timedelta(days=1))
    assert ExpertAvailability.objects.get(user=expert).consented_at is None
    question = stories.matching(member, coordinator)
    with pytest.raises(workflow.ExpertNotEligible):
        workflow.invite(
            question=question, expert=fresh(expert), actor=coordinator, now=NOW + timedelta(days=2)
        )


def test_no_question_answer_or_event_is_lost(member, coordinator, expert, other_expert):
    stories.answered(member, coordinator, expert)
    stories.accepted(other_expert, coordinator, expert)
    models = (Question, Answer, Assignment)
    before = [model.objects.count() for model in models]
    events = QuestionEvent.objects.count()
    go(expert)
    go(other_expert)
    due.run_due(now=NOW + timedelta(days=15))
    assert [model.objects.count() for model in models] == before
    assert QuestionEvent.objects.count() > events
