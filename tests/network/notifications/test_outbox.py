"""The outbox: nothing is lost, nothing is sent twice, nobody's bad address stops the others."""

import smtplib
import socket
from datetime import UTC, datetime, timedelta
from unittest import mock

import pytest
from django.core import mail
from django.db import OperationalError

from network.notifications import delivery, kinds
from network.notifications.due import run_due
from network.notifications.kinds import Kind
from network.notifications.models import EmailState, Message
from network.notifications.outbox import notify, send_account_mail

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
SMTP = "django.core.mail.backends.smtp.EmailBackend"
KIND = Kind("test_occasion", "Something about {detail}", "It is about {detail}. Sign in to read.")


@pytest.fixture(autouse=True)
def _kind(monkeypatch):
    monkeypatch.setitem(kinds._kinds, KIND.code, KIND)


@pytest.fixture
def message(member):
    return notify(
        recipient=member, kind=KIND.code, key="one", url="/me/", now=NOW, detail="peer mapping"
    )


@pytest.fixture
def refused_port(settings):
    """A port of this machine where nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings.EMAIL_BACKEND = SMTP
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 2
    return port


def fail_with(error):
    return mock.patch("django.core.mail.EmailMultiAlternatives.send", side_effect=error)


def test_an_occasion_told_twice_is_one_message(member, message):
    again = notify(recipient=member, kind=KIND.code, key="one", url="/me/", now=NOW)
    assert again is None
    assert list(Message.objects.values_list("subject", "body")) == [
        ("Something about peer mapping", "It is about peer mapping. Sign in to read.")
    ]


def test_a_kind_that_nobody_registered_is_an_error(member):
    with pytest.raises(KeyError):
        notify(recipient=member, kind="no_such_kind", key="one", url="/me/", now=NOW)


def test_people_who_have_left_get_no_mail(member):
    member.is_active = False
    message = notify(recipient=member, kind=KIND.code, key="one", url="/me/", now=NOW)
    assert message.email_state == EmailState.NONE


def test_a_server_that_is_down_loses_nothing_and_later_delivery_works(
    settings, message, refused_port
):
    assert run_due(now=NOW)["e-mails sent"] == 0
    message.refresh_from_db()
    assert (message.email_state, message.attempts, message.last_error, message.claimed_until) == (
        EmailState.PENDING,
        0,
        "ConnectionRefusedError",
        None,
    )
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    later = NOW + timedelta(minutes=1)
    assert run_due(now=later)["e-mails sent"] == 1
    message.refresh_from_db()
    assert (message.email_state, message.sent_at) == (EmailState.SENT, later)
    assert [sent.subject for sent in mail.outbox] == ["Something about peer mapping"]


def test_retries_wait_longer_each_time(message):
    waits, now = [], NOW
    with fail_with(smtplib.SMTPServerDisconnected("gone")):
        for _ in range(4):
            delivery.deliver_one(message.pk, now=now)
            message.refresh_from_db()
            waits.append(message.send_at - now)
            now = message.send_at
    assert waits == [timedelta(minutes=minutes) for minutes in (1, 2, 4, 8)]


def test_an_outage_of_days_costs_no_attempt(message, refused_port):
    """A message is never parked because the server could not be reached."""
    for minutes in range(0, 20 * 60, 60):
        delivery.deliver_due(now=NOW + timedelta(minutes=minutes))
    message.refresh_from_db()
    assert (message.email_state, message.attempts) == (EmailState.PENDING, 0)
    # what the alarm of /healthz/ready looks at
    assert message.send_at == NOW


def test_a_server_that_is_down_is_asked_once_a_call(member, refused_port):
    for number in range(3):
        notify(recipient=member, kind=KIND.code, key=str(number), url="/me/", now=NOW)
    with mock.patch.object(delivery, "get_connection", wraps=delivery.get_connection) as ask:
        delivery.deliver_due(now=NOW)
    assert ask.call_count == 1


def test_a_connection_that_breaks_again_and_again_is_left_alone(member):
    for number in range(5):
        notify(recipient=member, kind=KIND.code, key=str(number), url="/me/", now=NOW)
    with fail_with(smtplib.SMTPServerDisconnected("timed out")) as send:
        delivery.deliver_due(now=NOW)
    assert send.call_count == delivery.ENOUGH_FAILURES


def test_a_call_ends_at_its_limit_and_the_next_goes_on(member):
    for number in range(5):
        notify(recipient=member, kind=KIND.code, key=str(number), url="/me/", now=NOW)
    assert [delivery.deliver_due(now=NOW, limit=3) for _ in range(3)] == [3, 2, 0]


def test_a_call_ends_after_its_time(member, monkeypatch):
    for number in range(3):
        notify(recipient=member, kind=KIND.code, key=str(number), url="/me/", now=NOW)
    clock = iter(range(0, 10_000, 100))
    monkeypatch.setattr(delivery.time, "monotonic", lambda: next(clock))
    assert delivery.deliver_due(now=NOW) == 1


def test_a_claim_begins_when_it_is_made_however_long_the_call_has_run(member, monkeypatch):
    message = notify(recipient=member, kind=KIND.code, key="one", url="/me/", now=NOW)
    clock = iter([0, 60, 120])
    monkeypatch.setattr(delivery.time, "monotonic", lambda: next(clock, 120))
    claims = []

    def send(self):
        claims.append(Message.objects.get(pk=message.pk).claimed_until)
        return 1

    with mock.patch("django.core.mail.EmailMultiAlternatives.send", autospec=True) as sending:
        sending.side_effect = send
        delivery.deliver_due(now=NOW)
    assert claims == [NOW + timedelta(minutes=2) + delivery.CLAIM]


def test_what_another_machine_has_claimed_is_skipped_and_not_asked_for_again(member):
    """Two machines at once: this one sends what the other has not taken, and ends."""
    for number in range(4):
        notify(recipient=member, kind=KIND.code, key=str(number), url="/me/", now=NOW)
    taken = list(Message.objects.order_by("pk").values_list("pk", flat=True)[:2])
    Message.objects.filter(pk__in=taken).update(claimed_until=NOW + delivery.CLAIM)
    assert delivery.deliver_due(now=NOW) == 2
    assert set(Message.objects.due(NOW + delivery.CLAIM).values_list("pk", flat=True)) == set(taken)


def test_somebody_who_left_after_it_was_written_gets_nothing(member, message):
    type(member).objects.filter(pk=member.pk).update(is_active=False)
    assert delivery.deliver_one(message.pk, now=NOW) is False
    message.refresh_from_db()
    assert (message.email_state, mail.outbox) == (EmailState.NONE, [])


def test_a_database_that_loses_the_connection_after_sending_is_asked_again(message, monkeypatch):
    """What the server has acknowledged is written down, at the second try."""
    real, seen = delivery._settle, []

    def settle(row, **fields):
        seen.append(fields["email_state"])
        if len(seen) == 1:
            raise OperationalError("the connection is gone")
        real(row, **fields)

    monkeypatch.setattr(delivery, "_settle", settle)
    monkeypatch.setattr(delivery, "connection", mock.Mock(in_atomic_block=False))
    assert delivery.deliver_one(message.pk, now=NOW) is True
    message.refresh_from_db()
    assert (seen, message.email_state) == ([EmailState.SENT] * 2, EmailState.SENT)


def test_nothing_is_tried_before_its_time(message):
    with fail_with(OSError("down")) as send:
        delivery.deliver_one(message.pk, now=NOW)
        delivery.deliver_one(message.pk, now=NOW + timedelta(seconds=59))
    assert send.call_count == 1


def test_after_the_last_attempt_the_message_is_parked(settings, message):
    settings.OUTBOX_MAX_ATTEMPTS = 3
    now = NOW
    with fail_with(OSError("down")):
        for _ in range(5):
            delivery.deliver_due(now=now)
            now += timedelta(hours=7)
    message.refresh_from_db()
    assert (message.email_state, message.attempts) == (EmailState.PARKED, 3)


@pytest.mark.parametrize(
    "error",
    [
        smtplib.SMTPRecipientsRefused({"x@people.example": (550, b"no such mailbox")}),
        smtplib.SMTPDataError(554, b"no"),
    ],
)
def test_a_refusal_for_good_is_parked_at_once(message, error):
    with fail_with(error):
        delivery.deliver_one(message.pk, now=NOW)
    message.refresh_from_db()
    assert (message.email_state, message.attempts) == (EmailState.PARKED, 1)


def test_a_refusal_for_now_is_tried_again(message):
    error = smtplib.SMTPRecipientsRefused({"x@people.example": (451, b"grey-listed")})
    with fail_with(error):
        delivery.deliver_one(message.pk, now=NOW)
    message.refresh_from_db()
    assert message.email_state == EmailState.PENDING


def test_a_fault_of_ours_stops_nobody_else(member, message):
    other = notify(recipient=member, kind=KIND.code, key="two", url="/me/", now=NOW)
    real = delivery.compose

    def compose(row, content):
        if row.pk == message.pk:
            raise KeyError("words")
        return real(row, content)

    with mock.patch.object(delivery, "compose", side_effect=compose):
        assert delivery.deliver_due(now=NOW) == 1
    message.refresh_from_db()
    other.refresh_from_db()
    assert (message.email_state, message.last_error) == (EmailState.PENDING, "KeyError")
    assert other.email_state == EmailState.SENT


def test_two_workers_send_once(message):
    """The second worker comes while the first one talks to the mail server."""
    seen = []

    def send_while_another_tries(self):
        seen.append(delivery.deliver_one(message.pk, now=NOW))
        return 1

    with mock.patch("django.core.mail.EmailMultiAlternatives.send", autospec=True) as send:
        send.side_effect = send_while_another_tries
        assert delivery.deliver_one(message.pk, now=NOW) is True
    assert (seen, send.call_count) == ([False], 1)


def test_a_claim_of_a_dead_worker_runs_out(message):
    Message.objects.filter(pk=message.pk).update(claimed_until=NOW + delivery.CLAIM)
    assert delivery.deliver_one(message.pk, now=NOW + timedelta(minutes=4)) is False
    assert delivery.deliver_one(message.pk, now=NOW + delivery.CLAIM) is True


def test_what_was_sent_is_not_sent_again(message):
    delivery.deliver_one(message.pk, now=NOW)
    assert delivery.deliver_one(message.pk, now=NOW + timedelta(days=1)) is False
    assert len(mail.outbox) == 1


def test_the_message_id_is_the_same_at_every_attempt(message):
    first = delivery.compose(message).extra_headers["Message-ID"]
    with fail_with(OSError("down")):
        delivery.deliver_one(message.pk, now=NOW)
    delivery.deliver_one(message.pk, now=NOW + timedelta(minutes=1))
    assert mail.outbox[0].extra_headers["Message-ID"] == first
    assert first == f"<{message.public_id}@network.example>"


def test_both_parts_say_the_same_and_link_to_the_site(message):
    email = delivery.compose(message)
    html = email.alternatives[0][0]
    for part in (email.body, html):
        assert "It is about peer mapping. Sign in to read." in part
        assert "http://127.0.0.1:8000/me/" in part
    assert "<img" not in html
    assert "<script" not in html


def test_words_are_escaped_in_the_html_part_only(member):
    message = notify(
        recipient=member, kind=KIND.code, key="two", url="/me/", now=NOW, detail="<b>R&D</b>"
    )
    email = delivery.compose(message)
    assert "It is about <b>R&D</b>." in email.body
    assert "&lt;b&gt;R&amp;D&lt;/b&gt;" in email.alternatives[0][0]


@pytest.mark.django_db
def test_account_mail_is_blanked_once_it_has_left(settings):
    settings.DEMO_MODE = False
    message = send_account_mail(
        to_address="new@people.example", kind="k", subject="S", body="A token.", now=NOW
    )
    delivery.deliver_one(message.pk, now=NOW)
    message.refresh_from_db()
    assert (message.email_state, message.body) == (EmailState.SENT, "")
    assert "A token." in mail.outbox[0].body
