"""When a message leaves: the group's default, what somebody chose, days without, the clock."""

from datetime import UTC, date, datetime, timedelta

import pytest

from network.notifications import preferences
from network.notifications.kinds import GROUPS, Pace
from network.notifications.models import EmailState, PausedAddress
from network.notifications.paces import next_summary
from tests.network.notifications.told import ACCOUNT, DESK, LETTER, NEWS, NOW, URGENT

TOMORROW = datetime(2026, 2, 5, 7, 30, tzinfo=UTC)
MONDAY = datetime(2026, 2, 9, 7, 30, tzinfo=UTC)


def leaves(message) -> tuple[str, datetime]:
    return message.email_state, message.send_at


def test_every_group_allows_its_default():
    assert all(group.default in group.paces for group in GROUPS.values())


def test_until_somebody_chooses_the_groups_default_holds(member, told):
    assert leaves(told(member, LETTER)) == (EmailState.PENDING, NOW)
    assert leaves(told(member, NEWS)) == (EmailState.WEEKLY, MONDAY)


@pytest.mark.parametrize(
    ("pace", "expected"),
    [
        (Pace.AT_ONCE, (EmailState.PENDING, NOW)),
        (Pace.DAILY, (EmailState.DAILY, TOMORROW)),
        (Pace.WEEKLY, (EmailState.WEEKLY, MONDAY)),
        (Pace.OFF, (EmailState.NONE, NOW)),
    ],
)
def test_the_chosen_pace_holds_and_the_message_is_on_the_site_at_once(member, told, pace, expected):
    preferences.choose(user=member, group="letters", pace=pace, now=NOW)
    message = told(member, LETTER)
    assert leaves(message) == expected
    assert message.in_site is True


def test_one_persons_choice_is_not_anothers(member, expert, told):
    preferences.choose(user=expert, group="letters", pace=Pace.OFF, now=NOW)
    assert told(member, LETTER).email_state == EmailState.PENDING


def test_a_choice_that_the_group_no_longer_allows_counts_as_none(member, told):
    member.email_preferences.create(group="account", pace=Pace.OFF, changed_at=NOW)
    assert told(member, ACCOUNT).email_state == EmailState.PENDING


def test_what_is_urgent_leaves_at_once_whatever_was_chosen(member, told):
    preferences.choose(user=member, group="desk", pace=Pace.DAILY, now=NOW)
    assert leaves(told(member, DESK)) == (EmailState.DAILY, TOMORROW)
    assert leaves(told(member, URGENT)) == (EmailState.PENDING, NOW)


def test_during_a_pause_messages_wait_for_the_morning_on_which_it_ends(member, told):
    preferences.pause(user=member, until=date(2026, 2, 12), now=NOW)
    end = datetime(2026, 2, 12, 7, 30, tzinfo=UTC)
    assert leaves(told(member, LETTER)) == (EmailState.DAILY, end)
    assert leaves(told(member, NEWS)) == (EmailState.WEEKLY, end + timedelta(days=4))
    assert leaves(told(member, URGENT)) == (EmailState.PENDING, NOW)
    assert leaves(told(member, ACCOUNT)) == (EmailState.PENDING, NOW)


def test_a_pause_that_is_over_changes_nothing(member, told):
    preferences.pause(user=member, until=date(2026, 2, 12), now=NOW)
    after = datetime(2026, 2, 12, 0, 30, tzinfo=UTC)
    assert leaves(told(member, LETTER, now=after)) == (EmailState.PENDING, after)


def test_an_address_out_of_reach_gets_nothing_not_even_what_is_urgent(member, told):
    PausedAddress.objects.create(address=member.email, user=member, since=NOW)
    states = {told(member, kind).email_state for kind in (LETTER, URGENT, ACCOUNT)}
    assert states == {EmailState.NONE}


def test_the_decision_costs_one_query(member, told, django_assert_num_queries):
    # the person's choice, pause and address; the message: look-up, savepoint, insert, release
    with django_assert_num_queries(5):
        told(member, LETTER)


@pytest.mark.parametrize(
    ("pace", "now", "expected"),
    [
        # before and after half past seven in winter
        (Pace.DAILY, "2026-02-04T07:29+00:00", "2026-02-04T07:30+00:00"),
        (Pace.DAILY, "2026-02-04T07:30+00:00", "2026-02-05T07:30+00:00"),
        # the clocks go forward in the night before 29 March, back before 25 October
        (Pace.DAILY, "2026-03-28T12:00+00:00", "2026-03-29T06:30+00:00"),
        (Pace.DAILY, "2026-10-24T12:00+00:00", "2026-10-25T07:30+00:00"),
        # weekly: on Sunday evening the next morning, on Monday noon the Monday after
        (Pace.WEEKLY, "2026-02-08T22:00+00:00", "2026-02-09T07:30+00:00"),
        (Pace.WEEKLY, "2026-02-09T12:00+00:00", "2026-02-16T07:30+00:00"),
        (Pace.WEEKLY, "2026-02-09T07:00+00:00", "2026-02-09T07:30+00:00"),
    ],
)
def test_summaries_leave_at_half_past_seven_local_time(pace, now, expected):
    assert next_summary(pace, datetime.fromisoformat(now)) == datetime.fromisoformat(expected)
