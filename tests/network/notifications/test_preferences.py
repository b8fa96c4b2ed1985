"""A change of preference holds for everything that has not left yet."""

from datetime import UTC, date, datetime

import pytest

from network.notifications import preferences
from network.notifications.digests import gather_due
from network.notifications.kinds import Pace
from network.notifications.models import EmailState, Message, Preference
from tests.network.notifications.told import ACCOUNT, LETTER, NEWS, NOW, URGENT

TOMORROW = datetime(2026, 2, 5, 7, 30, tzinfo=UTC)
MONDAY = datetime(2026, 2, 9, 7, 30, tzinfo=UTC)


def now_is(message) -> tuple[str, datetime]:
    message.refresh_from_db()
    return message.email_state, message.send_at


def choose(user, group, pace):
    preferences.choose(user=user, group=group, pace=pace, now=NOW)


def test_turning_a_group_off_stops_what_waits_and_what_is_tried_again(member, told):
    waiting, retried = told(member, NEWS), told(member, LETTER)
    choose(member, "letters", Pace.OFF)
    assert (now_is(waiting)[0], now_is(retried)[0]) == (EmailState.WEEKLY, EmailState.NONE)
    choose(member, "following", Pace.OFF)
    assert now_is(waiting)[0] == EmailState.NONE


def test_what_has_been_sent_stays_sent(member, told):
    message = told(member, LETTER)
    Message.objects.filter(pk=message.pk).update(email_state=EmailState.SENT, sent_at=NOW)
    choose(member, "letters", Pace.OFF)
    assert now_is(message)[0] == EmailState.SENT


def test_nobody_elses_e_mail_is_touched(member, expert, told):
    message = told(expert, LETTER)
    choose(member, "letters", Pace.OFF)
    assert now_is(message)[0] == EmailState.PENDING


def test_urgent_messages_are_not_stopped(member, told, monkeypatch):
    message = told(member, URGENT)
    monkeypatch.setitem(
        preferences.GROUPS,
        "desk",
        preferences.kinds.KindGroup("desk", "Desk", "", Pace.AT_ONCE),
    )
    choose(member, "desk", Pace.OFF)
    assert now_is(message)[0] == EmailState.PENDING


@pytest.mark.parametrize(
    ("pace", "expected"),
    [
        (Pace.AT_ONCE, (EmailState.DAILY, TOMORROW)),
        (Pace.DAILY, (EmailState.DAILY, TOMORROW)),
        (Pace.WEEKLY, (EmailState.WEEKLY, MONDAY)),
    ],
)
def test_what_waits_moves_to_the_summary_of_the_new_pace(member, told, pace, expected):
    message = told(member, NEWS)
    choose(member, "following", pace)
    assert now_is(message) == expected


def test_what_stands_in_a_summary_that_has_not_left_moves_too(member, told):
    choose(member, "letters", Pace.DAILY)
    message = told(member, LETTER)
    gather_due(now=TOMORROW)
    preferences.choose(user=member, group="letters", pace=Pace.WEEKLY, now=TOMORROW)
    assert now_is(message) == (EmailState.WEEKLY, MONDAY)
    assert message.digest_id is None


def test_choosing_twice_is_one_row(member):
    choose(member, "letters", Pace.DAILY)
    choose(member, "letters", Pace.OFF)
    assert list(Preference.objects.values_list("user", "group", "pace")) == [
        (member.pk, "letters", Pace.OFF)
    ]


@pytest.mark.parametrize(
    ("group", "pace"),
    [
        ("account", Pace.OFF),
        ("desk", Pace.OFF),
        ("desk", Pace.WEEKLY),
        ("answering", Pace.WEEKLY),
        ("no-such-group", Pace.DAILY),
    ],
)
def test_what_a_group_does_not_allow_cannot_be_chosen(member, group, pace):
    with pytest.raises(ValueError, match="cannot come"):
        choose(member, group, pace)
    assert Preference.objects.count() == 0


def test_a_pause_moves_what_waits_and_its_end_brings_it_back(member, told):
    message = told(member, NEWS)
    preferences.pause(user=member, until=date(2026, 2, 20), now=NOW)
    assert now_is(message) == (EmailState.WEEKLY, datetime(2026, 2, 23, 7, 30, tzinfo=UTC))
    preferences.pause(user=member, until=None, now=NOW)
    assert now_is(message) == (EmailState.WEEKLY, MONDAY)
    assert preferences.pause_of(member, date(2026, 2, 4)) is None


def test_the_one_click_link_stops_a_group_or_a_pace_and_nothing_that_must_come(member, told):
    choose(member, "letters", Pace.DAILY)
    stop = {"public_id": member.public_id, "now": NOW}
    preferences.stop(what="weekly", **stop)
    assert preferences.paces_of(member)["following"] == Pace.OFF
    assert preferences.paces_of(member)["letters"] == Pace.DAILY
    preferences.stop(what="letters", **stop)
    assert preferences.paces_of(member)["letters"] == Pace.OFF
    preferences.stop(what="account", **stop)
    assert told(member, ACCOUNT).email_state == EmailState.PENDING


def test_the_desk_is_offered_to_people_who_work_there_only():
    offered = [group.code for group in preferences.groups_for(has_desk=False)]
    assert offered == ["asking", "answering", "letters", "following", "library"]
    assert [group.code for group in preferences.groups_for(has_desk=True)] == [*offered, "desk"]
