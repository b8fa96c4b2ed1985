"""Telling many people the same thing."""

from datetime import UTC, datetime

import pytest

from network.members.models import User
from network.notifications import preferences
from network.notifications.kinds import Pace
from network.notifications.models import EmailState, Message
from network.notifications.outbox import notify, notify_many
from tests.personas import make_member

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
TOLD = {"kind": "news", "key": "1", "url": "/me/following/", "now": NOW}


def test_everybody_gets_what_one_alone_would_get(member, expert):
    preferences.choose(user=expert, group="following", pace=Pace.OFF, now=NOW)
    notify_many(recipients=[member, expert], **TOLD)
    many = {message.recipient_id: message for message in Message.objects.all()}
    Message.objects.all().delete()
    for person in (member, expert):
        one = notify(recipient=person, **TOLD)
        for name in ("key", "subject", "body", "url", "email_state", "send_at", "to_address"):
            assert getattr(many[person.pk], name) == getattr(one, name)


def test_the_same_occasion_told_again_is_the_same_message(member, expert):
    first = notify(recipient=member, **TOLD)
    messages = notify_many(recipients=[member, expert], **TOLD)
    assert messages[member.pk] == first
    assert set(messages) == {member.pk, expert.pk}
    assert Message.objects.count() == 2


def test_who_has_chosen_at_once_is_sent_it_at_once(
    member, expert, django_capture_on_commit_callbacks
):
    preferences.choose(user=expert, group="following", pace=Pace.AT_ONCE, now=NOW)
    with django_capture_on_commit_callbacks() as callbacks:
        messages = notify_many(recipients=[member, expert], **TOLD)
    assert len(callbacks) == 1
    assert [messages[person.pk].email_state for person in (member, expert)] == [
        EmailState.WEEKLY,
        EmailState.PENDING,
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_the_same_for_any_number(member, number, django_assert_num_queries):
    people = [member, *(make_member(name) for name in ["Ada", "Bo"][: number - 1])]
    people = list(User.objects.filter(pk__in=[person.pk for person in people]))
    # choices of pace; messages written, and read
    with django_assert_num_queries(3):
        notify_many(recipients=people, **TOLD)
