"""The messages about letters: their words, and who gets them. No names, nothing of any letter."""

from datetime import datetime

from django.urls import reverse

from network.members.roles import COORDINATORS, SAFEGUARDING_LEADS, people_in
from network.notifications.handling import mark_read
from network.notifications.kinds import Kind, register
from network.notifications.models import Message
from network.notifications.outbox import notify
from network.relay.models import Conversation, Letter, LetterReport

RECEIVED = "letter_received"

register(
    Kind(
        RECEIVED,
        "Somebody has written to you",
        "A member of the network has sent you a letter. Sign in to read it and, if you like, to "
        "answer. Your e-mail address has not been shown to anybody.",
        group="letters",
    ),
    Kind(
        "letter_report_decided",
        "We have read the letter that you reported",
        "Thank you for telling us. Sign in to see what was decided.",
        group="letters",
    ),
    Kind(
        "letter_removed",
        "A letter of yours has been removed",
        "A letter that you wrote to another member has been reported and removed. Sign in to read "
        "why.",
    ),
    Kind(
        "desk_letter_reported",
        "A member has reported a letter",
        "A letter between two members is waiting to be read. Please do so within two working days.",
        group="desk",
    ),
    Kind(
        "lead_letter_reported",
        "A letter needs a safeguarding lead",
        "A letter may say who a child or young person is. It is hidden from everybody until you "
        "have decided. Please read it within four hours.",
        group="desk",
    ),
)


def tell_recipient(letter: Letter, recipient, *, now: datetime) -> None:
    """Tell of the first unread letter only: ten letters in an hour are one e-mail."""
    waiting = letter.conversation.letters.unread_by(recipient).exclude(pk=letter.pk)
    if not waiting.exists():
        notify(
            recipient=recipient,
            kind=RECEIVED,
            key=str(letter.public_id),
            url=letter.conversation.get_absolute_url(),
            now=now,
        )


def quieten(conversation: Conversation, user, *, now: datetime) -> None:
    """The messages about a conversation are read when its letters are."""
    messages = Message.objects.filter(kind=RECEIVED, url=conversation.get_absolute_url())
    mark_read(messages=messages, user=user, now=now)


def tell_desk(report: LetterReport, *, now: datetime) -> None:
    """Tell those who decide: leads or coordinators, except the two who write to each other."""
    group, kind = (
        (SAFEGUARDING_LEADS, "lead_letter_reported")
        if report.is_for_lead
        else (COORDINATORS, "desk_letter_reported")
    )
    for person in people_in(group):
        if not report.letter.conversation.includes(person):
            notify(
                recipient=person,
                kind=kind,
                key=f"{report.public_id}:{now.isoformat()}",
                url=report.desk_url,
                now=now,
            )


def tell_reporter(report: LetterReport, *, now: datetime) -> None:
    notify(
        recipient=report.reporter,
        kind="letter_report_decided",
        key=str(report.public_id),
        url=reverse("letter_report", args=[report.letter.public_id]),
        now=now,
    )


def tell_author(letter: Letter, *, now: datetime) -> None:
    notify(
        recipient=letter.author,
        kind="letter_removed",
        key=str(letter.public_id),
        url=letter.conversation.get_absolute_url(),
        now=now,
    )
