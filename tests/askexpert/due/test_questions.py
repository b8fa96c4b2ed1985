"""The clocks of a question: who is told when, and what ends by itself."""

import pytest

from askexpert import workflow
from askexpert.models import QuestionEvent
from network.workflows import NotPermitted, TransitionNotAllowed
from tests.askexpert import stories
from tests.askexpert.due.clock import at, nation_of_user, run, sent, words_of
from tests.askexpert.stories import NOW, fresh, status_of, told


def _changes_requested(member, coordinator):
    """A change asked for on Tuesday 10 March: reminded on the 13th, over on the 24th."""
    return workflow.request_changes(
        question=stories.submitted(member), actor=coordinator, now=NOW, reason="Shorter."
    )


def test_the_asker_is_reminded_of_a_change_after_three_working_days(member, coordinator):
    question = _changes_requested(member, coordinator)
    assert run("2026-03-13", 8, 59) == {}
    assert run("2026-03-13", 9) == {"reminders": 1}
    assert "by Tuesday 24 March" in words_of(member, "ask_change_awaited")
    assert fresh(question).changes_by == at("2026-03-24", 23, 59)


def test_a_question_without_its_change_is_withdrawn_after_ten_working_days(member, coordinator):
    question = _changes_requested(member, coordinator)
    run("2026-03-13")
    assert run("2026-03-24", 23, 58) == {}
    assert run("2026-03-24", 23, 59) == {"questions withdrawn without a change": 1}
    question = fresh(question)
    assert (question.status, question.ended_at) == ("withdrawn", at("2026-03-24", 23, 59))
    assert told(member)[-1] == "ask_withdrawn_unchanged"
    event = QuestionEvent.objects.filter(question=question).last()
    assert (event.action, event.actor) == ("withdraw_unchanged", None)


def test_a_late_reminder_of_a_change_leaves_a_working_day(member, coordinator):
    question = _changes_requested(member, coordinator)
    run("2026-03-27", 10)
    assert fresh(question).changes_by == at("2026-03-30", 23, 59)
    assert run("2026-03-30", 23, 58) == {}
    run("2026-03-30", 23, 59)
    assert status_of(question) == "withdrawn"


def test_a_change_in_time_stops_the_clock_and_a_second_request_starts_it_anew(member, coordinator):
    question = _changes_requested(member, coordinator)
    run("2026-03-13")
    workflow.submit(question=question, actor=member, now=at("2026-03-16"))
    workflow.request_changes(
        question=question, actor=coordinator, now=at("2026-03-17"), reason="And the title."
    )
    assert fresh(question).changes_by == at("2026-03-31", 23, 59)
    run("2026-03-20")
    assert sent(member, "ask_change_awaited") == 2


def test_a_lead_who_asks_for_a_change_starts_the_same_clock(member, coordinator, safeguarding_lead):
    question = stories.submitted(member)
    workflow.quarantine(question=question, actor=coordinator, now=NOW, label="identifies")
    workflow.return_to_asker(
        question=question, actor=safeguarding_lead, now=NOW, reason="Without the park."
    )
    assert fresh(question).changes_by == at("2026-03-24", 23, 59)


def _quarantined(member, coordinator, *, now):
    question = stories.submitted(member)
    return workflow.quarantine(question=question, actor=coordinator, now=now, label="risk")


def test_leads_are_told_again_when_nobody_has_looked_for_four_working_hours(
    member, coordinator, safeguarding_lead
):
    question = _quarantined(member, coordinator, now=at("2026-03-13", 16))
    assert fresh(question).see_by == at("2026-03-16", 12)
    assert run("2026-03-16", 11, 59, 59) == {}
    assert run("2026-03-16", 12) == {"late steps told to the desk": 1}
    assert run("2026-03-18", 12) == {}
    assert told(safeguarding_lead) == ["lead_quarantined", "lead_not_seen"]


def test_a_lead_who_has_opened_it_is_not_told_again(member, coordinator, safeguarding_lead):
    question = _quarantined(member, coordinator, now=at("2026-03-13", 16))
    assert workflow.mark_seen(question=question, actor=safeguarding_lead, now=at("2026-03-16", 10))
    assert fresh(question).seen_at == at("2026-03-16", 10)
    assert run("2026-03-16", 12) == {}


def test_the_first_look_counts(member, coordinator, safeguarding_lead):
    question = _quarantined(member, coordinator, now=at("2026-03-13", 16))
    workflow.mark_seen(question=question, actor=safeguarding_lead, now=at("2026-03-16", 10))
    again = workflow.mark_seen(question=question, actor=safeguarding_lead, now=at("2026-03-16", 11))
    assert (again, fresh(question).seen_at) == (False, at("2026-03-16", 10))
    assert QuestionEvent.objects.filter(question=question, action="mark_seen").count() == 1


@pytest.mark.parametrize("who", ["member", "coordinator", "expert"])
def test_only_a_lead_sees_for_the_leads(request, member, coordinator, who):
    question = _quarantined(member, coordinator, now=at("2026-03-13", 16))
    with pytest.raises(NotPermitted):
        workflow.mark_seen(
            question=question, actor=request.getfixturevalue(who), now=at("2026-03-16", 10)
        )


def test_what_is_not_with_the_leads_is_not_seen_for_them(member, safeguarding_lead):
    question = stories.submitted(member)
    with pytest.raises(TransitionNotAllowed):
        workflow.mark_seen(question=question, actor=safeguarding_lead, now=NOW)


def test_given_to_the_leads_a_second_time_the_clock_begins_anew(
    member, coordinator, safeguarding_lead
):
    question = _quarantined(member, coordinator, now=at("2026-03-13", 9))
    workflow.mark_seen(question=question, actor=safeguarding_lead, now=at("2026-03-13", 10))
    workflow.return_to_queue(question=question, actor=safeguarding_lead, now=at("2026-03-13", 11))
    workflow.quarantine(question=question, actor=coordinator, now=at("2026-03-16", 9), label="risk")
    assert (fresh(question).seen_at, fresh(question).see_by) == (None, at("2026-03-16", 13))


def test_a_first_invitation_is_late_after_one_working_day(member, coordinator, expert):
    question = stories.matching(member, coordinator)
    assert fresh(question).invite_by == at("2026-03-11", 23, 59)
    assert run("2026-03-11", 23, 58) == {}
    for _ in range(3):
        run("2026-03-11", 23, 59)
    assert sent(coordinator, "desk_first_invitation_late") == 1


def test_whoever_has_invited_in_time_hears_nothing(member, coordinator, expert):
    ask = stories.invited(member, coordinator, expert)
    assert fresh(ask.question).invite_by is None
    run("2026-03-11", 23, 59)
    assert sent(coordinator, "desk_first_invitation_late") == 0


@pytest.mark.parametrize(("nation", "due"), [("england", "2026-04-07"), ("scotland", "2026-04-06")])
def test_the_days_of_a_question_are_those_of_its_nation(member, coordinator, nation, due):
    """Approved on the Thursday before Easter 2026, sent and confirmed for that nation."""
    nation_of_user(member, nation)
    question = stories.submitted(member, now=at("2026-04-02", 8), nation=member.profile.nation)
    assert fresh(question).triage_by == at(due, 23, 59)
    workflow.approve(
        question=question,
        actor=coordinator,
        now=at("2026-04-02", 9),
        topics=list(question.topics.all()),
        nation=member.profile.nation,
        is_anonymous=True,
    )
    assert fresh(question).invite_by == at(due, 23, 59)


def test_a_question_without_an_expert_is_late_after_two_working_days(member, coordinator):
    question = stories.matching(member, coordinator)
    workflow.mark_unmatched(question=question, actor=coordinator, now=at("2026-03-11"))
    assert fresh(question).unmatched_by == at("2026-03-13", 23, 59)
    assert run("2026-03-13", 23, 58) == {}
    for _ in range(3):
        run("2026-03-13", 23, 59)
    assert sent(coordinator, "desk_unmatched_late") == 1


def test_an_answer_to_check_is_late_after_two_working_days(member, coordinator, expert):
    ask = stories.reviewing(member, coordinator, expert)
    assert fresh(ask.question).review_by == at("2026-03-12", 23, 59)
    assert run("2026-03-12", 23, 58) == {}
    for _ in range(3):
        run("2026-03-12", 23, 59)
    assert sent(coordinator, "desk_review_late") == 1


def test_a_conflicted_coordinator_hears_of_no_lateness(
    member, coordinator, conflicted_coordinator, expert
):
    stories.matching(member, coordinator)
    stories.reviewing(member, coordinator, expert)
    run("2026-03-13")
    assert told(conflicted_coordinator) == []


def test_the_asker_is_asked_once_whether_the_answer_helped(member, coordinator, expert):
    """Answered on Tuesday 10 March; closes on Monday 30 March."""
    question = stories.answered(member, coordinator, expert)
    assert fresh(question).close_by == at("2026-03-30", 23, 59)
    assert run("2026-03-25", 8, 59) == {}
    for _ in range(3):
        run("2026-03-25", 9)
    assert sent(member, "ask_did_it_help") == 1
    assert "until Monday 30 March" in words_of(member, "ask_did_it_help")


def test_an_answered_question_closes_after_twenty_days(member, coordinator, expert):
    question = stories.answered(member, coordinator, expert)
    run("2026-03-25")
    assert run("2026-03-30", 23, 58) == {}
    assert run("2026-03-30", 23, 59) == {"questions closed": 1}
    question = fresh(question)
    assert (question.status, question.helped) == ("closed", None)
    assert sent(expert, "expert_outcome") == 0


def test_after_days_without_a_clock_the_asker_is_asked_first(member, coordinator, expert):
    question = stories.answered(member, coordinator, expert)
    run("2026-05-05", 10)
    assert (status_of(question), fresh(question).close_by) == ("answered", at("2026-05-06", 23, 59))
    run("2026-05-06", 23, 59)
    assert status_of(question) == "closed"


def test_an_answer_to_a_follow_up_gives_twenty_new_days(member, coordinator, expert):
    question = stories.answered(member, coordinator, expert)
    run("2026-03-25")
    workflow.follow_up(
        question=question, actor=member, now=at("2026-03-26"), text="And at night?", number=1
    )
    run("2026-04-01")
    assert status_of(question) == "answering"
    ask = question.assignments.get(status="invited")
    workflow.accept(assignment=ask, actor=expert, now=at("2026-04-01", 10))
    workflow.submit_answer(assignment=ask, actor=expert, now=at("2026-04-01", 11), text="Lights.")
    workflow.release_answer(
        question=question, actor=coordinator, now=at("2026-04-01", 12), text="Lights."
    )
    question = fresh(question)
    assert (question.close_by, question.close_reminded_at) == (at("2026-04-21", 23, 59), None)
    assert question.first_answered_at == NOW.replace(hour=15)


def test_who_closes_it_themselves_is_not_asked_any_more(member, coordinator, expert):
    question = stories.answered(member, coordinator, expert)
    workflow.close(question=question, actor=member, now=at("2026-03-12"), helped=True)
    run("2026-03-25")
    assert sent(member, "ask_did_it_help") == 0
