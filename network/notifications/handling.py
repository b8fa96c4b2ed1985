"""Mark messages as read, and give parked e-mail another chance."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Greatest

from network.notifications.models import EmailState, Message
from network.notifications.tasks import deliver_message


def mark_read(*, messages, user, now: datetime) -> int:
    """Mark those of ``messages`` that are the user's and unread; returns how many."""
    return (
        Message.objects.visible_to(user)
        .unread()
        .filter(pk__in=messages.values("pk"))
        .update(read_at=Greatest("created_at", Value(now)))
    )


@transaction.atomic
def send_again(*, message: Message, now: datetime) -> bool:
    """Put a parked e-mail back into the outbox as if it were new; False when it is not parked."""
    moved = (
        Message.objects.parked()
        .filter(pk=message.pk)
        .update(email_state=EmailState.PENDING, attempts=0, send_at=now, last_error="")
    )
    if moved:
        transaction.on_commit(partial(deliver_message.enqueue, message.pk))
    return bool(moved)
