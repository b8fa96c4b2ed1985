"""The tables themselves: complete, reachable, and exactly as the rules say."""

import pytest

from askexpert import transitions, workflow
from askexpert.enums import ENDED, AssignmentStatus, QuestionStatus
from askexpert.transitions import ASSIGNMENT, QUESTION
from network.workflows import actions_from, allows

Q, A = QuestionStatus, AssignmentStatus

QUESTION_STEPS = {
    ("submit", Q.DRAFT): Q.SUBMITTED,
    ("submit", Q.CHANGES_REQUESTED): Q.SUBMITTED,
    ("request_changes", Q.SUBMITTED): Q.CHANGES_REQUESTED,
    ("quarantine", Q.SUBMITTED): Q.QUARANTINED,
    ("quarantine", Q.CHANGES_REQUESTED): Q.QUARANTINED,
    ("quarantine", Q.MATCHING): Q.QUARANTINED,
    ("quarantine", Q.UNMATCHED): Q.QUARANTINED,
    ("quarantine", Q.ANSWERING): Q.QUARANTINED,
    ("quarantine", Q.REVIEWING): Q.QUARANTINED,
    ("quarantine", Q.ANSWERED): Q.QUARANTINED,
    ("quarantine", Q.DUPLICATE): Q.QUARANTINED,
    ("quarantine", Q.DECLINED): Q.QUARANTINED,
    ("quarantine", Q.CLOSED): Q.QUARANTINED,
    ("return_to_asker", Q.QUARANTINED): Q.CHANGES_REQUESTED,
    ("return_to_queue", Q.QUARANTINED): Q.SUBMITTED,
    ("mark_duplicate", Q.SUBMITTED): Q.DUPLICATE,
    ("reopen", Q.DUPLICATE): Q.SUBMITTED,
    ("decline", Q.SUBMITTED): Q.DECLINED,
    ("approve", Q.SUBMITTED): Q.MATCHING,
    ("mark_unmatched", Q.MATCHING): Q.UNMATCHED,
    ("widen", Q.UNMATCHED): Q.MATCHING,
    ("start_answering", Q.MATCHING): Q.ANSWERING,
    ("resume_matching", Q.ANSWERING): Q.MATCHING,
    ("start_review", Q.ANSWERING): Q.REVIEWING,
    ("return_answer", Q.REVIEWING): Q.ANSWERING,
    ("release_answer", Q.REVIEWING): Q.ANSWERED,
    ("remove", Q.QUARANTINED): Q.REMOVED,
    ("follow_up", Q.ANSWERED): Q.ANSWERING,
    ("close", Q.ANSWERED): Q.CLOSED,
    ("withdraw_unchanged", Q.CHANGES_REQUESTED): Q.WITHDRAWN,
    **{("withdraw", status): Q.WITHDRAWN for status in Q if status not in ENDED},
}
ASSIGNMENT_STEPS = {
    ("accept", A.INVITED): A.ACCEPTED,
    ("decline_invitation", A.INVITED): A.DECLINED,
    ("find_conflict", A.INVITED): A.CONFLICTED,
    ("expire", A.INVITED): A.EXPIRED,
    ("hand_back", A.ACCEPTED): A.RELEASED,
    ("lapse", A.ACCEPTED): A.LAPSED,
    ("submit_answer", A.ACCEPTED): A.SUBMITTED,
    ("reopen_answer", A.SUBMITTED): A.ACCEPTED,
    ("complete", A.SUBMITTED): A.COMPLETED,
    ("cancel", A.INVITED): A.CANCELLED,
    ("cancel", A.ACCEPTED): A.CANCELLED,
    ("cancel", A.SUBMITTED): A.CANCELLED,
}


@pytest.mark.parametrize("status", Q)
@pytest.mark.parametrize("action", QUESTION)
def test_question_table_allows_exactly_the_listed_steps(action, status):
    assert allows(QUESTION, action, status) is ((action, status) in QUESTION_STEPS)


@pytest.mark.parametrize(("step", "target"), QUESTION_STEPS.items())
def test_question_step_leads_to_its_target(step, target):
    assert QUESTION[step[0]].target == target


@pytest.mark.parametrize("status", A)
@pytest.mark.parametrize("action", ASSIGNMENT)
def test_assignment_table_allows_exactly_the_listed_steps(action, status):
    assert allows(ASSIGNMENT, action, status) is ((action, status) in ASSIGNMENT_STEPS)


@pytest.mark.parametrize(("step", "target"), ASSIGNMENT_STEPS.items())
def test_assignment_step_leads_to_its_target(step, target):
    assert ASSIGNMENT[step[0]].target == target


def test_an_ended_question_can_only_be_stopped_and_a_duplicate_reopened():
    leads_out = {
        (action, source)
        for action, transition in QUESTION.items()
        for source in transition.sources
        if source in ENDED
    }
    stopped = {("quarantine", status) for status in (Q.DUPLICATE, Q.DECLINED, Q.CLOSED)}
    assert leads_out == {("reopen", Q.DUPLICATE), *stopped}


def test_every_status_can_be_reached():
    assert {row.target for row in QUESTION.values()} == set(Q)


def test_every_assignment_status_can_be_reached():
    assert {row.target for row in ASSIGNMENT.values()} == set(A)


def test_every_action_that_people_start_has_a_verb():
    by_people = {
        action
        for table in (QUESTION, ASSIGNMENT)
        for action, row in table.items()
        if set(row.who) - {transitions.SYSTEM}
    }
    written_inside_another_verb = {
        "start": "start_question",
        "resume_matching": "hand_back",
        "start_review": "submit_answer",
        "find_conflict": "decline_invitation",
        "reopen_answer": "return_answer",
        "complete": "release_answer",
    }
    verbs = {written_inside_another_verb.get(action, action) for action in by_people}
    assert verbs - set(workflow.__all__) == set()


@pytest.mark.parametrize(
    ("status", "who", "actions"),
    [
        (
            Q.SUBMITTED,
            transitions.COORDINATOR,
            ["request_changes", "quarantine", "mark_duplicate", "decline", "approve"],
        ),
        (Q.REVIEWING, transitions.COORDINATOR, ["quarantine", "return_answer", "release_answer"]),
        (Q.QUARANTINED, transitions.LEAD, ["return_to_asker", "return_to_queue", "remove"]),
        (Q.QUARANTINED, transitions.COORDINATOR, []),
        (Q.ANSWERED, transitions.ASKER, ["follow_up", "close", "withdraw"]),
        (Q.CLOSED, transitions.ASKER, []),
    ],
)
def test_actions_offered_to_a_role(status, who, actions):
    assert actions_from(QUESTION, status, who) == actions


@pytest.mark.parametrize("status", Q)
def test_every_status_has_words_for_the_asker(status):
    assert status.public_label
    assert status.public_label != status.value
