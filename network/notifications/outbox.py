"""Put messages into the outbox. The caller's transaction decides whether they exist."""

import hashlib
import uuid
from datetime import datetime
from functools import partial

from django.db import transaction

from network.notifications import kinds
from network.notifications.models import EmailState, Message
from network.notifications.tasks import deliver_message


def notify(
    *,
    recipient,
    kind: str,
    key: str,
    url: str,
    now: datetime,
    detail: str = "",
) -> Message | None:
    """Tell one person something, in the site and by e-mail.

    In order: look up the kind's words, write the row inside the caller's transaction, and ask for
    delivery after commit. The same ``key`` for the same person is written once, whatever happens;
    then ``None`` is returned. ``url`` is a path on this site.

    :raises KeyError: when ``kind`` is not registered.
    """
    words = kinds.get(kind)
    message, created = Message.objects.get_or_create(
        key=f"{kind}:{key}:{recipient.pk}",
        defaults={
            "kind": kind,
            "recipient": recipient,
            "to_address": recipient.email,
            "subject": words.subject.replace("{detail}", detail)[:200],
            "body": words.body.replace("{detail}", detail),
            "url": url,
            "created_at": now,
            "send_at": now,
            "email_state": EmailState.PENDING if recipient.is_active else EmailState.NONE,
        },
    )
    if not created:
        return None
    if message.email_state == EmailState.PENDING:
        transaction.on_commit(partial(deliver_message.enqueue, message.pk))
    return message


def send_account_mail(
    *, to_address: str, kind: str, subject: str, body: str, now: datetime
) -> Message:
    """Send one of allauth's mails through the outbox. It is not shown in the site.

    The text holds a token, so delivery blanks it once the mail has left.
    """
    digest = hashlib.sha256(f"{to_address}{uuid.uuid4()}".encode()).hexdigest()[:32]
    message = Message.objects.create(
        key=f"account:{kind}:{digest}",
        kind=f"account_{kind}"[:80],
        to_address=to_address,
        in_site=False,
        subject=subject[:200],
        body=body,
        created_at=now,
        send_at=now,
    )
    transaction.on_commit(partial(deliver_message.enqueue, message.pk))
    return message
