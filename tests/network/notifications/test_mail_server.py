"""Delivery to a real mail server that is well, slow, choosy or breaks off harms nobody else."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes

import pytest

from network.notifications import delivery
from network.notifications.models import Bounce, EmailState, Message, PausedAddress
from tests.network.notifications.mail_servers import SMTP_BACKEND, Mailbox, running

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
PEOPLE = ("ada", "ben", "cas", "dee")


@pytest.fixture
def serve(settings):
    """Start a mail server with its ways and let the site send to it."""

    @contextmanager
    def start(**ways):
        mailbox = Mailbox(**ways)
        with running(mailbox) as port:
            settings.EMAIL_BACKEND = SMTP_BACKEND
            settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
            settings.EMAIL_TIMEOUT = 1
            yield mailbox

    return start


def put_in_the_outbox(*names: str) -> dict[str, Message]:
    return {
        name: Message.objects.create(
            key=f"test:{name}",
            kind="account_test",
            to_address=f"{name}@people.example",
            in_site=False,
            subject="Something has happened",
            body="Sign in to read more.",
            created_at=NOW,
            send_at=NOW + timedelta(seconds=number),
        )
        for number, name in enumerate(names)
    }


@pytest.fixture
def outbox(db):
    return put_in_the_outbox(*PEOPLE)


def everybody(*names: str) -> list[str]:
    return [f"{name}@people.example" for name in names]


def states() -> dict[str, str]:
    return {
        address.partition("@")[0]: state
        for address, state in Message.objects.values_list("to_address", "email_state")
    }


def later(minutes: int) -> datetime:
    return NOW + timedelta(minutes=minutes)


def test_one_connection_carries_all_and_nothing_is_sent_again(outbox, serve):
    with serve() as mailbox:
        assert delivery.deliver_due(now=later(1)) == 4
        assert delivery.deliver_due(now=later(60)) == 0
    assert mailbox.addresses == everybody(*PEOPLE)
    assert set(mailbox.copies.values()) == {1}
    assert mailbox.connections == 1


def test_a_server_that_was_down_gets_all_afterwards_once(outbox, serve, settings):
    with serve():
        pass  # its port is closed again
    assert delivery.deliver_due(now=later(1)) == 0
    assert set(states().values()) == {EmailState.PENDING}
    with serve() as mailbox:
        assert delivery.deliver_due(now=later(3)) == 4
    assert set(mailbox.copies.values()) == {1}
    assert mailbox.addresses == everybody(*PEOPLE)


def test_a_recipient_that_is_refused_harms_nobody_else(outbox, serve):
    with serve(rcpt={"ben": "550 5.1.1 no such mailbox"}) as mailbox:
        assert delivery.deliver_due(now=later(1)) == 3
        assert delivery.deliver_due(now=later(600)) == 0
    assert mailbox.addresses == everybody("ada", "cas", "dee")
    assert set(mailbox.copies.values()) == {1}
    assert states()["ben"] == EmailState.PARKED
    assert list(Bounce.objects.values_list("address", "hard", "reason")) == [
        ("ben@people.example", True, "smtp-550")
    ]


def test_a_second_refusal_for_good_pauses_the_address(outbox, serve):
    with serve(rcpt={"ben": "550 5.1.1 no such mailbox"}):
        delivery.deliver_due(now=later(1))
        Message.objects.create(
            key="test:ben again",
            kind="account_test",
            to_address="ben@people.example",
            in_site=False,
            subject="Once more",
            created_at=NOW,
            send_at=NOW,
        )
        delivery.deliver_due(now=later(2))
    assert list(PausedAddress.objects.values_list("address", flat=True)) == ["ben@people.example"]


def test_a_refusal_for_now_is_tried_again_and_arrives_once(outbox, serve):
    with serve(once={"cas": "451 4.7.1 come back later"}) as mailbox:
        assert delivery.deliver_due(now=later(1)) == 3
        assert delivery.deliver_due(now=later(1)) == 0
        assert delivery.deliver_due(now=later(3)) == 1
    assert mailbox.addresses == everybody(*PEOPLE)
    assert set(mailbox.copies.values()) == {1}
    assert Bounce.objects.count() == 0


def test_a_connection_that_drops_after_the_words_costs_one_message_a_minute(outbox, serve):
    with serve(drop=["ada"]) as mailbox:
        assert delivery.deliver_due(now=later(1)) == 3
        assert delivery.deliver_due(now=later(3)) == 1
    assert mailbox.addresses == everybody(*PEOPLE)
    assert set(mailbox.copies.values()) == {1}
    assert mailbox.connections == 3


def test_a_server_slower_than_our_patience_delays_one_message(outbox, serve):
    with serve(slow={"ada": 3}) as mailbox:
        assert delivery.deliver_due(now=later(1)) == 3
        assert states()["ada"] == EmailState.PENDING
        assert delivery.deliver_due(now=later(3)) == 1
    assert mailbox.addresses == everybody(*PEOPLE)
    assert set(mailbox.copies.values()) == {1}


def test_what_is_tried_again_keeps_its_message_id(db, serve):
    message = put_in_the_outbox("ada")["ada"]
    seen = []

    class Listening(Mailbox):
        async def handle_DATA(self, server, session, envelope):  # noqa: N802
            seen.append(message_from_bytes(envelope.content)["Message-ID"])
            return await super().handle_DATA(server, session, envelope)

    with serve(drop=["ada"]) as mailbox:
        mailbox.__class__ = Listening
        delivery.deliver_due(now=later(1))
        delivery.deliver_due(now=later(3))
    assert seen == [message.message_id] * 2
