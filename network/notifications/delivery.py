"""Send what the outbox holds: claimed by conditional update, with back-off, parked at the end."""

import contextlib
import logging
import smtplib
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import Enum, auto

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F

from network.notifications import bounces, digests
from network.notifications.composing import compose, content_of
from network.notifications.lines import withdraw
from network.notifications.models import EmailState, Message

logger = logging.getLogger("network.outbox")

# Longer than the mail server's time-out, so that a claim ends only when its worker is gone.
CLAIM = timedelta(minutes=5)
FIRST_RETRY = timedelta(minutes=1)
LONGEST_RETRY = timedelta(hours=6)
# One call sends no longer than this, so that `run_due` comes to its other work.
LONGEST_RUN = timedelta(minutes=4)
CHUNK = 100
# Failures of the connection in a row after which the server is left alone until the next call.
ENOUGH_FAILURES = 3
RECORD_TRIES = 3


class Outcome(Enum):
    SENT = auto()
    TAKEN = auto()  # claimed by another worker, or not due any more
    EMPTY = auto()  # nothing of what it was about is left
    REFUSED = auto()  # the server, or our own code, refused this message
    BROKEN_OFF = auto()  # the connection failed on the way
    SERVER_DOWN = auto()  # there was no connection to begin with


class ServerDownError(Exception):
    """The mail server cannot be reached: no message's fault."""


class MailServer:
    """One connection for many messages: opened when first needed, thrown away after a failure.

    What one message does to the connection therefore never reaches the next one.
    """

    def __init__(self):
        self._connection = None

    def send(self, email: EmailMultiAlternatives) -> None:
        """Hand one e-mail over. Returns when the server has acknowledged it.

        :raises ServerDownError: when no connection can be made.
        """
        if self._connection is None:
            opened = get_connection()
            try:
                opened.open()
            except (OSError, smtplib.SMTPException) as error:
                raise ServerDownError from error
            self._connection = opened
        email.connection = self._connection
        try:
            email.send()
        except Exception:
            self.close()
            raise

    def close(self) -> None:
        """Say goodbye. That a server does not answer to it changes nothing any more."""
        closing, self._connection = self._connection, None
        if closing is not None:
            with contextlib.suppress(Exception):
                closing.close()


@contextlib.contextmanager
def mail_server() -> Iterator[MailServer]:
    server = MailServer()
    try:
        yield server
    finally:
        server.close()


def deliver_due(*, now: datetime, limit: int = 5000) -> int:
    """Send every message that is due, oldest first, and return how many left.

    Stops after ``limit`` messages or four minutes, and as soon as the mail server is seen to be
    down or ill; the next call goes on. Looks for what is due a hundred at a time, so that several
    machines share the work: each skips what another has claimed. The moment of a claim is the
    moment at which it is made, however long the call has been running.
    """
    started = time.monotonic()
    sent = tried = failures = 0
    with mail_server() as server:
        while True:
            moment = now + timedelta(seconds=int(time.monotonic() - started))
            due = Message.objects.due(moment).order_by("send_at", "pk")
            chunk = list(due.values_list("pk", flat=True)[:CHUNK])
            progress = False
            for pk in chunk:
                moment = now + timedelta(seconds=int(time.monotonic() - started))
                if tried >= limit or moment - now >= LONGEST_RUN:
                    return sent
                outcome = _deliver(pk, moment, server)
                if outcome == Outcome.TAKEN:
                    continue
                progress = True
                tried += 1
                sent += outcome == Outcome.SENT
                failures = failures + 1 if outcome == Outcome.BROKEN_OFF else 0
                if outcome == Outcome.SERVER_DOWN or failures >= ENOUGH_FAILURES:
                    return sent
            if not progress:
                return sent


def deliver_one(message_pk: int, *, now: datetime) -> bool:
    """Send one message's e-mail and return whether it left.

    In order: claim the row with a conditional update (another worker then finds it taken; a claim
    of a worker that died runs out after five minutes), look up what it says, send, record. Runs
    outside a transaction, so that nothing is held while the mail server answers.

    A failure is retried after 1, 2, 4 … minutes, at most six hours apart; after
    ``OUTBOX_MAX_ATTEMPTS`` the message is parked, where coordinators see it. An address that the
    server refuses for good is parked at once and counts as a hard bounce. A fault in our own code
    counts as a failure too: one bad message must neither stop those behind it nor be tried for
    ever. A server that cannot be reached is no failure of the message: it keeps its attempts and
    its place, and is tried at the next call, however long that lasts.
    """
    with mail_server() as server:
        return _deliver(message_pk, now, server) == Outcome.SENT


def _deliver(message_pk: int, now: datetime, server: MailServer) -> Outcome:
    claimed = (
        Message.objects.due(now)
        .filter(pk=message_pk)
        .update(claimed_until=now + CLAIM, attempts=F("attempts") + 1)
    )
    if not claimed:
        return Outcome.TAKEN
    message = Message.objects.select_related("recipient").get(pk=message_pk)
    if message.recipient is not None and not message.recipient.is_active:
        _settle(message, email_state=EmailState.NONE)
        return Outcome.EMPTY
    try:
        content = content_of(message)
        if content.is_empty:
            _record_empty(message, content, now=now)
            return Outcome.EMPTY
        server.send(compose(message, content))
    except ServerDownError as error:
        _record_outage(message, error.__cause__)
        return Outcome.SERVER_DOWN
    except Exception as error:
        return _record_failure(message, error, now=now)
    _record_sent(message, content, now=now)
    return Outcome.SENT


def _settle(message: Message, **fields) -> None:
    Message.objects.filter(pk=message.pk).update(claimed_until=None, **fields)


def _record_sent(message: Message, content, *, now: datetime) -> None:
    """Write down at once that the server has the e-mail; what a crash before this costs is a copy.

    A database that has just lost the connection is asked again, since what is not written down is
    sent a second time.
    """
    for last in (False,) * (RECORD_TRIES - 1) + (True,):
        try:
            with transaction.atomic() if content.summary else contextlib.nullcontext():
                _settle(
                    message,
                    email_state=EmailState.SENT,
                    sent_at=now,
                    last_error="",
                    body=message.body if message.in_site or settings.DEMO_MODE else "",
                )
                if content.summary is not None:
                    digests.close(message, content.summary, sent=True, now=now)
        except (InterfaceError, OperationalError):
            if last or connection.in_atomic_block:
                raise
            connection.close()
            time.sleep(0.2)
        else:
            return


@transaction.atomic
def _record_empty(message: Message, content, *, now: datetime) -> None:
    _settle(message, email_state=EmailState.NONE)
    if content.summary is not None:
        digests.close(message, content.summary, sent=False, now=now)
    else:
        withdraw([message.pk], now=now)


def _record_outage(message: Message, error: BaseException) -> None:
    """Let go of the message as it was: how long it has waited is what the alarm looks at."""
    Message.objects.filter(pk=message.pk, email_state=EmailState.PENDING).update(
        claimed_until=None,
        attempts=F("attempts") - 1,
        last_error=type(error).__name__,
    )
    logger.warning("mail server cannot be reached", extra={"kind": message.kind})


def _record_failure(message: Message, error: Exception, *, now: datetime) -> Outcome:
    no_such_address = isinstance(error, smtplib.SMTPRecipientsRefused) and all(
        code >= 500 for code, _ in error.recipients.values()
    )
    refused_for_good = no_such_address or (
        isinstance(error, smtplib.SMTPDataError) and 500 <= error.smtp_code < 600
    )
    give_up = refused_for_good or message.attempts >= settings.OUTBOX_MAX_ATTEMPTS
    wait = min(FIRST_RETRY * 2 ** (message.attempts - 1), LONGEST_RETRY)
    Message.objects.filter(pk=message.pk, email_state=EmailState.PENDING).update(
        email_state=EmailState.PARKED if give_up else EmailState.PENDING,
        claimed_until=None,
        send_at=message.send_at if give_up else now + wait,
        last_error=type(error).__name__,
    )
    broken_off = isinstance(error, (OSError, smtplib.SMTPServerDisconnected)) and not isinstance(
        error, (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused)
    )
    ours = not isinstance(error, (OSError, smtplib.SMTPException))
    logger.log(
        logging.ERROR if ours else logging.WARNING,
        "e-mail not sent",
        extra={"kind": message.kind, "message_id": str(message.public_id)},
        exc_info=error if ours else None,
    )
    if no_such_address:
        [(address, (code, _))] = list(error.recipients.items())[:1]
        bounces.record_bounce(
            address, hard=True, reason=f"smtp-{code}", occasion=str(message.public_id), now=now
        )
    return Outcome.BROKEN_OFF if broken_off else Outcome.REFUSED
