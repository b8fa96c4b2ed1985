"""An answer that takes longer: the expert says so, and a coordinator may give more time, once."""

from datetime import timedelta

import pytest

from askexpert import due, workflow
from tests.askexpert import stories

NOW = stories.NOW
NOTE = "I am on leave until Thursday."


@pytest.fixture
def ask(member, coordinator, expert):
    return stories.accepted(member, coordinator, expert)


def ask_for_time(ask, actor, now=NOW + timedelta(days=1), note=NOTE):
    return workflow.ask_for_time(assignment=ask, actor=actor, now=now, note=note)


def give_time(ask, actor, now=NOW + timedelta(days=2)):
    return workflow.give_time(assignment=ask, actor=actor, now=now)


def test_the_coordinator_is_told_and_no_date_moves(ask, expert, coordinator):
    dates = (ask.answer_by, ask.lapse_by)
    ask_for_time(ask, expert)
    after = stories.fresh(ask)
    assert (after.answer_by, after.lapse_by, after.status) == (*dates, "accepted")
    assert after.note_to_coordinator == NOTE
    assert stories.told(coordinator)[-1] == "desk_more_time"
    event = ask.events.get(action="ask_for_time")
    assert (event.actor, event.reason, event.from_status, event.to_status) == (
        expert,
        "",
        "accepted",
        "accepted",
    )


def test_said_twice_it_is_said_once(ask, expert, coordinator):
    for note in (NOTE, "Something else."):
        ask_for_time(ask, expert, note=note)
    assert stories.fresh(ask).note_to_coordinator == NOTE
    assert stories.told(coordinator).count("desk_more_time") == 1


def test_more_time_is_three_working_days_from_the_date_there_was(ask, expert, coordinator):
    """Said yes on Tuesday 10 March: due on Thursday 19, and with three days more on Tuesday 24."""
    ask_for_time(ask, expert)
    give_time(ask, coordinator)
    after = stories.fresh(ask)
    assert (ask.answer_by.date().isoformat(), after.answer_by.date().isoformat()) == (
        "2026-03-19",
        "2026-03-24",
    )
    assert after.lapse_by.date().isoformat() == "2026-03-27"
    assert (after.answer_soon_reminded_at, after.answer_due_reminded_at) == (None, None)
    assert stories.told(expert)[-1] == "expert_more_time"


def test_when_the_date_has_passed_they_are_counted_from_now(ask, expert, coordinator):
    ask_for_time(ask, expert)
    late = ask.answer_by + timedelta(days=1)
    give_time(ask, coordinator, now=late)
    assert stories.fresh(ask).answer_by.date().isoformat() == "2026-03-25"


def test_pressed_twice_it_moves_once(ask, expert, coordinator):
    ask_for_time(ask, expert)
    once = give_time(ask, coordinator).answer_by
    assert give_time(ask, coordinator).answer_by == once
    assert ask.events.filter(action="give_time").count() == 1


def test_it_is_given_once_for_each_writing(ask, expert, coordinator):
    ask_for_time(ask, expert)
    give_time(ask, coordinator)
    with pytest.raises(workflow.TransitionNotAllowed):
        ask_for_time(ask, expert, now=NOW + timedelta(days=3))
    workflow.submit_answer(
        assignment=ask, actor=expert, now=NOW + timedelta(days=3), text=stories.ANSWER
    )
    workflow.return_answer(
        question=ask.question, actor=coordinator, now=NOW + timedelta(days=4), note="Shorter?"
    )
    ask_for_time(ask, expert, now=NOW + timedelta(days=5))
    assert ask.events.filter(action="ask_for_time").count() == 2


def test_nobody_gets_more_time_who_has_not_asked(ask, coordinator):
    with pytest.raises(workflow.TransitionNotAllowed):
        give_time(ask, coordinator)


def test_only_whoever_writes_asks_and_only_a_coordinator_without_a_tie_gives(
    ask, expert, other_expert, member, conflicted_coordinator
):
    with pytest.raises(workflow.NotPermitted):
        ask_for_time(ask, other_expert)
    ask_for_time(ask, expert)
    for actor in (expert, member, conflicted_coordinator):
        with pytest.raises(workflow.NotPermitted):
            give_time(ask, actor)


def test_an_answer_that_was_sent_needs_no_time(ask, expert, coordinator):
    ask_for_time(ask, expert)
    workflow.submit_answer(assignment=ask, actor=expert, now=NOW, text=stories.ANSWER)
    with pytest.raises(workflow.TransitionNotAllowed):
        give_time(ask, coordinator)
    with pytest.raises(workflow.TransitionNotAllowed):
        ask_for_time(ask, expert)


def test_without_a_reply_the_answer_lapses_as_it_would_have(ask, expert):
    ask_for_time(ask, expert)
    ask.answer_due_reminded_at = ask.answer_by
    ask.save(update_fields=["answer_due_reminded_at"])
    assert workflow.lapse(assignment=ask, now=ask.lapse_by) is True


def test_after_more_time_the_reminders_are_sent_again(ask, expert, coordinator):
    due.run_due(now=ask.answer_by)
    assert stories.told(expert).count("expert_answer_soon") == 1
    ask_for_time(ask, expert, now=ask.answer_by)
    give_time(ask, coordinator, now=ask.answer_by)
    due.run_due(now=stories.fresh(ask).answer_by)
    assert stories.told(expert).count("expert_answer_soon") == 2


def test_nobody_gives_themselves_more_time(ask, expert, coordinator):
    ask_for_time(ask, expert)
    expert.groups.add(*coordinator.groups.all())
    with pytest.raises(workflow.NotPermitted, match="You write this answer yourself"):
        give_time(ask, stories.fresh(expert))
    assert stories.fresh(ask).answer_by == ask.answer_by
