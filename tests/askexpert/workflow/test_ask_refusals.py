"""State by action for an ask, carried out: from a state whose row of the table has no such step a
verb changes nothing and says so, and it refuses everybody whose step it is not."""

import pytest
from django.db import transaction

from askexpert import transitions, workflow
from askexpert.enums import AssignmentStatus, CancelReason, QuestionStatus
from askexpert.models import Assignment, Question
from network.workflows import NotPermitted, TransitionNotAllowed
from tests.askexpert import stories
from tests.askexpert.rows import stored

A, Q = AssignmentStatus, QuestionStatus
EXPERT, DESK = "expert", "coordinator"

# Verb → (whose step it is, where its question stands meanwhile, what it takes besides).
VERBS = {
    "accept": (EXPERT, Q.MATCHING, {}),
    "decline_invitation": (EXPERT, Q.MATCHING, {"reason": "no_time"}),
    "hand_back": (EXPERT, Q.ANSWERING, {}),
    "save_answer": (EXPERT, Q.ANSWERING, {"text": "Other words."}),
    "submit_answer": (EXPERT, Q.ANSWERING, {"text": "Other words."}),
    "ask_for_time": (EXPERT, Q.ANSWERING, {"note": "A week more."}),
    "give_time": (DESK, Q.ANSWERING, {}),
    "cancel": (DESK, Q.ANSWERING, {"reason": CancelReason.OTHER}),
}
# Steps that keep an ask where it is, and one that the table gives to the end of a question as well.
SOURCES = {
    **{name: row.sources for name, row in transitions.ASSIGNMENT.items()},
    "save_answer": (A.ACCEPTED,),
    "ask_for_time": (A.ACCEPTED,),
    "give_time": (A.ACCEPTED,),
    "cancel": (A.INVITED, A.ACCEPTED),
}
# Pressed twice it is done once, without a word of refusal.
QUIET = {("cancel", A.CANCELLED)}


@pytest.fixture
def ask(member, coordinator, expert):
    """One with everything: dates, a draft and an answer that was sent."""
    return stories.reviewing(member, coordinator, expert)


def call(verb: str, ask, actor) -> None:
    getattr(workflow, verb)(assignment=ask, actor=actor, now=stories.NOW, **VERBS[verb][2])


def put(ask, verb: str, status: str) -> None:
    Assignment.objects.filter(pk=ask.pk).update(status=status, decline_reason="no_time")
    Question.objects.filter(pk=ask.question_id).update(status=VERBS[verb][1])


def test_every_step_of_an_ask_that_people_take_by_itself_is_tried():
    by_people = {
        name for name, row in transitions.ASSIGNMENT.items() if set(row.who) - {transitions.SYSTEM}
    }
    # Steps of the question take these with them, and are tried there (test_refusals).
    with_the_question = {"invite", "reopen_answer", "complete"}
    # A no for that reason.
    assert by_people - with_the_question - {"find_conflict"} == set(VERBS) - {
        "save_answer",
        "ask_for_time",
        "give_time",
    }


@pytest.mark.parametrize("verb", VERBS)
def test_from_every_other_state_it_changes_nothing(verb, ask, request):
    actor = request.getfixturevalue(VERBS[verb][0])
    others = [status for status in A if status not in SOURCES[verb]]
    refused = 0
    for status in others:
        put(ask, verb, status)
        before = stored()
        try:
            with transaction.atomic():
                call(verb, ask, actor)
        except TransitionNotAllowed:
            refused += 1
        assert stored() == before, status
    quiet = {status for name, status in QUIET if name == verb}
    assert refused == len(others) - len(quiet)


@pytest.mark.parametrize("verb", VERBS)
def test_whoever_else_tries_is_refused(verb, ask, request):
    put(ask, verb, SOURCES[verb][0])
    before = stored()
    people = {EXPERT, DESK, "member", "other_expert", "conflicted_coordinator", "safeguarding_lead"}
    for name in sorted(people - {VERBS[verb][0]}):
        with pytest.raises(NotPermitted), transaction.atomic():
            call(verb, ask, request.getfixturevalue(name))
        assert stored() == before, name
