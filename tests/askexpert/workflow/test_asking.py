"""The asker's verbs."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from askexpert import workflow
from askexpert.enums import QuestionStatus
from askexpert.errors import TextHeldBack
from askexpert.models import Question
from network.notifications.models import Message
from network.workflows import NotPermitted, TransitionNotAllowed
from tests.askexpert import stories
from tests.askexpert.stories import NOW, status_of, told

pytestmark = pytest.mark.django_db


def test_start_gives_one_draft_for_one_form(member):
    token = uuid.uuid4()
    first = workflow.start_question(asker=member, token=token, now=NOW)
    second = workflow.start_question(asker=member, token=token, now=NOW)
    assert first.pk == second.pk
    assert Question.objects.count() == 1
    assert first.events.count() == 1


def test_the_same_token_of_another_member_is_another_draft(member, expert):
    token = uuid.uuid4()
    workflow.start_question(asker=member, token=token, now=NOW)
    workflow.start_question(asker=expert, token=token, now=NOW)
    assert Question.objects.count() == 2


def test_start_is_refused_without_an_approved_membership(outsider):
    with pytest.raises(NotPermitted):
        workflow.start_question(asker=outsider, token=uuid.uuid4(), now=NOW)


def test_a_draft_keeps_what_screening_would_hold_back(member):
    question = stories.draft(member, text="Born 03/04/2011, he says.")
    assert question.text == "Born 03/04/2011, he says."


def test_nobody_else_saves_my_draft(member, expert):
    question = stories.draft(member)
    with pytest.raises(NotPermitted):
        workflow.save_draft(question=question, actor=expert, now=NOW, title="Mine now")
    assert stories.fresh(question).title == stories.TITLE


def test_submit_moves_freezes_and_tells(member, coordinator, conflicted_coordinator):
    question = stories.submitted(member)
    assert question.status == QuestionStatus.SUBMITTED
    assert question.asker_organisation == member.profile.organisation
    assert question.asker_area == member.profile.area
    assert told(member) == ["ask_received"]
    assert told(coordinator) == ["desk_new_question"]
    assert told(conflicted_coordinator) == []


def test_triage_is_due_at_the_end_of_the_next_working_day(member):
    friday = NOW + timedelta(days=3)
    question = stories.submitted(member, now=friday)
    assert question.triage_by.date().isoformat() == "2026-03-16"


def test_submit_twice_is_submitted_once(member, coordinator):
    question = stories.submitted(member)
    workflow.submit(question=question, actor=member, now=NOW + timedelta(seconds=1))
    assert question.events.filter(action="submit").count() == 1
    assert told(coordinator) == ["desk_new_question"]


def test_submit_is_held_back_by_an_identifier(member):
    question = stories.draft(member, text="His NHS number is 943 476 5919, can you look him up?")
    with pytest.raises(TextHeldBack) as held:
        workflow.submit(question=question, actor=member, now=NOW)
    assert [span.type for span in held.value.blocking] == ["nhs"]
    assert status_of(question) == QuestionStatus.DRAFT
    assert Message.objects.count() == 0


def test_submit_by_somebody_else_is_refused(member, coordinator):
    question = stories.draft(member)
    with pytest.raises(NotPermitted):
        workflow.submit(question=question, actor=coordinator, now=NOW)


def test_anonymity_stays_as_it_was_sent(member, coordinator):
    question = stories.submitted(member, is_anonymous=True)
    workflow.request_changes(question=question, actor=coordinator, now=NOW, reason="Shorter?")
    question = workflow.save_draft(
        question=question, actor=member, now=NOW, is_anonymous=False, title="Shorter"
    )
    assert (question.is_anonymous, question.title) == (True, "Shorter")


def test_a_question_can_be_sent_again_after_a_change(member, coordinator):
    question = stories.submitted(member)
    workflow.request_changes(question=question, actor=coordinator, now=NOW, reason="Shorter?")
    question = workflow.submit(question=question, actor=member, now=NOW + timedelta(hours=1))
    assert (question.status, question.reason) == (QuestionStatus.SUBMITTED, "")
    assert told(coordinator) == ["desk_new_question", "desk_new_question"]


def test_signpost_forgets_the_draft_and_tells_without_saying_whom(
    member, coordinator, safeguarding_lead
):
    question = stories.draft(member)
    workflow.signpost(actor=member, question=question, now=NOW)
    assert Question.objects.count() == 0
    assert told(coordinator) == ["urgent_notice_shown"]
    assert told(safeguarding_lead) == ["urgent_notice_shown"]
    message = Message.objects.filter(recipient=coordinator).get()
    written = f"{message.key} {message.subject} {message.body} {message.url}"
    assert member.name not in written
    assert str(member.pk) not in message.url


def test_signpost_does_not_forget_a_question_that_was_sent(member):
    question = stories.submitted(member)
    with pytest.raises(TransitionNotAllowed):
        workflow.signpost(actor=member, question=question, now=NOW)
    assert Question.objects.count() == 1


def test_withdraw_ends_what_experts_were_asked(member, coordinator, expert):
    assignment = stories.invited(member, coordinator, expert)
    workflow.withdraw(question=assignment.question, actor=member, now=NOW + timedelta(hours=5))
    assert status_of(assignment) == "cancelled"
    assert told(expert) == ["expert_invited", "expert_no_longer_needed"]


def test_withdraw_is_the_askers_alone(member, coordinator):
    question = stories.submitted(member)
    with pytest.raises(NotPermitted):
        workflow.withdraw(question=question, actor=coordinator, now=NOW)


def test_close_keeps_what_the_asker_says_and_tells_the_expert(member, coordinator, expert):
    question = stories.answered(member, coordinator, expert)
    workflow.close(
        question=question,
        actor=member,
        now=NOW + timedelta(days=2),
        helped=True,
        outcome="We drew places first.",
    )
    question = stories.fresh(question)
    assert (question.status, question.helped, question.outcome) == (
        QuestionStatus.CLOSED,
        True,
        "We drew places first.",
    )
    assert told(expert)[-1] == "expert_outcome"


def test_close_holds_back_an_outcome_with_an_identifier(member, coordinator, expert):
    question = stories.answered(member, coordinator, expert)
    with pytest.raises(TextHeldBack):
        workflow.close(
            question=question,
            actor=member,
            now=NOW,
            helped=True,
            outcome="Ring me on 07700 900123 and I will tell you more.",
        )
    assert status_of(question) == QuestionStatus.ANSWERED


def test_close_is_not_possible_before_there_is_an_answer(member):
    question = stories.submitted(member)
    with pytest.raises(TransitionNotAllowed):
        workflow.close(question=question, actor=member, now=NOW, helped=True)


@pytest.mark.parametrize("status", ["answered", "closed"])
def test_the_database_refuses_an_answered_question_without_an_answer(member, status):
    question = stories.submitted(member)
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(status=status)


def test_the_database_refuses_a_sent_question_without_words(member):
    question = stories.submitted(member)
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(text="")
