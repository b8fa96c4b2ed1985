"""Addresses that e-mail does not reach: two hard bounces pause them, a confirmation ends it."""

import io
from datetime import timedelta
from types import ModuleType, SimpleNamespace

import pytest
from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from django.core.management import CommandError, call_command
from django.dispatch import Signal

from network.notifications import bounces, dsn, receivers
from network.notifications.bounces import is_paused, record_bounce, resume
from network.notifications.models import Bounce, EmailState, PausedAddress
from tests.network.notifications.told import LETTER, NEWS, NOW

NOTIFICATION = b"""\
From: MAILER-DAEMON@mail.people.example
To: network@network.example
Subject: Undelivered mail
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain

It did not arrive.
--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.people.example

Final-Recipient: rfc822; %s
Action: %s
Status: %s
Diagnostic-Code: smtp; 550 some words

--B
Content-Type: text/rfc822-headers

Message-ID: <one@network.example>
Subject: Something

--B--
"""


def notification(address=b"gone@people.example", action=b"failed", status=b"5.1.1") -> bytes:
    return NOTIFICATION.replace(b"\n", b"\r\n") % (address, action, status)


def hard(address, number, now=NOW):
    return record_bounce(address, hard=True, reason="5.1.1", occasion=str(number), now=now)


def test_the_second_hard_bounce_pauses_and_stops_what_waits(member, told):
    waiting, due = told(member, NEWS), told(member, LETTER)
    hard(member.email, 1)
    assert is_paused(member.email) is False
    hard(member.email.upper(), 2)
    assert is_paused(member.email) is True
    for message in (waiting, due):
        message.refresh_from_db()
        assert message.email_state == EmailState.NONE
    assert PausedAddress.objects.get().user == member


def test_one_e_mail_reported_twice_counts_once(member):
    assert [hard(member.email, "<a@b>"), hard(member.email, "a@b")] == [True, False]
    assert is_paused(member.email) is False


def test_without_an_occasion_bounces_of_one_day_count_once(member):
    for hours in (0, 1, 24):
        record_bounce(member.email, hard=True, now=NOW + timedelta(hours=hours))
    assert Bounce.objects.count() == 2
    assert is_paused(member.email) is True


def test_soft_bounces_pause_nothing(member):
    for number in range(5):
        record_bounce(member.email, hard=False, occasion=str(number), now=NOW)
    assert (Bounce.objects.count(), is_paused(member.email)) == (5, False)


def test_nobody_else_is_paused(member, expert):
    hard(member.email, 1)
    hard(expert.email, 2)
    assert PausedAddress.objects.count() == 0


def test_after_a_confirmation_earlier_bounces_count_no_more(member):
    hard(member.email, 1)
    hard(member.email, 2)
    assert resume(member.email, now=NOW) is True
    hard(member.email, 3)
    assert is_paused(member.email) is False
    hard(member.email, 4)
    assert is_paused(member.email) is True


def test_confirming_the_address_anew_ends_the_pause(member):
    hard(member.email, 1)
    hard(member.email, 2)
    address = EmailAddress.objects.get(user=member)
    email_confirmed.send(EmailAddress, request=None, email_address=address)
    assert is_paused(member.email) is False


def test_a_reason_is_a_short_code(member):
    record_bounce(member.email, hard=False, reason="x" * 100, now=NOW)
    assert Bounce.objects.get().reason == "x" * 40


@pytest.mark.parametrize(
    ("status", "expected"),
    [(b"5.1.1", True), (b"5.7.26", True), (b"5.2.2", False), (b"4.4.1", False), (b"", False)],
)
def test_a_notification_is_read(status, expected):
    [refusal] = dsn.read(notification(status=status))
    assert (refusal.address, refusal.hard) == ("gone@people.example", expected)
    assert refusal.occasion == "<one@network.example>"


@pytest.mark.parametrize(
    "raw",
    [
        notification(action=b"delayed"),
        notification(action=b"delivered"),
        notification(address=b"nobody"),
        b"Subject: On holiday\r\n\r\nBack on Monday.",
        b"",
        b"\x00\xff" * 50,
    ],
)
def test_other_mail_is_no_bounce(raw):
    assert dsn.read(raw) == []


@pytest.mark.django_db
def test_the_command_reads_what_the_mail_server_pipes(monkeypatch):
    raw = notification()
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
    out = io.StringIO()
    call_command("record_bounce", stdout=out)
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
    call_command("record_bounce", stdout=out)
    assert out.getvalue() == "bounces recorded: 1\nbounces recorded: 0\n"
    assert list(Bounce.objects.values_list("address", "hard", "reason")) == [
        ("gone@people.example", True, "5.1.1")
    ]


@pytest.mark.django_db
def test_the_command_takes_an_address_too():
    call_command("record_bounce", "gone@people.example", "--soft", stdout=io.StringIO())
    assert list(Bounce.objects.values_list("address", "hard")) == [("gone@people.example", False)]
    with pytest.raises(CommandError, match="not an e-mail address"):
        call_command("record_bounce", "gone")


@pytest.fixture
def anymail(monkeypatch):
    """The mail provider's library, as far as we use it: a signal."""
    module = ModuleType("anymail.signals")
    module.tracking = Signal()
    monkeypatch.setattr(receivers.apps, "is_installed", lambda name: name == "anymail")
    monkeypatch.setattr(receivers, "import_module", {"anymail.signals": module}.__getitem__)
    receivers.connect()
    return module.tracking


def event(kind: str, address: str, reason=None, number="1") -> SimpleNamespace:
    return SimpleNamespace(
        event_type=kind,
        recipient=address,
        reject_reason=reason,
        event_id=number,
        message_id=None,
        timestamp=NOW,
    )


@pytest.mark.parametrize(
    ("kind", "reason", "expected"),
    [
        ("bounced", "bounced", [(True, "bounced")]),
        ("bounced", "invalid", [(True, "invalid")]),
        ("bounced", "timed_out", [(False, "timed_out")]),
        ("rejected", "blocked", [(False, "blocked")]),
        ("complained", None, [(True, "spam")]),
        ("deferred", None, []),
        ("delivered", None, []),
        ("opened", None, []),
    ],
)
def test_the_providers_events_are_taken(anymail, member, kind, reason, expected):
    anymail.send(object, event=event(kind, member.email, reason), esp_name="any")
    assert list(Bounce.objects.values_list("hard", "reason")) == expected


def test_an_event_told_twice_counts_once(anymail, member):
    for number in ("1", "1", "2"):
        anymail.send(object, event=event("bounced", member.email, "bounced", number), esp_name="a")
    assert Bounce.objects.count() == 2
    assert bounces.is_paused(member.email) is True
