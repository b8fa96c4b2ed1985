"""The outbox: nothing is lost, nothing is sent twice, nobody's bad address stops the others."""

import smtplib
import socket
from datetime import UTC, datetime, timedelta
from unittest import mock

import pytest
from aiosmtpd.controller import Controller
from django.core import mail

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


class Inbox:
    """A mail server's handler that keeps what it gets and refuses one address."""

    def __init__(self):
        self.messages = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address.startswith("gone@"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.messages.append(envelope)
        return "250 OK"


@pytest.fixture
def mail_server(settings):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(Inbox(), hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = SMTP
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 5
    yield controller.handler
    controller.stop()


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
    assert run_due(now=NOW) == {"e-mails sent": 0}
    message.refresh_from_db()
    assert (message.email_state, message.attempts, message.last_error, message.claimed_until) == (
        EmailState.PENDING,
        1,
        "ConnectionRefusedError",
        None,
    )
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    later = NOW + timedelta(minutes=1)
    assert run_due(now=later) == {"e-mails sent": 1}
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

    def compose(row):
        if row.pk == message.pk:
            raise KeyError("words")
        return real(row)

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


def test_a_real_server_gets_one_and_refuses_another(member, expert, message, mail_server):
    type(expert).objects.filter(pk=expert.pk).update(email="gone@people.example")
    refused = notify(recipient=expert, kind=KIND.code, key="two", url="/me/", now=NOW)
    assert delivery.deliver_due(now=NOW) == 1
    assert [envelope.rcpt_tos for envelope in mail_server.messages] == [[member.email]]
    assert f"Message-ID: {message.message_id}".encode() in mail_server.messages[0].content
    refused.refresh_from_db()
    assert (refused.email_state, refused.last_error) == (
        EmailState.PARKED,
        "SMTPRecipientsRefused",
    )
