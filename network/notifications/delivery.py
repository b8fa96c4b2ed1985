"""Send what the outbox holds: claimed by conditional update, with back-off, parked at the end."""

import logging
import smtplib
from datetime import datetime, timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import F, Q
from django.template.loader import render_to_string

from network.notifications.models import EmailState, Message

logger = logging.getLogger("network.outbox")

# Longer than the mail server's time-out, so that a claim ends only when its worker is gone.
CLAIM = timedelta(minutes=5)
FIRST_RETRY = timedelta(minutes=1)
LONGEST_RETRY = timedelta(hours=6)


def deliver_due(*, now: datetime, limit: int = 500) -> int:
    """Send every message that is due, oldest first, and return how many left."""
    due = Message.objects.due(now).order_by("send_at", "pk").values_list("pk", flat=True)[:limit]
    return sum(deliver_one(pk, now=now) for pk in list(due))


def deliver_one(message_pk: int, *, now: datetime) -> bool:
    """Send one message's e-mail and return whether it left.

    In order: claim the row with a conditional update (another worker then finds it taken; a claim
    of a worker that died runs out after five minutes), send, record. A failure is retried after
    1, 2, 4 … minutes, at most six hours apart; after ``OUTBOX_MAX_ATTEMPTS`` the message is
    parked, where coordinators see it. An address that the server refuses for good is parked at
    once. A fault in our own code counts as a failure too: one bad message must neither stop those
    behind it nor be tried for ever. Runs outside a transaction, so that nothing is held while the
    mail server answers.
    """
    claimed = (
        Message.objects.due(now)
        .filter(pk=message_pk)
        .update(claimed_until=now + CLAIM, attempts=F("attempts") + 1)
    )
    if not claimed:
        return False
    message = Message.objects.select_related("recipient").get(pk=message_pk)
    try:
        compose(message).send()
    except Exception as error:
        _record_failure(message, error, now=now)
        return False
    Message.objects.filter(pk=message.pk).update(
        email_state=EmailState.SENT,
        sent_at=now,
        claimed_until=None,
        last_error="",
        body=message.body if message.in_site or settings.DEMO_MODE else "",
    )
    return True


def compose(message: Message) -> EmailMultiAlternatives:
    """Build the e-mail: plain text and HTML of the same words, a stable Message-ID."""
    context = {
        "message": message,
        "link": urljoin(settings.WAGTAILADMIN_BASE_URL, message.url) if message.url else "",
        "link_label": "Open it on the site",
        "home": settings.WAGTAILADMIN_BASE_URL,
        "site_name": settings.SITE_NAME,
    }
    email = EmailMultiAlternatives(
        subject=message.subject,
        body=render_to_string("emails/message.txt", context),
        to=[message.recipient.email if message.recipient else message.to_address],
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
    )
    email.attach_alternative(render_to_string("emails/message.html", context), "text/html")
    return email


def _record_failure(message: Message, error: Exception, *, now: datetime) -> None:
    refused_for_good = (
        isinstance(error, smtplib.SMTPRecipientsRefused)
        and all(code >= 500 for code, _ in error.recipients.values())
    ) or (isinstance(error, smtplib.SMTPDataError) and 500 <= error.smtp_code < 600)
    give_up = refused_for_good or message.attempts >= settings.OUTBOX_MAX_ATTEMPTS
    wait = min(FIRST_RETRY * 2 ** (message.attempts - 1), LONGEST_RETRY)
    Message.objects.filter(pk=message.pk).filter(~Q(email_state=EmailState.SENT)).update(
        email_state=EmailState.PARKED if give_up else EmailState.PENDING,
        claimed_until=None,
        send_at=message.send_at if give_up else now + wait,
        last_error=type(error).__name__,
    )
    ours = not isinstance(error, (OSError, smtplib.SMTPException))
    logger.log(
        logging.ERROR if ours else logging.WARNING,
        "e-mail not sent",
        extra={"kind": message.kind, "message_id": str(message.public_id)},
        exc_info=error if ours else None,
    )
