"""The clock of an answer: reminded two working days before and on the day, lapsed three after."""

import pytest

from askexpert import workflow
from askexpert.models import Assignment
from tests.askexpert import stories
from tests.askexpert.due.clock import at, nation_of_user, run, sent, words_of
from tests.askexpert.stories import ANSWER, fresh, status_of, told


@pytest.fixture
def ask(member, coordinator, expert, other_expert):
    """Accepted on Tuesday 10 March; the answer is due by Thursday 19 March."""
    return stories.accepted(member, coordinator, expert)


def test_reminded_two_working_days_before(ask, expert):
    assert run("2026-03-17", 8, 59) == {}
    assert run("2026-03-17", 9) == {"reminders": 1}
    assert "by Thursday 19 March" in words_of(expert, "expert_answer_soon")


def test_reminded_on_the_day_with_the_date_on_which_it_lapses(ask, expert):
    run("2026-03-17")
    assert run("2026-03-19", 8, 59) == {}
    assert run("2026-03-19", 9) == {"reminders": 1}
    assert "by Tuesday 24 March" in words_of(expert, "expert_answer_due")


def test_lapses_three_working_days_after(ask, expert, member, coordinator, other_expert):
    run("2026-03-17")
    run("2026-03-19")
    assert run("2026-03-24", 23, 58) == {}
    assert run("2026-03-24", 23, 59) == {"answers lapsed": 1}
    assert (status_of(ask), status_of(ask.question)) == ("lapsed", "matching")
    assert told(expert)[-1] == "expert_lapsed"
    assert told(member)[-1] == "ask_expert_gone"
    assert sent(coordinator, "desk_lapsed") == 1
    following = Assignment.objects.get(question=ask.question, status="invited")
    assert (following.expert, following.wave, following.invited_by) == (other_expert, 1, None)


def test_what_was_drafted_stays_for_the_coordinator(ask, expert):
    workflow.save_answer(assignment=ask, actor=expert, now=at("2026-03-11"), text="Half of it")
    for day in ("2026-03-17", "2026-03-19", "2026-03-25"):
        run(day)
    assert (status_of(ask), fresh(ask).answer.draft) == ("lapsed", "Half of it")


def test_no_access_after_the_lapse(ask, expert):
    for day in ("2026-03-17", "2026-03-19", "2026-03-25"):
        run(day)
    assert not type(ask.question).objects.visible_to(expert).exists()
    with pytest.raises(workflow.TransitionNotAllowed):
        workflow.submit_answer(assignment=ask, actor=expert, now=at("2026-03-25", 10), text=ANSWER)


def test_after_days_without_a_clock_each_reminder_goes_out_once_with_a_day_between(ask, expert):
    """Nothing ran from the tenth to the thirtieth: the answer is due the next working day."""
    for _ in range(3):
        run("2026-03-30", 10)
    assert told(expert)[-1:] == ["expert_answer_soon"]
    assert fresh(ask).answer_by == at("2026-03-31", 23, 59)
    for _ in range(3):
        run("2026-03-31", 10)
    assert told(expert)[-2:] == ["expert_answer_soon", "expert_answer_due"]
    # Good Friday is the third of April, Easter Monday the sixth.
    assert fresh(ask).lapse_by == at("2026-04-07", 23, 59)
    run("2026-04-07", 23, 58)
    assert status_of(ask) == "accepted"
    run("2026-04-07", 23, 59)
    assert status_of(ask) == "lapsed"


def test_a_second_reminder_that_comes_late_moves_the_lapse(ask, expert):
    run("2026-03-17")
    run("2026-03-26", 10)
    assert fresh(ask).lapse_by == at("2026-03-27", 23, 59)
    assert "by Friday 27 March" in words_of(expert, "expert_answer_due")
    assert status_of(ask) == "accepted"


def test_nobody_lapses_who_was_not_reminded_on_the_day(ask):
    assert workflow.lapse(assignment=ask, now=at("2026-06-01")) is False


@pytest.mark.parametrize(
    ("nation", "due", "lapse"),
    [("england", "2026-04-09", "2026-04-14"), ("scotland", "2026-04-08", "2026-04-13")],
)
def test_the_days_are_those_of_the_experts_nation(member, coordinator, expert, nation, due, lapse):
    """Accepted on Monday 30 March 2026; Easter Monday is a working day in Scotland."""
    nation_of_user(expert, nation)
    ask = fresh(stories.accepted(member, coordinator, expert, now=at("2026-03-29", 10)))
    ask = fresh(ask)
    assert (ask.answer_by, ask.lapse_by) == (at(due, 23, 59), at(lapse, 23, 59))


def test_a_returned_answer_has_three_more_days_of_the_experts_nation_and_new_reminders(
    member, coordinator, expert
):
    nation_of_user(expert, "scotland")
    ask = stories.reviewing(member, coordinator, expert, now=at("2026-03-30", 8))
    run("2026-03-31")
    workflow.return_answer(
        question=ask.question, actor=coordinator, now=at("2026-04-01"), note="Shorter, please."
    )
    ask = fresh(ask)
    assert (ask.answer_by, ask.lapse_by) == (at("2026-04-14", 23, 59), at("2026-04-17", 23, 59))
    assert run("2026-04-10", 8, 59) == {}
    assert run("2026-04-10", 9) == {"reminders": 1}
    assert run("2026-04-14", 9) == {"reminders": 1}


def test_an_answer_returned_after_its_date_has_three_days_from_then(member, coordinator, expert):
    ask = stories.reviewing(member, coordinator, expert, now=at("2026-05-11", 8))
    workflow.return_answer(
        question=ask.question, actor=coordinator, now=at("2026-06-01"), note="Shorter, please."
    )
    assert fresh(ask).answer_by == at("2026-06-04", 23, 59)


def test_an_answer_that_was_sent_neither_reminds_nor_lapses(member, coordinator, expert):
    ask = stories.reviewing(member, coordinator, expert)
    run("2026-03-30")
    assert (status_of(ask), sent(expert, "expert_answer_soon")) == ("submitted", 0)


def test_an_accepted_ask_of_somebody_suspended_is_handed_on(ask, expert, other_expert, member):
    type(expert.membership).objects.filter(user=expert).update(status="suspended")
    assert run("2026-03-11") == {"asks of people who left": 1}
    assert (status_of(ask), status_of(ask.question)) == ("released", "matching")
    assert told(member)[-1] == "ask_expert_gone"
    assert told(other_expert) == ["expert_invited"]
