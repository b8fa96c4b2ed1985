"""Put messages into the outbox. The caller's transaction decides whether they exist."""

import hashlib
import uuid
from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.db import transaction

from network.notifications import kinds
from network.notifications.composing import one_line
from network.notifications.models import EmailState, Message
from network.notifications.paces import Plan, choices_of, plan
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

    In order: look up the kind's words and what the person has chosen for its group, write the row
    inside the caller's transaction, and ask for delivery after commit if the e-mail leaves at once.
    The same ``key`` for the same person is written once, whatever happens; then ``None`` is
    returned. ``url`` is a path on this site.

    :raises KeyError: when ``kind`` is not registered.
    """
    words = kinds.get(kind)
    leaves = plan(recipient=recipient, kind=words, now=now)
    new = _written(recipient, words, key, leaves, url=url, now=now, detail=detail)
    message, created = Message.objects.get_or_create(key=new.pop("key"), defaults=new)
    if not created:
        return None
    if message.email_state == EmailState.PENDING:
        transaction.on_commit(partial(deliver_message.enqueue, message.pk))
    return message


def notify_many(
    *, recipients: Iterable, kind: str, key: str, url: str, now: datetime
) -> dict[int, Message]:
    """Tell many people the same thing, as :func:`notify` does one; returns each one's message, by
    the recipient's primary key, whether it is new or was there.

    Three queries at any number, and those of delivery for whoever has chosen "at once".

    :raises KeyError: when ``kind`` is not registered.
    """
    words = kinds.get(kind)
    recipients = list(recipients)
    choices = choices_of(recipients, words.group)
    rows = [
        _written(person, words, key, leaves, url=url, now=now)
        for person in recipients
        for leaves in [plan(recipient=person, kind=words, now=now, choice=choices[person.pk])]
    ]
    Message.objects.bulk_create([Message(**row) for row in rows], ignore_conflicts=True)
    messages = {
        message.recipient_id: message
        for message in Message.objects.filter(key__in=[row["key"] for row in rows])
    }
    for message in messages.values():
        if message.email_state == EmailState.PENDING:
            transaction.on_commit(partial(deliver_message.enqueue, message.pk))
    return messages


def _written(
    recipient, words: kinds.Kind, key: str, leaves: Plan, *, url: str, now: datetime, detail=""
) -> dict:
    """The fields of a message. The key names the kind, the occasion and the person."""
    detail = one_line(detail)
    return {
        "key": f"{words.code}:{key}:{recipient.pk}",
        "kind": words.code,
        "recipient": recipient,
        "to_address": recipient.email,
        "subject": words.subject.replace("{detail}", detail)[:200],
        "body": words.body.replace("{detail}", detail),
        "url": url,
        "created_at": now,
        "send_at": leaves.send_at,
        "email_state": leaves.state,
    }


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
        subject=one_line(subject)[:200],
        body=body,
        created_at=now,
        send_at=now,
    )
    transaction.on_commit(partial(deliver_message.enqueue, message.pk))
    return message
