"""A search in which nobody can be asked is called so, without anybody having been asked before."""

import pytest

from askexpert import candidates, workflow
from askexpert.models import ExpertAvailability, QuestionEvent
from tests.askexpert import stories
from tests.askexpert.due.clock import at, run, sent
from tests.askexpert.stories import fresh, status_of, told
from tests.personas import TOPICS, make_expert, make_organisation

FOUND = "nobody found"


@pytest.fixture
def question(member, coordinator):
    """Approved on Tuesday 10 March 2026; its first invitation is late at the end of Wednesday."""
    return stories.matching(member, coordinator)


@pytest.fixture
def neighbour(db):
    """Kept out by the asker's area alone."""
    return make_expert(
        "Nell Neighbour",
        organisation=make_organisation("Northfield Police", "Northfield"),
        topics=TOPICS,
        contexts=("peer-group",),
    )


def test_nobody_eligible_is_unmatched_at_the_next_run(question, member, coordinator):
    assert run("2026-03-10", 12) == {FOUND: 1}
    assert status_of(question) == "unmatched"
    assert fresh(question).unmatched_by == at("2026-03-12", 23, 59)
    assert told(member)[-1] == "ask_unmatched"
    assert told(coordinator)[-1] == "desk_unmatched"
    event = QuestionEvent.objects.get(question=question, action="mark_unmatched")
    assert event.actor is None


def test_it_is_said_once(question, member, coordinator):
    for hour in (12, 13, 14):
        run("2026-03-10", hour)
    assert (sent(member, "ask_unmatched"), sent(coordinator, "desk_unmatched")) == (1, 1)


def test_somebody_below_the_threshold_is_nobody(question):
    make_expert("Sasha Stranger", organisation=make_organisation("Fir Council", "Fir", "scotland"))
    assert run("2026-03-10", 12) == {FOUND: 1}


def test_where_somebody_fits_it_is_the_coordinators_turn(question, expert, coordinator):
    assert run("2026-03-10", 12) == {}
    assert status_of(question) == "matching"
    assert fresh(question).eligible_seen_at == at("2026-03-10", 12)


def test_nobody_is_ranked_again_at_every_run(question, expert, monkeypatch):
    ranked = []
    real = candidates.shortlist
    monkeypatch.setattr(
        candidates, "shortlist", lambda *args, **more: ranked.append(1) or real(*args, **more)
    )
    for hour in (12, 13, 14):
        run("2026-03-10", hour)
    assert len(ranked) == 1


def test_whoever_has_gone_since_is_noticed_when_the_first_invitation_is_late(
    question, expert, coordinator
):
    run("2026-03-10", 12)
    ExpertAvailability.objects.filter(user=expert).update(consented_at=None)
    assert run("2026-03-11", 12) == {}
    assert run("2026-03-11", 23, 59) == {FOUND: 1}
    assert sent(coordinator, "desk_first_invitation_late") == 0


def test_a_widened_search_has_its_day(question, coordinator):
    """Time to set a rule aside: what two people do cannot be done in a question that rests."""
    run("2026-03-10", 12)
    workflow.widen(question=question, actor=coordinator, now=at("2026-03-10", 13))
    assert run("2026-03-10", 14) == {}
    assert run("2026-03-11", 23, 59) == {FOUND: 1}


def test_a_proposal_to_set_a_rule_aside_waits_for_its_second_person(
    question, neighbour, coordinator, second_coordinator
):
    decision = workflow.propose(
        kind="override_area",
        question=question,
        expert=neighbour,
        actor=coordinator,
        now=at("2026-03-10", 12),
        reason="The only one who knows this.",
    )
    assert run("2026-03-10", 13) == {}
    workflow.refuse(decision=decision, actor=second_coordinator, now=at("2026-03-10", 14))
    assert run("2026-03-10", 15) == {FOUND: 1}


def test_whoever_is_asked_is_somebody(question, expert, coordinator):
    workflow.invite(
        question=question, expert=expert, actor=coordinator, now=at("2026-03-10", 11, 30)
    )
    assert run("2026-03-10", 12) == {}
    assert status_of(question) == "matching"


def test_texts_that_are_still_read_are_waited_for(question, monkeypatch):
    unready = candidates.Shortlist(is_ready=False)
    monkeypatch.setattr(candidates, "shortlist", lambda *args, **more: unready)
    assert run("2026-03-10", 12) == {}
    monkeypatch.undo()
    assert run("2026-03-10", 13) == {FOUND: 1}


@pytest.mark.parametrize("who", ["member", "coordinator"])
def test_the_coordinators_hear_when_the_asker_looks_again_and_not_of_themselves(
    request, question, member, coordinator, who
):
    run("2026-03-10", 12)
    workflow.widen(question=question, actor=request.getfixturevalue(who), now=at("2026-03-10", 13))
    assert sent(coordinator, "desk_look_again") == (1 if who == "member" else 0)
