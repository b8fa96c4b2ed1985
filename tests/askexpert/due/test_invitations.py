"""The clock of an invitation: reminded on the second working day, over after the third."""

from datetime import timedelta

import pytest

from askexpert import workflow
from askexpert.enums import DeclineReason
from askexpert.models import Assignment
from tests.askexpert import stories
from tests.askexpert.due.clock import at, nation_of_user, run, sent, words_of
from tests.askexpert.stories import fresh, status_of, told


@pytest.fixture
def ask(member, coordinator, expert):
    """Asked on Tuesday 10 March; a reply is wanted by Friday 13 March."""
    return stories.invited(member, coordinator, expert)


def test_reminded_on_the_morning_of_the_second_working_day(ask, expert):
    assert run("2026-03-12", 8, 59, 59).get("reminders") is None
    assert run("2026-03-12", 9) == {"reminders": 1}
    assert fresh(ask).respond_reminded_at == at("2026-03-12", 9)
    assert "until Friday 13 March" in words_of(expert, "expert_reply_soon")


def test_the_reminder_says_nothing_of_the_question(ask, expert, member):
    run("2026-03-12")
    words = words_of(expert, "expert_reply_soon")
    for private in (stories.TITLE, stories.TEXT[:40], member.name, member.email):
        assert private not in words


def test_a_reminder_in_time_moves_no_date(ask):
    run("2026-03-12")
    assert fresh(ask).respond_by == at("2026-03-13", 23, 59)


def test_over_at_the_end_of_the_third_working_day(ask, expert, coordinator):
    run("2026-03-12")
    assert run("2026-03-13", 23, 58, 59) == {}
    assert run("2026-03-13", 23, 59) == {"invitations expired": 1}
    assert (status_of(ask), fresh(ask).ended_at) == ("expired", at("2026-03-13", 23, 59))
    assert told(expert) == ["expert_invited", "expert_reply_soon", "expert_expired"]
    assert sent(coordinator, "desk_invitation_expired") == 1


def test_a_day_late_the_reminder_goes_out_once_and_leaves_a_working_day(ask, expert):
    """Nobody ran the clock on Thursday; on Friday the reply is due on Monday instead."""
    for _ in range(5):
        run("2026-03-13", 10)
    assert sent(expert, "expert_reply_soon") == 1
    assert fresh(ask).respond_by == at("2026-03-16", 23, 59)
    assert "until Monday 16 March" in words_of(expert, "expert_reply_soon")
    run("2026-03-16", 23, 58)
    assert status_of(ask) == "invited"
    run("2026-03-16", 23, 59)
    assert status_of(ask) == "expired"


def test_nobody_expires_who_was_never_reminded(ask):
    assert workflow.expire(assignment=ask, now=at("2026-06-01")) is False
    assert status_of(ask) == "invited"


@pytest.mark.parametrize(
    ("nation", "reminded", "over"),
    [
        ("england", "2026-04-07", "2026-04-08"),
        ("scotland", "2026-04-06", "2026-04-07"),
    ],
)
def test_the_bank_holidays_are_those_of_the_experts_nation(
    member, coordinator, expert, nation, reminded, over
):
    """Asked on the Wednesday before Easter 2026 about a question from England."""
    nation_of_user(expert, nation)
    ask = stories.invited(member, coordinator, expert, now=at("2026-04-01", 10))
    assert fresh(ask).respond_by == at(over, 23, 59)
    assert sent(expert, "expert_reply_soon") == 0
    run(reminded, 8, 59)
    assert sent(expert, "expert_reply_soon") == 0
    run(reminded, 9)
    assert sent(expert, "expert_reply_soon") == 1


def test_the_clocks_change_between_invitation_and_reply(member, coordinator, expert):
    """Asked on Thursday 26 March 2026 (winter time), due on Tuesday 31 March (summer time)."""
    ask = stories.invited(member, coordinator, expert, now=at("2026-03-26", 10))
    assert fresh(ask).respond_by.isoformat() == "2026-03-31T22:59:00+00:00"
    run("2026-03-30", 8, 59)
    assert sent(expert, "expert_reply_soon") == 0
    run("2026-03-30", 9)
    assert sent(expert, "expert_reply_soon") == 1


def test_whoever_has_replied_is_not_reminded(member, coordinator, expert, other_expert):
    ask = stories.invited(member, coordinator, expert)
    workflow.decline_invitation(
        assignment=ask, actor=expert, now=at("2026-03-11"), reason=DeclineReason.NO_TIME
    )
    run("2026-03-12")
    assert sent(expert, "expert_reply_soon") == 0


def test_an_ask_about_a_follow_up_has_the_same_clock(member, coordinator, expert, other_expert):
    """No reply from whoever answered before: somebody else is found for the follow-up."""
    question = stories.answered(member, coordinator, expert)
    workflow.follow_up(
        question=question, actor=member, now=at("2026-03-16"), text="And at night?", number=1
    )
    ask = Assignment.objects.get(question=question, status="invited")
    assert (ask.expert, ask.respond_by) == (expert, at("2026-03-19", 23, 59))
    run("2026-03-18")
    assert run("2026-03-19", 23, 59) == {"invitations expired": 1}
    assert status_of(question) == "matching"
    following = Assignment.objects.get(question=question, status="invited")
    assert (following.expert, following.wave, following.follow_up) == (
        other_expert,
        1,
        ask.follow_up,
    )
    assert told(member)[-1] == "ask_expert_gone"


def test_an_expert_takes_a_follow_up_on(member, coordinator, expert):
    question = stories.answered(member, coordinator, expert)
    workflow.follow_up(
        question=question, actor=member, now=at("2026-03-16"), text="And at night?", number=1
    )
    ask = Assignment.objects.get(question=question, status="invited")
    ask = workflow.accept(assignment=ask, actor=expert, now=at("2026-03-17"))
    assert (status_of(ask), status_of(question)) == ("accepted", "answering")
    assert fresh(ask).answer_by == at("2026-03-26", 23, 59)


@pytest.mark.parametrize("gone", ["inactive", "suspended", "lapsed"])
def test_somebody_else_is_asked_when_the_expert_is_no_member_any_more(
    ask, expert, other_expert, gone
):
    if gone == "inactive":
        type(expert).objects.filter(pk=expert.pk).update(is_active=False)
    else:
        type(expert.membership).objects.filter(user=expert).update(status=gone)
    assert run("2026-03-11") == {"asks of people who left": 1}
    assert status_of(ask) == "cancelled"
    following = Assignment.objects.get(question=ask.question, status="invited")
    assert (following.expert, following.wave, following.invited_by) == (other_expert, 2, None)
    assert run("2026-03-11") == {}


def test_a_member_in_good_standing_keeps_the_ask(ask):
    assert workflow.end_ask_of_unavailable(assignment=ask, now=at("2026-03-11")) is False


def test_one_second_decides_between_a_yes_and_the_clock(ask, expert):
    run("2026-03-12")
    moment = fresh(ask).respond_by - timedelta(seconds=1)
    workflow.accept(assignment=ask, actor=expert, now=moment)
    assert run("2026-03-13", 23, 59) == {}
    assert status_of(ask) == "accepted"
