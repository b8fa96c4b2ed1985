"""Follow-up questions: whose turn they are, and every refusal."""

from datetime import timedelta

import pytest
from django.utils import timezone

from askexpert import workflow
from askexpert.conversation import conversation_of
from askexpert.models import Assignment, Question, QuestionEvent
from tests.askexpert import stories
from tests.askexpert.rows import stored

MORE = "Thank you. How did you explain the drawing to the families of the others?"
NHS = "943 476 5919"


@pytest.fixture
def answered(member, coordinator, expert):
    return stories.answered(member, coordinator, expert)


def ask_on(question, *, text=MORE, number=1, days=1, actor=None, **more):
    return workflow.follow_up(
        question=question,
        actor=actor or question.asker,
        now=stories.NOW + timedelta(days=days),
        text=text,
        number=number,
        **more,
    )


def answer_it(question, coordinator, *, text="As a plan of places.", days=2):
    """The follow-up that waits is accepted, answered and released."""
    now = stories.NOW + timedelta(days=days)
    ask = question.assignments.get(status="invited")
    workflow.accept(assignment=ask, actor=ask.expert, now=now)
    workflow.submit_answer(assignment=ask, actor=ask.expert, now=now, text=text)
    workflow.release_answer(question=question, actor=coordinator, now=now, text=text)
    return ask


def test_whoever_answered_is_asked_first_by_an_ask_of_its_own(answered, expert):
    row = ask_on(answered)
    ask = Assignment.objects.get(follow_up=row)
    assert (ask.expert, ask.status, ask.wave, ask.reasons) == (
        expert,
        "invited",
        1,
        ["answered before"],
    )
    # Asked on Wednesday 11 March: three working days later is Monday.
    assert timezone.localtime(ask.respond_by).strftime("%Y-%m-%d %H:%M") == "2026-03-16 23:59"
    assert stories.status_of(answered) == "answering"
    assert stories.told(expert)[-1] == "expert_follow_up"


def test_the_words_are_in_no_message(answered, expert):
    ask_on(answered)
    assert [MORE in message.body + message.subject for message in expert.messages.all()] == [
        False
    ] * len(stories.told(expert))


def test_question_answers_and_follow_ups_stand_in_order(answered, coordinator):
    ask_on(answered)
    answer_it(answered, coordinator)
    ask_on(stories.fresh(answered), text="And the school?", number=2, days=3)
    turns = conversation_of(stories.fresh(answered))
    assert [(turn.said, turn.text) for turn in turns] == [
        ("asked", stories.TEXT),
        ("answered", stories.ANSWER),
        ("followed_up", MORE),
        ("answered", "As a plan of places."),
        ("followed_up", "And the school?"),
    ]


def test_the_same_form_sent_twice_asks_once(answered):
    first = ask_on(answered)
    before = stored()
    assert ask_on(answered) == first
    assert stored() == before


def test_other_words_for_a_round_that_was_asked_are_refused(answered):
    ask_on(answered)
    with pytest.raises(workflow.StaleForm):
        ask_on(answered, text="Something else.")


def test_a_third_round_is_refused(answered, coordinator):
    ask_on(answered)
    answer_it(answered, coordinator)
    ask_on(stories.fresh(answered), text="And the school?", number=2, days=3)
    answer_it(answered, coordinator, text="With the school too.", days=4)
    with pytest.raises(workflow.NotPermitted, match="two follow-up questions"):
        ask_on(stories.fresh(answered), text="And the park?", number=3, days=5)


def test_on_the_twentieth_day_it_is_in_time_and_after_it_refused(answered):
    with pytest.raises(workflow.NotPermitted, match="time for a follow-up is over"):
        ask_on(answered, days=22)
    assert ask_on(answered, days=20).round == 1


def test_the_time_counts_from_the_latest_answer(answered, coordinator):
    ask_on(answered, days=15)
    answer_it(answered, coordinator, days=16)
    assert ask_on(stories.fresh(answered), number=2, text="And then?", days=35).round == 2


@pytest.mark.parametrize("status", ["draft", "submitted", "matching", "answering", "closed"])
def test_there_must_be_an_answer_to_ask_about(answered, status):
    # One row, moved by hand: every other state refuses in the same place.
    Question.objects.filter(pk=answered.pk).update(status=status)
    with pytest.raises(workflow.TransitionNotAllowed):
        ask_on(stories.fresh(answered))


def test_nobody_asks_on_in_anothers_name(answered, other_expert):
    with pytest.raises(workflow.NotPermitted):
        ask_on(answered, actor=other_expert)


def test_somebody_whose_membership_is_paused_cannot_ask_on(answered, member):
    type(member.membership).objects.filter(user=member).update(status="suspended")
    with pytest.raises(workflow.NotPermitted):
        ask_on(answered, actor=type(member).objects.get(pk=member.pk))


def test_it_is_screened_like_the_question(answered):
    before = stored()
    with pytest.raises(workflow.TextHeldBack):
        ask_on(answered, text=f"His number is {NHS}.")
    assert stored() == before


def test_a_warning_may_stay_with_a_reason(answered):
    text = "The Jones family moved away. What then?"
    with pytest.raises(workflow.TextHeldBack):
        ask_on(answered, text=text)
    row = ask_on(answered, text=text, reasons={"name:Jones": "A made-up name."})
    assert row.justifications == [{"type": "name", "phrase": "Jones", "why": "A made-up name."}]


def test_an_expert_who_has_paused_is_not_asked_and_somebody_else_is_looked_for(
    answered, expert, coordinator
):
    expert.expert_availability.pause_until((stories.NOW + timedelta(days=30)).date())
    asked_before = answered.assignments.count()
    ask_on(answered)
    steps = QuestionEvent.objects.filter(question=answered, action="resume_matching")
    assert steps.count() == 1
    assert not answered.assignments.filter(expert=expert, follow_up__isnull=False).exists()
    assert answered.assignments.count() == asked_before
    assert "desk_follow_up" in stories.told(coordinator)


def test_an_expert_who_came_too_close_is_not_asked_again(answered, expert, member):
    profile = expert.profile
    profile.organisation = member.profile.organisation
    profile.save(update_fields=["organisation"])
    ask_on(answered)
    assert not answered.assignments.filter(expert=expert, follow_up__isnull=False).exists()


def test_a_follow_up_that_came_back_for_a_change_is_changed_with_the_question(
    answered, coordinator, safeguarding_lead
):
    row = ask_on(answered)
    now = stories.NOW + timedelta(days=2)
    workflow.quarantine(question=answered, actor=coordinator, now=now, label="identifies")
    workflow.return_to_asker(
        question=answered, actor=safeguarding_lead, now=now, reason="Say it without the family."
    )
    workflow.save_draft(
        question=answered, actor=answered.asker, now=now, follow_up=f"Number {NHS}?"
    )
    with pytest.raises(workflow.TextHeldBack):
        workflow.submit(question=answered, actor=answered.asker, now=now)
    workflow.save_draft(
        question=answered, actor=answered.asker, now=now, follow_up="How do others explain it?"
    )
    workflow.submit(question=answered, actor=answered.asker, now=now)
    assert stories.fresh(row).text == "How do others explain it?"
    assert stories.status_of(answered) == "submitted"


def test_an_answered_follow_up_is_not_changed_any_more(answered, coordinator):
    row = ask_on(answered)
    answer_it(answered, coordinator)
    Question.objects.filter(pk=answered.pk).update(status="changes_requested")
    workflow.save_draft(
        question=answered, actor=answered.asker, now=stories.NOW, follow_up="Something else."
    )
    assert stories.fresh(row).text == MORE
