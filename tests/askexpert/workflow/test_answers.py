"""The verbs of an answer."""

from datetime import timedelta

import pytest

from askexpert import workflow
from askexpert.enums import AssignmentStatus, QuestionStatus
from askexpert.errors import StaleForm, TextHeldBack
from askexpert.models import Answer, Question
from network.workflows import NotPermitted, TransitionNotAllowed
from tests.askexpert import stories
from tests.askexpert.stories import ANSWER, NOW, fresh, status_of, told

pytestmark = pytest.mark.django_db


def test_an_unfinished_answer_is_kept_and_is_nobody_elses(member, coordinator, expert):
    assignment = stories.accepted(member, coordinator, expert)
    workflow.save_answer(assignment=assignment, actor=expert, now=NOW, text="So far")
    with pytest.raises(NotPermitted):
        workflow.save_answer(assignment=assignment, actor=coordinator, now=NOW, text="No")
    answer = Answer.objects.get()
    assert (answer.draft, answer.text, answer.submitted_at) == ("So far", "", None)


def test_an_answer_goes_to_the_coordinator_first(member, coordinator, expert):
    assignment = stories.reviewing(member, coordinator, expert)
    question = fresh(assignment.question)
    assert (status_of(assignment), question.status, question.answer) == (
        AssignmentStatus.SUBMITTED,
        QuestionStatus.REVIEWING,
        None,
    )
    assert question.review_by.date().isoformat() == "2026-03-12"
    assert told(coordinator)[-1] == "desk_answer_to_check"
    assert told(member)[-1] == "ask_accepted"


def test_an_answer_sent_twice_is_sent_once(member, coordinator, expert):
    assignment = stories.reviewing(member, coordinator, expert)
    workflow.submit_answer(assignment=assignment, actor=expert, now=NOW, text=f"{ANSWER}\r\n")
    assert Answer.objects.get().text == ANSWER
    assert told(coordinator).count("desk_answer_to_check") == 1


def test_other_words_after_the_answer_are_refused(member, coordinator, expert):
    assignment = stories.reviewing(member, coordinator, expert)
    with pytest.raises(TransitionNotAllowed):
        workflow.submit_answer(assignment=assignment, actor=expert, now=NOW, text="Another text")
    assert Answer.objects.get().text == ANSWER


def test_an_answer_with_an_identifier_is_held_back(member, coordinator, expert):
    assignment = stories.accepted(member, coordinator, expert)
    with pytest.raises(TextHeldBack):
        workflow.submit_answer(
            assignment=assignment, actor=expert, now=NOW, text="Write to jo.bloggs@mail.example"
        )
    assert status_of(assignment) == AssignmentStatus.ACCEPTED


def test_an_answer_to_a_withdrawn_question_is_refused(member, coordinator, expert):
    assignment = stories.accepted(member, coordinator, expert)
    workflow.withdraw(question=assignment.question, actor=member, now=NOW)
    with pytest.raises(TransitionNotAllowed):
        workflow.submit_answer(assignment=assignment, actor=expert, now=NOW, text=ANSWER)


def test_a_coordinator_returns_an_answer_with_a_note_and_three_days(member, coordinator, expert):
    assignment = stories.reviewing(member, coordinator, expert)
    assert assignment.answer_by.date().isoformat() == "2026-03-19"
    workflow.return_answer(
        question=assignment.question, actor=coordinator, now=NOW, note="Say more about families."
    )
    assignment = fresh(assignment)
    assert (assignment.status, status_of(assignment.question)) == (
        AssignmentStatus.ACCEPTED,
        QuestionStatus.ANSWERING,
    )
    assert assignment.answer_by.date().isoformat() == "2026-03-24"
    assert assignment.answer.note_to_expert == "Say more about families."
    assert told(expert)[-1] == "expert_answer_returned"


def test_a_returned_answer_can_be_sent_again(member, coordinator, expert):
    assignment = stories.reviewing(member, coordinator, expert)
    workflow.return_answer(
        question=assignment.question, actor=coordinator, now=NOW, note="More, please."
    )
    workflow.submit_answer(
        assignment=assignment, actor=expert, now=NOW + timedelta(days=1), text=f"{ANSWER} More."
    )
    assert Answer.objects.get().text == f"{ANSWER} More."
    assert told(coordinator).count("desk_answer_to_check") == 2


def test_releasing_gives_the_answer_to_the_asker(member, coordinator, expert):
    question = stories.answered(member, coordinator, expert)
    assert (question.status, question.answer.released_text, question.answer.was_edited) == (
        QuestionStatus.ANSWERED,
        ANSWER,
        False,
    )
    assert question.assignments.get().status == AssignmentStatus.COMPLETED
    assert told(member)[-1] == "ask_answered"
    assert told(expert)[-1] == "expert_answer_released"


def test_an_edit_keeps_the_experts_own_words_beside(member, coordinator, expert):
    assignment = stories.reviewing(member, coordinator, expert)
    workflow.release_answer(
        question=assignment.question, actor=coordinator, now=NOW, text="Shorter and clearer."
    )
    answer = Answer.objects.get()
    assert (answer.text, answer.released_text, answer.was_edited) == (
        ANSWER,
        "Shorter and clearer.",
        True,
    )


def test_an_edit_is_screened_too(member, coordinator, expert):
    assignment = stories.reviewing(member, coordinator, expert)
    with pytest.raises(TextHeldBack):
        workflow.release_answer(
            question=assignment.question,
            actor=coordinator,
            now=NOW,
            text=f"{ANSWER} Ring 07700 900123.",
        )
    assert status_of(assignment.question) == QuestionStatus.REVIEWING


def test_nobody_releases_their_own_answer(member, coordinator, expert):
    from django.contrib.auth.models import Group

    assignment = stories.reviewing(member, coordinator, expert)
    expert.groups.add(Group.objects.get(name="Coordinators"))
    with pytest.raises(NotPermitted):
        workflow.release_answer(
            question=assignment.question,
            actor=type(expert).objects.get(pk=expert.pk),
            now=NOW,
            text=ANSWER,
        )


@pytest.mark.parametrize("who", ["member", "expert", "conflicted_coordinator"])
def test_only_a_coordinator_without_a_tie_releases(request, member, coordinator, expert, who):
    assignment = stories.reviewing(member, coordinator, expert)
    with pytest.raises(NotPermitted):
        workflow.release_answer(
            question=assignment.question,
            actor=request.getfixturevalue(who),
            now=NOW,
            text=ANSWER,
        )
    assert Question.objects.get().status == QuestionStatus.REVIEWING


def test_a_release_from_an_old_form_is_refused(member, coordinator, expert):
    assignment = stories.reviewing(member, coordinator, expert)
    with pytest.raises(StaleForm):
        workflow.release_answer(
            question=assignment.question, actor=coordinator, now=NOW, text=ANSWER, version=1
        )
