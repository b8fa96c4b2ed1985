"""State by action, carried out: a verb whose step the table does not have from a state changes
nothing there, and says so; and it refuses everybody whose step it is not."""

import pytest
from django.db import transaction

from askexpert import transitions, workflow
from askexpert.enums import QuestionStatus
from askexpert.models import Question
from network.workflows import NotPermitted, TransitionNotAllowed
from tests.askexpert import stories
from tests.askexpert.rows import stored
from tests.factories.pages import make_tip

NOW = stories.NOW
ASKER, DESK, LEAD = "member", "coordinator", "safeguarding_lead"

# Verb → (whose step it is, what it takes besides question, actor and now).
VERBS = {
    "submit": (ASKER, {}),
    "reopen": (ASKER, {}),
    "withdraw": (ASKER, {}),
    "close": (ASKER, {"helped": True}),
    "follow_up": (ASKER, {"text": "And then?", "number": 1}),
    "request_changes": (DESK, {"reason": "Shorter, please."}),
    "decline": (DESK, {"reason": "Please ask your manager."}),
    "mark_duplicate": (DESK, {"reason": "It is here."}),
    "approve": (DESK, {"is_anonymous": True}),
    "mark_unmatched": (DESK, {}),
    "widen": (DESK, {}),
    "invite": (DESK, {}),
    "return_answer": (DESK, {"note": "Shorter, please."}),
    "release_answer": (DESK, {"text": stories.ANSWER}),
    "quarantine": (DESK, {"label": "risk"}),
    "return_to_asker": (LEAD, {"reason": "Shorter, please."}),
    "return_to_queue": (LEAD, {}),
}
# Steps of an ask, from the states of its question in which somebody may be asked.
SOURCES = {
    **{name: row.sources for name, row in transitions.QUESTION.items()},
    "invite": (QuestionStatus.MATCHING,),
}
# Pressed twice it is done once, without a word of refusal.
QUIET = {
    ("submit", QuestionStatus.SUBMITTED),
    ("reopen", QuestionStatus.SUBMITTED),
    ("withdraw", QuestionStatus.WITHDRAWN),
}


@pytest.fixture
def question(member, coordinator, expert):
    """One with everything: an answer, and so every row that a step could touch."""
    return stories.answered(member, coordinator, expert)


def call(verb: str, question, actor, expert) -> None:
    extra = dict(VERBS[verb][1])
    if verb == "mark_duplicate":
        extra["page"] = question.page
    if verb == "approve":
        extra |= {"nation": question.nation, "topics": list(question.topics.all())}
    if verb == "invite":
        extra["expert"] = expert
    getattr(workflow, verb)(question=question, actor=actor, now=NOW, **extra)


def test_every_step_of_a_question_that_people_take_is_tried():
    people = {transitions.ASKER, transitions.COORDINATOR, transitions.LEAD}
    steps = {name for name, row in transitions.QUESTION.items() if people & set(row.who)}
    # Begun without a question; carried out by two people, with tests of its own (test_removing).
    assert steps - {"start", "remove"} == set(VERBS) - {"invite"}


@pytest.mark.parametrize("verb", VERBS)
def test_from_every_other_state_it_changes_nothing(verb, question, other_expert, request):
    actor = request.getfixturevalue(VERBS[verb][0])
    question.page = make_tip()
    refused = 0
    others = [status for status in QuestionStatus if status not in SOURCES[verb]]
    for status in others:
        Question.objects.filter(pk=question.pk).update(status=status)
        before = stored()
        try:
            with transaction.atomic():
                call(verb, question, actor, other_expert)
        except (TransitionNotAllowed, NotPermitted):
            refused += 1
        assert stored() == before, status
    quiet = {status for name, status in QUIET if name == verb}
    assert refused == len(others) - len(quiet & set(others))


@pytest.mark.parametrize("verb", VERBS)
def test_whoever_else_tries_is_refused(verb, question, other_expert, expert, request):
    question.page = make_tip()
    Question.objects.filter(pk=question.pk).update(status=SOURCES[verb][0])
    before = stored()
    strangers = {ASKER, DESK, LEAD} - {VERBS[verb][0]}
    if verb == "widen":
        strangers.discard(ASKER)
    if verb == "quarantine":
        strangers.discard(LEAD)
    people = [
        request.getfixturevalue(name) for name in (*sorted(strangers), "conflicted_coordinator")
    ]
    for actor in (*people, other_expert):
        with pytest.raises(NotPermitted), transaction.atomic():
            call(verb, question, actor, other_expert)
        assert stored() == before
