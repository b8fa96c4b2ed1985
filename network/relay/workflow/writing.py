"""Write a letter, first or in answer, and mark letters as read."""

import uuid
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction

from network.relay import notifications as tell
from network.relay import permissions
from network.relay.models import Conversation, Letter
from network.relay.screening import require_safe
from network.workflows import Decision, NotPermitted, require


@transaction.atomic
def write(
    *,
    author,
    recipient,
    text: str,
    token: uuid.UUID,
    now: datetime,
    checked: str = "",
    answering: Letter | None = None,
) -> Letter:
    """Send a letter; the first one of two people opens their conversation.

    Both accounts are locked, so that the limits hold for letters that are sent at one moment, and
    two people who write to each other for the first time get one conversation. A ``token`` that
    has been used by the author gives the letter it made. ``answering`` is the last letter that the
    author was shown: it and those before it are read now. ``checked`` as in
    :func:`network.relay.screening.require_safe`.

    :raises NotPermitted: when the recipient takes no letters from the author, or a limit is met.
    :raises LetterHeldBack: when screening found something to change or to look at.
    """
    author, recipient = _lock_both(author, recipient)
    sent = Letter.objects.filter(token=token).select_related("conversation").first()
    if sent is not None:
        return _the_same(sent, author, recipient)
    conversation = Conversation.objects.between(author, recipient).first()
    require(permissions.can_write_to(author, recipient, conversation))
    require(permissions.within_limits(author, conversation, now))
    require_safe(text, names=(author.name, recipient.name), checked=checked)
    if conversation is None:
        conversation = _begin(author, recipient, now)
    else:
        conversation.last_letter_at = max(now, conversation.last_letter_at)
        conversation.save(update_fields=["last_letter_at"])
        if answering is not None:
            _read(conversation, author, conversation.letters.filter(pk__lte=answering.pk), now)
    letter = Letter.objects.create(
        conversation=conversation, author=author, text=text, token=token, sent_at=now
    )
    tell.tell_recipient(letter, recipient, now=now)
    return letter


@transaction.atomic
def mark_read(*, conversation: Conversation, user, through: Letter, now: datetime) -> int:
    """Mark the letters to ``user`` as read, up to the last one they were shown.

    Returns how many were new.

    :raises NotPermitted: for somebody who is not one of the two.
    """
    if not conversation.includes(user):
        raise NotPermitted(Decision(False, "These are other people's letters."))
    return _read(conversation, user, conversation.letters.filter(pk__lte=through.pk), now)


def _lock_both(author, recipient):
    people = {
        person.pk: person
        for person in get_user_model()
        .objects.select_for_update(of=("self",))
        .filter(pk__in=[author.pk, recipient.pk])
        .order_by("pk")
    }
    return people[author.pk], people[recipient.pk]


def _the_same(letter: Letter, author, recipient) -> Letter:
    """:raises NotPermitted: when the page was another's, or meant for another."""
    if letter.author_id != author.pk or not letter.conversation.includes(recipient):
        raise NotPermitted(Decision(False, "This page had been open for too long. Try again."))
    return letter


def _begin(author, recipient, now: datetime) -> Conversation:
    first, second = sorted((author, recipient), key=lambda person: person.pk)
    return Conversation.objects.create(
        first=first, second=second, started_by=author, started_at=now, last_letter_at=now
    )


def _read(conversation: Conversation, user, letters, now: datetime) -> int:
    newly = letters.unread_by(user).filter(sent_at__lte=now).update(read_at=now)
    if not conversation.letters.unread_by(user).exists():
        tell.quieten(conversation, user, now=now)
    return newly
