"""What is held about messages and e-mail, what leaving does to it, and how long it is kept."""

from datetime import date, timedelta

import pytest

from network.notifications import personal_data, preferences
from network.notifications.kinds import Pace
from network.notifications.models import (
    Bounce,
    EmailPause,
    EmailState,
    Message,
    PausedAddress,
    Preference,
)
from network.notifications.outbox import send_account_mail
from network.privacy.holdings import all_holdings
from network.privacy.retention import all_rules
from tests.network.notifications.told import LETTER, NEWS, NOW

MODELS = (Message, Preference, EmailPause, Bounce, PausedAddress)


@pytest.fixture
def held(member, expert, told):
    """Something of every kind about two people."""
    for user in (member, expert):
        told(user, LETTER)
        told(user, NEWS)
        preferences.choose(user=user, group="letters", pace=Pace.DAILY, now=NOW)
        preferences.pause(user=user, until=date(2026, 2, 20), now=NOW)
        Bounce.objects.create(key=user.email, address=user.email, user=user, hard=True, at=NOW)
        PausedAddress.objects.create(address=user.email, user=user, since=NOW)
    return member


def ours():
    return [holding for holding in all_holdings() if holding.model.startswith("notifications.")]


def test_the_export_holds_each_row_of_ones_own_and_nobody_elses(held):
    assert {holding.model: len(holding.rows(held)) for holding in ours()} == {
        "notifications.Message": 2,
        "notifications.Preference": 1,
        "notifications.EmailPause": 1,
        "notifications.Bounce": 1,
        "notifications.PausedAddress": 1,
    }


def test_mail_to_ones_address_is_in_it(member):
    send_account_mail(to_address=member.email, kind="k", subject="Hello", body="W", now=NOW)
    assert [row["subject"] for row in personal_data.message_rows(member)] == ["Hello"]


def test_leaving_stops_e_mail_and_the_end_deletes_what_was_theirs(held, expert):
    for holding in ours():
        holding.on_leave(held, NOW)
    states = Message.objects.filter(recipient=held).values_list("email_state", flat=True)
    assert set(states) == {EmailState.NONE}
    for holding in ours():
        holding.on_final(held, NOW)
    assert [model.objects.count() for model in MODELS] == [2, 1, 1, 1, 1]
    assert Message.objects.filter(recipient=expert, email_state=EmailState.NONE).count() == 0


@pytest.mark.parametrize(
    ("code", "model", "days", "fields"),
    [
        ("messages", Message, 365, {"in_site": True}),
        ("mail", Message, 30, {"in_site": False}),
        ("bounces", Bounce, 730, {}),
    ],
)
def test_each_class_goes_when_its_time_is_over_and_not_before(member, code, model, days, fields):
    rule = next(rule for rule in all_rules() if rule.code == code)
    if model is Message:
        Message.objects.create(
            key="k", kind="k", recipient=member, subject="S", created_at=NOW, send_at=NOW, **fields
        )
    else:
        Bounce.objects.create(key="k", address=member.email, user=member, hard=True, at=NOW)
    last_day, after = NOW + timedelta(days=days), NOW + timedelta(days=days, seconds=1)
    assert rule.due(last_day).count() == 0
    assert rule.remove(rule.due(after), after) == 1
    assert rule.remove(rule.due(after), after) == 0


def test_links_and_codes_of_account_mails_are_not_copied(member):
    send_account_mail(
        to_address=member.email, kind="login_code", subject="Your code", body="ABCD-EFGH", now=NOW
    )
    [row] = personal_data.message_rows(member)
    assert row["subject"] == "Your code"
    assert row["words"] == "A letter about signing in. Its links and codes are not copied."
