"""What takes two people: who may propose, agree, refuse and take back, and what it does."""

from datetime import timedelta

import pytest

from askexpert import workflow
from askexpert.models import ExpertAvailability, JointDecision, QuestionEvent
from askexpert.models.decision import DecisionKind, DecisionStatus
from askexpert.workflow import deciding
from network.members.roles import COORDINATORS
from network.taxonomy.models import Nation, Topic
from tests.askexpert import stories
from tests.askexpert.stories import NOW, fresh, status_of, told
from tests.personas import TOPICS, make_expert, make_organisation

LATER = NOW + timedelta(hours=6)
REASON = "Their experience of this park is the only one in the network."


@pytest.fixture
def neighbour(db):
    """An expert of the asker's area, in another organisation."""
    return make_expert(
        "Nell Neighbour",
        organisation=make_organisation("Northfield Police", "Northfield"),
        topics=TOPICS,
        contexts=("peer-group",),
    )


@pytest.fixture
def colleague(db):
    return make_expert("Cole Colleague", topics=TOPICS)


@pytest.fixture
def looking(member, coordinator):
    return stories.matching(member, coordinator)


@pytest.fixture
def quarantined(member, coordinator):
    question = stories.submitted(member)
    return workflow.quarantine(question=question, actor=coordinator, now=NOW, label="identifies")


def propose_area(question, expert, actor) -> JointDecision:
    return workflow.propose(
        kind=DecisionKind.OVERRIDE_AREA,
        question=question,
        expert=expert,
        actor=actor,
        now=LATER,
        reason=REASON,
    )


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


def test_two_coordinators_let_somebody_of_the_area_be_asked(
    looking, neighbour, coordinator, second_coordinator
):
    decision = propose_area(looking, neighbour, coordinator)
    assert not looking.assignments.exists()
    assert told(second_coordinator)[-1] == "desk_decision_waiting"
    workflow.agree(decision=decision, actor=second_coordinator, now=LATER)
    (ask,) = looking.assignments.all()
    assert (ask.expert, ask.decision, ask.status) == (neighbour, decision, "invited")
    assert fresh(decision).status == DecisionStatus.AGREED
    assert told(coordinator)[-1] == "desk_decision_agreed"
    assert events(looking)[-3:] == [
        ("propose_override_area", "Corin Coordinator", "Nell Neighbour"),
        ("agree_override_area", "Sanna Second", "Nell Neighbour"),
        ("invite", "Sanna Second", None),
    ]
    assert looking.events.get(action="invite").on_behalf_of == coordinator


def test_whoever_was_asked_so_can_accept(looking, neighbour, coordinator, second_coordinator):
    decision = propose_area(looking, neighbour, coordinator)
    workflow.agree(decision=decision, actor=second_coordinator, now=LATER)
    workflow.accept(assignment=looking.assignments.get(), actor=neighbour, now=LATER)
    assert looking.assignments.get().status == "accepted"


def test_what_was_set_aside_holds_for_a_follow_up_too(
    looking, neighbour, coordinator, second_coordinator, member
):
    decision = propose_area(looking, neighbour, coordinator)
    workflow.agree(decision=decision, actor=second_coordinator, now=LATER)
    first = looking.assignments.get()
    workflow.accept(assignment=first, actor=neighbour, now=LATER)
    workflow.submit_answer(assignment=first, actor=neighbour, now=LATER, text=stories.ANSWER)
    workflow.release_answer(question=looking, actor=coordinator, now=LATER, text=stories.ANSWER)
    workflow.follow_up(
        question=looking, actor=member, now=LATER, text="And at the school?", number=1
    )
    second = looking.assignments.exclude(pk=first.pk).get()
    assert (second.expert, second.status, second.decision) == (neighbour, "invited", decision)
    workflow.accept(assignment=second, actor=neighbour, now=LATER)
    assert (status_of(looking), status_of(second)) == ("answering", "accepted")


def test_an_override_holds_for_its_expert_only(looking, neighbour, coordinator, second_coordinator):
    other = make_expert(
        "Ned Next", organisation=make_organisation("Northfield Health", "Northfield"), topics=TOPICS
    )
    decision = propose_area(looking, neighbour, coordinator)
    workflow.agree(decision=decision, actor=second_coordinator, now=LATER)
    with pytest.raises(workflow.ExpertNotEligible) as refused:
        workflow.invite(
            question=looking, expert=other, actor=coordinator, now=LATER, decision=fresh(decision)
        )
    assert refused.value.reason == "same_area"


def test_an_open_proposal_sets_nothing_aside(looking, neighbour, coordinator):
    decision = propose_area(looking, neighbour, coordinator)
    with pytest.raises(workflow.ExpertNotEligible):
        workflow.invite(
            question=looking, expert=neighbour, actor=coordinator, now=LATER, decision=decision
        )
    assert not looking.assignments.exists()


def test_two_coordinators_set_the_nation_aside(member, coordinator, second_coordinator):
    topic = Topic.objects.get(slug="peer-mapping")
    Topic.objects.filter(pk=topic.pk).update(nation_only=True)
    scot = make_expert(
        "Isla Island",
        organisation=make_organisation("Skerry Council", "Skerry", nation="scotland"),
        topics=TOPICS,
    )
    question = stories.matching(member, coordinator, nation=Nation.objects.get(slug="england"))
    decision = workflow.propose(
        kind=DecisionKind.OVERRIDE_NATION,
        question=question,
        expert=scot,
        actor=coordinator,
        now=LATER,
        reason=REASON,
    )
    workflow.agree(decision=decision, actor=second_coordinator, now=LATER)
    assert [ask.expert for ask in question.assignments.all()] == [scot]


@pytest.mark.parametrize("kind", [DecisionKind.OVERRIDE_AREA, DecisionKind.OVERRIDE_NATION])
def test_the_organisation_is_never_set_aside_and_the_attempt_is_recorded(
    kind, looking, colleague, coordinator
):
    with pytest.raises(workflow.ExpertNotEligible) as refused:
        workflow.propose(
            kind=kind,
            question=looking,
            expert=colleague,
            actor=coordinator,
            now=LATER,
            reason=REASON,
        )
    assert refused.value.reason == "same_organisation"
    assert not JointDecision.objects.exists()
    assert events(looking)[-1] == ("refuse_invitation", "Corin Coordinator", "Cole Colleague")


def test_the_asker_is_never_asked(looking, member, coordinator):
    with pytest.raises(workflow.ExpertNotEligible):
        propose_area(looking, member, coordinator)


def test_nobody_sets_aside_what_is_not_in_the_way(looking, expert, coordinator):
    with pytest.raises(workflow.ExpertNotEligible) as refused:
        propose_area(looking, expert, coordinator)
    assert refused.value.reason == "not_excluded"


def test_the_first_person_is_not_the_second(looking, neighbour, coordinator):
    decision = propose_area(looking, neighbour, coordinator)
    for verb in (workflow.agree, workflow.refuse):
        with pytest.raises(workflow.NotPermitted) as refused:
            verb(decision=decision, actor=coordinator, now=LATER)
        assert refused.value.reason == (
            "You have proposed this yourself, so somebody else decides."
        )
    assert fresh(decision).status == DecisionStatus.PROPOSED


def test_a_conflicted_coordinator_neither_proposes_nor_agrees(
    looking, neighbour, coordinator, conflicted_coordinator
):
    with pytest.raises(workflow.NotPermitted):
        propose_area(looking, neighbour, conflicted_coordinator)
    decision = propose_area(looking, neighbour, coordinator)
    with pytest.raises(workflow.NotPermitted):
        workflow.agree(decision=decision, actor=conflicted_coordinator, now=LATER)
    assert told(conflicted_coordinator) == []


def test_a_coordinator_does_not_decide_on_asking_themselves(looking, coordinator):
    own = make_expert(
        "Cass Coordinator",
        organisation=make_organisation("Northfield Police", "Northfield"),
        topics=TOPICS,
        groups=(COORDINATORS,),
    )
    decision = JointDecision(
        kind=DecisionKind.OVERRIDE_AREA, question=looking, expert=own, proposed_by=coordinator
    )
    assert deciding.may_decide(own, decision).reason == "You cannot decide on asking yourself."


def test_a_tie_of_the_first_person_that_came_up_since_stops_the_agreement(
    looking, neighbour, coordinator, second_coordinator
):
    decision = propose_area(looking, neighbour, coordinator)
    coordinator.groups.clear()
    with pytest.raises(workflow.NotPermitted) as refused:
        workflow.agree(decision=decision, actor=second_coordinator, now=LATER)
    assert refused.value.reason.startswith("The person who proposed this may not do it any more")
    assert fresh(decision).status == DecisionStatus.PROPOSED


def test_a_refused_proposal_invites_nobody(looking, neighbour, coordinator, second_coordinator):
    decision = propose_area(looking, neighbour, coordinator)
    workflow.refuse(decision=decision, actor=second_coordinator, now=LATER)
    assert not looking.assignments.exists()
    assert told(coordinator)[-1] == "desk_decision_refused"
    with pytest.raises(workflow.TransitionNotAllowed):
        workflow.agree(decision=decision, actor=second_coordinator, now=LATER)


def test_only_the_first_person_takes_a_proposal_back(
    looking, neighbour, coordinator, second_coordinator
):
    decision = propose_area(looking, neighbour, coordinator)
    with pytest.raises(workflow.NotPermitted):
        workflow.take_back(decision=decision, actor=second_coordinator, now=LATER)
    workflow.take_back(decision=decision, actor=coordinator, now=LATER)
    with pytest.raises(workflow.TransitionNotAllowed):
        workflow.agree(decision=decision, actor=second_coordinator, now=LATER)


def test_a_proposal_sent_twice_is_one(looking, neighbour, coordinator, second_coordinator):
    first = propose_area(looking, neighbour, coordinator)
    assert propose_area(looking, neighbour, coordinator) == first
    with pytest.raises(workflow.TransitionNotAllowed):
        propose_area(looking, neighbour, second_coordinator)


def test_nothing_is_proposed_once_the_question_looks_for_nobody(
    looking, neighbour, coordinator, second_coordinator
):
    decision = propose_area(looking, neighbour, coordinator)
    workflow.mark_unmatched(question=looking, actor=coordinator, now=LATER)
    with pytest.raises(workflow.TransitionNotAllowed):
        workflow.agree(decision=decision, actor=second_coordinator, now=LATER)
    assert fresh(decision).status == DecisionStatus.PROPOSED


def test_an_invitation_that_a_rule_forbids_is_refused_and_recorded(looking, colleague, coordinator):
    with pytest.raises(workflow.ExpertNotEligible):
        workflow.invite(question=looking, expert=colleague, actor=coordinator, now=LATER)
    event = QuestionEvent.objects.filter(question=looking).latest("pk")
    assert (event.action, event.reason, event.about) == (
        "refuse_invitation",
        "same_organisation",
        colleague,
    )


def test_taking_over_changes_the_coordinator_and_no_status(
    looking, coordinator, second_coordinator
):
    workflow.take_over(question=looking, actor=second_coordinator, now=LATER)
    assert (fresh(looking).coordinator, fresh(looking).status) == (second_coordinator, "matching")
    assert told(coordinator)[-1] == "desk_taken_over"
    workflow.take_over(question=looking, actor=second_coordinator, now=LATER)
    assert [action for action, *_ in events(looking)].count("take_over") == 1


def test_a_conflicted_coordinator_takes_nothing_over(looking, conflicted_coordinator):
    with pytest.raises(workflow.NotPermitted):
        workflow.take_over(question=looking, actor=conflicted_coordinator, now=LATER)


def test_an_ended_question_is_not_taken_over(member, coordinator, second_coordinator):
    question = stories.submitted(member)
    workflow.decline(question=question, actor=coordinator, now=NOW, reason="Ask your lead.")
    with pytest.raises(workflow.TransitionNotAllowed):
        workflow.take_over(question=question, actor=second_coordinator, now=LATER)


def test_a_coordinator_who_has_a_tie_by_now_is_told_nothing(
    looking, member, coordinator, second_coordinator, expert
):
    coordinator.profile.area = member.profile.area
    coordinator.profile.save()
    workflow.invite(question=looking, expert=expert, actor=second_coordinator, now=LATER)
    ask = looking.assignments.get()
    workflow.decline_invitation(assignment=ask, actor=expert, now=LATER, reason="no_time")
    assert "desk_invitation_declined" not in told(coordinator)
    assert "desk_invitation_declined" in told(second_coordinator)


def test_a_guard_at_the_agreement_is_recorded_and_nothing_else_changes(
    looking, neighbour, coordinator, second_coordinator
):
    decision = propose_area(looking, neighbour, coordinator)
    ExpertAvailability.objects.filter(user=neighbour).update(capacity=0)
    with pytest.raises(workflow.ExpertNotEligible):
        workflow.agree(decision=decision, actor=second_coordinator, now=LATER)
    event = looking.events.get(action="refuse_invitation")
    assert (event.actor, event.about, event.reason) == (
        second_coordinator,
        neighbour,
        "at_capacity",
    )
    assert fresh(decision).status == DecisionStatus.PROPOSED
    assert not looking.assignments.exists()


def test_a_limit_at_the_agreement_is_recorded_once(
    looking, neighbour, expert, other_expert, coordinator, second_coordinator
):
    decision = propose_area(looking, neighbour, coordinator)
    for person in (expert, other_expert):
        workflow.invite(question=looking, expert=person, actor=coordinator, now=LATER)
    with pytest.raises(workflow.ExpertNotEligible):
        workflow.agree(decision=decision, actor=second_coordinator, now=LATER)
    event = looking.events.get(action="refuse_invitation")
    assert (event.actor, event.about, event.reason) == (
        second_coordinator,
        neighbour,
        "two_invitations",
    )
    assert fresh(decision).status == DecisionStatus.PROPOSED
