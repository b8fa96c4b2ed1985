"""Summaries: one per person, pace and day; what is gone or read falls out; nothing twice."""

from datetime import UTC, datetime, timedelta
from unittest import mock

import pytest
from django.core import mail

from network.notifications import delivery, digests, preferences
from network.notifications.digests import gather_due
from network.notifications.due import run_due
from network.notifications.kinds import Pace
from network.notifications.models import EmailState, Message
from tests.network.notifications.told import DESK, LETTER, NEWS, NOW

TOMORROW = datetime(2026, 2, 5, 7, 30, tzinfo=UTC)


@pytest.fixture
def daily(member):
    """A member who gets letters and news once a day."""
    for group in ("letters", "following"):
        preferences.choose(user=member, group=group, pace=Pace.DAILY, now=NOW)
    return member


def summaries():
    return Message.objects.filter(kind__startswith="digest_")


def states() -> set[str]:
    messages = Message.objects.exclude(kind__startswith="digest_")
    return set(messages.values_list("email_state", flat=True))


def test_one_e_mail_with_groups_as_headings_and_the_newest_first(daily, told):
    told(daily, LETTER, key="1")
    told(daily, NEWS, key="2", detail="peer mapping", url="/one/", now=NOW + timedelta(minutes=1))
    told(daily, NEWS, key="3", detail="schools", url="/two/", now=NOW + timedelta(minutes=2))
    assert run_due(now=TOMORROW)["e-mails sent"] == 1
    [email] = mail.outbox
    assert email.subject == "Your day in the network"
    lines = [line for line in email.body.splitlines() if line.startswith(("* ", "LETTERS", "NEWS"))]
    assert lines == [
        "LETTERS FROM MEMBERS",
        "* A letter has come",
        "NEWS OF WHAT YOU FOLLOW",
        "* New on schools",
        "* New on peer mapping",
    ]
    assert states() == {EmailState.SENT}


def test_nothing_leaves_before_its_time_and_nothing_twice(daily, told):
    told(daily)
    assert run_due(now=TOMORROW - timedelta(minutes=1))["e-mails sent"] == 0
    assert run_due(now=TOMORROW)["e-mails sent"] == 1
    assert run_due(now=TOMORROW + timedelta(hours=1))["e-mails sent"] == 0
    assert run_due(now=TOMORROW + timedelta(days=1))["e-mails sent"] == 0
    assert len(mail.outbox) == 1


def test_a_summary_missed_in_the_night_waits_for_the_morning(daily, told):
    told(daily)
    night = datetime(2026, 2, 6, 3, 0, tzinfo=UTC)
    assert gather_due(now=night) == 0
    assert gather_due(now=datetime(2026, 2, 6, 21, 0, tzinfo=UTC)) == 0
    assert gather_due(now=datetime(2026, 2, 6, 7, 30, tzinfo=UTC)) == 1


def test_two_workers_make_one_summary(daily, told):
    """The second one finds the people before the first has written."""
    told(daily)
    with mock.patch.object(digests, "_gather", return_value=False) as late:
        gather_due(now=TOMORROW)
    assert gather_due(now=TOMORROW) == 1
    assert digests._gather(*late.call_args.args) is False
    assert summaries().count() == 1


def test_what_comes_after_todays_summary_waits_for_tomorrows(daily, told):
    told(daily, key="1")
    run_due(now=TOMORROW)
    told(daily, key="2", now=TOMORROW + timedelta(minutes=5))
    assert run_due(now=TOMORROW + timedelta(hours=2))["e-mails sent"] == 0
    assert run_due(now=TOMORROW + timedelta(days=1))["e-mails sent"] == 1


def test_what_was_read_on_the_site_falls_out_and_an_empty_summary_is_not_sent(daily, told):
    message = told(daily)
    Message.objects.filter(pk=message.pk).update(read_at=NOW)
    assert run_due(now=TOMORROW) == {
        "messages withdrawn": 0,
        "summaries made": 1,
        "e-mails sent": 0,
    }
    assert (summaries().get().email_state, states()) == (EmailState.NONE, {EmailState.NONE})


def test_what_was_taken_down_falls_out(daily, told, shelf):
    told(daily, shelf.kind)
    shelf.titles.remove("Auditing")
    run_due(now=TOMORROW)
    assert ("Mapping" in mail.outbox[0].body, "Auditing" in mail.outbox[0].body) == (True, False)


def test_when_all_was_taken_down_nothing_is_sent_and_the_inbox_forgets_it(daily, told, shelf):
    told(daily, shelf.kind)
    gather_due(now=TOMORROW)
    shelf.titles.clear()
    assert delivery.deliver_due(now=TOMORROW) == 0
    assert mail.outbox == []
    assert Message.objects.visible_to(daily).count() == 0
    assert summaries().get().email_state == EmailState.NONE


def test_a_summary_that_failed_is_tried_again_and_looks_anew(daily, told, shelf):
    told(daily, shelf.kind, key="1")
    told(daily, LETTER, key="2")
    gather_due(now=TOMORROW)
    with mock.patch("django.core.mail.EmailMultiAlternatives.send", side_effect=OSError("down")):
        delivery.deliver_due(now=TOMORROW)
    shelf.titles.clear()
    assert delivery.deliver_due(now=TOMORROW + timedelta(minutes=1)) == 1
    assert "Mapping" not in mail.outbox[0].body
    assert "A letter has come" in mail.outbox[0].body


def test_thirty_lines_and_the_number_of_the_rest(daily, told):
    for number in range(35):
        told(daily, key=str(number))
    run_due(now=TOMORROW)
    [email] = mail.outbox
    assert email.body.count("* A letter has come") == 30
    assert "And 5 more on the site." in email.body
    assert states() == {EmailState.SENT}


def test_the_weekly_summary_is_one_of_its_own(member, told):
    told(member, NEWS, detail="schools")
    assert run_due(now=datetime(2026, 2, 8, 23, 0, tzinfo=UTC))["summaries made"] == 0  # Sunday
    assert run_due(now=datetime(2026, 2, 9, 7, 30, tzinfo=UTC))["e-mails sent"] == 1
    assert mail.outbox[0].subject == "Your week in the network"


def test_turning_a_group_off_empties_the_summary_that_has_not_left(daily, told):
    told(daily)
    gather_due(now=TOMORROW)
    preferences.choose(user=daily, group="letters", pace=Pace.OFF, now=TOMORROW)
    assert delivery.deliver_due(now=TOMORROW) == 0


def test_somebody_who_left_gets_no_summary(daily, told):
    told(daily)
    type(daily).objects.filter(pk=daily.pk).update(is_active=False)
    assert gather_due(now=TOMORROW) == 0


def test_a_summary_stands_in_no_inbox(daily, told):
    told(daily)
    gather_due(now=TOMORROW)
    assert [message.kind for message in Message.objects.visible_to(daily)] == [LETTER.code]


def test_a_summary_of_what_must_come_offers_no_one_click(member, told):
    preferences.choose(user=member, group="desk", pace=Pace.DAILY, now=NOW)
    told(member, DESK)
    run_due(now=TOMORROW)
    assert "List-Unsubscribe" not in mail.outbox[0].extra_headers


@pytest.mark.parametrize("count", [1, 3])
def test_what_a_summary_says_costs_the_same_at_any_number(
    daily, told, count, django_assert_num_queries
):
    for number in range(count):
        told(daily, key=str(number))
    gather_due(now=TOMORROW)
    summary = summaries().get()
    # the gathered messages
    with django_assert_num_queries(1):
        digests.contents_of(summary)
