"""The verbs of an ask."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from askexpert import workflow
from askexpert.enums import AssignmentStatus, DeclineReason, QuestionStatus
from askexpert.errors import ExpertNotEligible
from askexpert.models import Assignment, ExpertAvailability, Question
from network.notifications.models import Message
from network.workflows import NotPermitted, TransitionNotAllowed
from tests.askexpert import stories
from tests.askexpert.rows import stored
from tests.askexpert.stories import NOW, fresh, status_of, told
from tests.personas import make_expert, make_organisation

pytestmark = pytest.mark.django_db


def test_an_invitation_says_topic_words_and_nothing_else(member, coordinator, expert):
    stories.invited(member, coordinator, expert)
    message = Message.objects.get(recipient=expert)
    assert message.kind == "expert_invited"
    assert (
        message.subject == "A question needs somebody who knows: detached youth work, peer mapping"
    )
    written = f"{message.subject} {message.body} {message.url}"
    for private in (stories.TITLE, stories.TEXT[:40], member.name, member.email):
        assert private not in written


def test_an_invitation_keeps_the_score_the_reasons_and_the_weights(member, coordinator, expert):
    assignment = stories.invited(member, coordinator, expert)
    assert assignment.score > 25
    assert assignment.reasons[0].startswith("2 of 2 topics")
    assert assignment.weights["rest_days"] == 60


def test_a_reply_is_due_after_three_working_days(member, coordinator, expert):
    assignment = stories.invited(member, coordinator, expert)
    assert assignment.respond_by.date().isoformat() == "2026-03-13"


@pytest.mark.parametrize("who", ["member", "conflicted_coordinator", "safeguarding_lead"])
def test_only_a_coordinator_without_a_tie_invites(request, member, coordinator, expert, who):
    question = stories.matching(member, coordinator)
    with pytest.raises(NotPermitted):
        workflow.invite(
            question=question, expert=expert, actor=request.getfixturevalue(who), now=NOW
        )


def test_nobody_is_invited_before_the_first_check(member, coordinator, expert):
    question = stories.submitted(member)
    with pytest.raises(TransitionNotAllowed):
        workflow.invite(question=question, expert=expert, actor=coordinator, now=NOW)


def _colleague():
    return make_expert("Cole Colleague", topics={"peer-mapping": "lead"})


def _neighbour():
    return make_expert(
        "Nia Neighbour",
        organisation=make_organisation("Northfield Housing", "Northfield"),
        topics={"peer-mapping": "lead"},
    )


def test_a_colleague_of_the_asker_is_never_invited(member, coordinator):
    question = stories.matching(member, coordinator)
    with pytest.raises(ExpertNotEligible) as refused:
        workflow.invite(question=question, expert=_colleague(), actor=coordinator, now=NOW)
    assert refused.value.reason == "same_organisation"
    assert Assignment.objects.count() == 0


def test_somebody_of_the_askers_area_is_not_invited(member, coordinator):
    question = stories.matching(member, coordinator)
    with pytest.raises(ExpertNotEligible) as refused:
        workflow.invite(question=question, expert=_neighbour(), actor=coordinator, now=NOW)
    assert refused.value.reason == "same_area"


def test_a_member_who_is_not_willing_is_not_invited(member, coordinator, researcher):
    question = stories.matching(member, coordinator)
    with pytest.raises(ExpertNotEligible) as refused:
        workflow.invite(question=question, expert=researcher, actor=coordinator, now=NOW)
    assert refused.value.reason == "not_consenting"


def test_nobody_is_asked_twice_about_one_question(member, coordinator, expert, other_expert):
    assignment = stories.invited(member, coordinator, expert)
    workflow.decline_invitation(
        assignment=assignment, actor=expert, now=NOW, reason=DeclineReason.NO_TIME
    )
    with pytest.raises(ExpertNotEligible) as refused:
        workflow.invite(question=assignment.question, expert=expert, actor=coordinator, now=NOW)
    assert refused.value.reason == "already_asked"


def test_a_third_open_invitation_is_refused(member, coordinator, expert, other_expert):
    question = stories.matching(member, coordinator)
    third = make_expert(
        "Tariq Third",
        organisation=make_organisation("Overton Council", "Overton"),
        topics={"peer-mapping": "lead"},
    )
    for person in (expert, other_expert):
        workflow.invite(question=question, expert=person, actor=coordinator, now=NOW)
    before = stored()
    with pytest.raises(ExpertNotEligible) as refused:
        workflow.invite(question=question, expert=third, actor=coordinator, now=NOW)
    assert refused.value.reason == "two_invitations"
    event = question.events.get(action="refuse_invitation")
    assert (event.actor, event.about, event.reason) == (coordinator, third, "two_invitations")
    after = stored()
    assert [row for row in after.pop("QuestionEvent") if row["id"] != event.pk] == before.pop(
        "QuestionEvent"
    )
    assert after == before


def test_accepting_starts_the_answer_and_ends_the_other_invitation(
    member, coordinator, expert, other_expert
):
    question = stories.matching(member, coordinator)
    mine, theirs = (
        workflow.invite(question=question, expert=person, actor=coordinator, now=NOW)
        for person in (expert, other_expert)
    )
    mine = workflow.accept(assignment=mine, actor=expert, now=NOW + timedelta(hours=1))
    assert (mine.status, status_of(theirs), status_of(question)) == (
        AssignmentStatus.ACCEPTED,
        AssignmentStatus.CANCELLED,
        QuestionStatus.ANSWERING,
    )
    assert mine.answer_by.date().isoformat() == "2026-03-19"
    assert told(other_expert)[-1] == "expert_no_longer_needed"
    assert told(member)[-1] == "ask_accepted"
    assert told(coordinator)[-1] == "desk_accepted"


def test_nobody_accepts_for_somebody_else(member, coordinator, expert, other_expert):
    assignment = stories.invited(member, coordinator, expert)
    with pytest.raises(NotPermitted):
        workflow.accept(assignment=assignment, actor=other_expert, now=NOW)


def test_the_second_to_accept_is_refused(member, coordinator, expert, other_expert):
    question = stories.matching(member, coordinator)
    first, second = (
        workflow.invite(question=question, expert=person, actor=coordinator, now=NOW)
        for person in (expert, other_expert)
    )
    workflow.accept(assignment=first, actor=expert, now=NOW)
    with pytest.raises(TransitionNotAllowed):
        workflow.accept(assignment=second, actor=other_expert, now=NOW)


def test_a_conflict_that_came_up_since_the_invitation_stops_the_acceptance(
    member, coordinator, expert, other_expert
):
    assignment = stories.invited(member, coordinator, expert)
    expert.profile.organisation = member.profile.organisation
    expert.profile.save()
    expert.refresh_from_db()
    with pytest.raises(ExpertNotEligible):
        workflow.accept(assignment=assignment, actor=expert, now=NOW)
    assert status_of(assignment) == AssignmentStatus.CONFLICTED
    assert status_of(assignment.question) == QuestionStatus.MATCHING
    assert told(coordinator)[-1] == "desk_conflict_found"
    assert not Question.objects.visible_to(expert).exists()


def test_an_invitation_may_be_accepted_with_full_capacity_but_for_itself(
    member, coordinator, other_expert
):
    assignment = stories.invited(member, coordinator, other_expert)
    workflow.accept(assignment=assignment, actor=other_expert, now=NOW)
    assert status_of(assignment) == AssignmentStatus.ACCEPTED


def test_declining_keeps_the_reason_for_the_coordinator(member, coordinator, expert, other_expert):
    assignment = stories.invited(member, coordinator, expert)
    workflow.decline_invitation(
        assignment=assignment,
        actor=expert,
        now=NOW,
        reason=DeclineReason.NOT_MY_FIELD,
        note="Ask the transport people.",
    )
    assignment = fresh(assignment)
    assert (assignment.status, assignment.decline_reason, assignment.note_to_coordinator) == (
        AssignmentStatus.DECLINED,
        DeclineReason.NOT_MY_FIELD,
        "Ask the transport people.",
    )
    assert told(coordinator)[-1] == "desk_invitation_declined"
    assert told(member) == ["ask_received", "ask_finding"]


def test_a_declared_conflict_ends_access_at_once(member, coordinator, expert):
    assignment = stories.invited(member, coordinator, expert)
    workflow.decline_invitation(
        assignment=assignment, actor=expert, now=NOW, reason=DeclineReason.CONFLICT
    )
    assert status_of(assignment) == AssignmentStatus.CONFLICTED
    assert not Question.objects.visible_to(expert).exists()


def test_handing_back_looks_for_somebody_else(member, coordinator, expert, other_expert):
    assignment = stories.accepted(member, coordinator, expert)
    workflow.save_answer(assignment=assignment, actor=expert, now=NOW, text="Half of it")
    workflow.hand_back(assignment=assignment, actor=expert, now=NOW, note="Ill, sorry.")
    assert status_of(assignment) == AssignmentStatus.RELEASED
    assert status_of(assignment.question) == QuestionStatus.MATCHING
    assert told(member)[-1] == "ask_expert_gone"
    assert fresh(assignment).answer.draft == "Half of it"


def test_a_pause_since_the_invitation_stops_the_acceptance(member, coordinator, expert):
    assignment = stories.invited(member, coordinator, expert)
    ExpertAvailability.objects.get(user=expert).pause_until((NOW + timedelta(days=9)).date())
    with pytest.raises(ExpertNotEligible) as refused:
        workflow.accept(assignment=assignment, actor=expert, now=NOW)
    assert refused.value.reason == "paused"


def test_the_database_refuses_two_live_asks_of_one_expert(member, coordinator, expert):
    assignment = stories.invited(member, coordinator, expert)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(
            question=assignment.question, expert=expert, invited_at=NOW, respond_by=NOW
        )


def test_the_database_refuses_two_accepted_asks_of_one_question(
    member, coordinator, expert, other_expert
):
    assignment = stories.accepted(member, coordinator, expert)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(
            question=assignment.question,
            expert=other_expert,
            status=AssignmentStatus.ACCEPTED,
            invited_at=NOW,
            respond_by=NOW,
            accepted_at=NOW,
            answer_by=NOW,
        )


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"capacity": 0}, "at_capacity"),
        ({"paused_until_date": date(2026, 12, 1)}, "paused"),
        ({"consented_at": None}, "not_consenting"),
    ],
)
def test_what_is_about_the_expert_alone_is_no_tie(member, coordinator, expert, changes, code):
    ask = stories.invited(member, coordinator, expert)
    ExpertAvailability.objects.filter(user=expert).update(**changes)
    with pytest.raises(workflow.ExpertNotEligible) as refused:
        workflow.accept(assignment=ask, actor=expert, now=NOW)
    assert refused.value.reason == code
    kinds = told(coordinator)
    assert ("desk_not_possible" in kinds, "desk_conflict_found" in kinds) == (True, False)
    assert fresh(ask).get_status_display() == "Not possible after all"


def test_a_coordinator_does_not_ask_themselves(member, coordinator, expert):
    question = stories.matching(member, coordinator)
    expert.groups.add(*coordinator.groups.all())
    with pytest.raises(NotPermitted, match="You cannot ask yourself"):
        workflow.invite(question=question, expert=expert, actor=fresh(expert), now=NOW)
    assert not question.assignments.exists()
    event = question.events.get(action="refuse_invitation")
    assert (event.actor, event.about, event.reason) == (expert, expert, "own")


def test_what_the_site_hands_back_for_somebody_says_for_whom(member, coordinator, expert):
    ask = stories.accepted(member, coordinator, expert)
    expert.membership.status = "lapsed"
    expert.membership.save(update_fields=["status"])
    assert workflow.end_ask_of_unavailable(assignment=ask, now=NOW) is True
    event = ask.events.get(action="hand_back")
    assert (event.actor, event.on_behalf_of) == (None, expert)
