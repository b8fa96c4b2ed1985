"""What letters hold about a person, what becomes of it when they leave, and for how long."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from network.members.earlier import KEPT
from network.privacy import holdings, retention
from network.privacy.holdings import Holding
from network.privacy.retention import RetentionRule, delete_rows
from network.relay.enums import LetterStatus
from network.relay.models import (
    Block,
    Conversation,
    Letter,
    LetterReport,
    LetterReportEvent,
    LetterSettings,
)
from network.relay.names import NAMELESS, shown_names

CONVERSATIONS_KEPT = timedelta(days=730)
REPORTS_KEPT = timedelta(days=730)


def letter_rows(user) -> Iterator[dict]:
    """Every letter of their conversations: their own in full, those to them as in their mailbox.

    The other person is named as the letters' pages name them. What is hidden while a safeguarding
    lead looks at it, and what has been removed, is not given out again.
    """
    names = _names(user)
    letters = Letter.objects.visible_to(user).select_related("conversation").in_order()
    for letter in letters.iterator(chunk_size=200):
        conversation = letter.conversation
        other = (
            conversation.second_id if conversation.first_id == user.pk else conversation.first_id
        )
        is_mine = letter.author_id == user.pk
        yield {
            "from": "You" if is_mine else names[other],
            "to": names[other] if is_mine else "You",
            "sent": letter.sent_at,
            "read": None if is_mine else letter.read_at,
            "words": letter.text if letter.is_readable else letter.get_status_display(),
        }


def conversation_rows(user) -> Iterator[dict]:
    names = _names(user)
    for row in Conversation.objects.visible_to(user).select_related("first", "second"):
        yield {
            "writing with": names[row.other(user).pk],
            "begun by you": row.started_by_id == user.pk,
            "begun": row.started_at,
            "last letter": row.last_letter_at,
        }


def block_rows(user) -> Iterator[dict]:
    names = _names(user)
    for row in Block.objects.visible_to(user):
        yield {"whom": names.get(row.blocked_id, NAMELESS), "since": row.at}


def report_rows(user) -> Iterator[dict]:
    """The reports they made. Who has reported a letter of theirs is not told to anybody."""
    for row in LetterReport.objects.made_by(user).select_related("letter").order_by("pk"):
        yield {
            "letter sent": row.letter.sent_at,
            "reported": row.reported_at,
            "reason": row.get_reason_display(),
            "your words": row.text,
            "outcome": row.get_status_display(),
            "decided": row.handled_at,
        }


def act_rows(user) -> Iterator[dict]:
    """The steps they took with reports: as a reporter, or at the desk."""
    for event in LetterReportEvent.objects.filter(actor=user):
        yield {"step": event.label, "when": event.at}


def settings_rows(user) -> Iterator[dict]:
    for row in LetterSettings.objects.filter(user=user):
        yield {"takes letters": row.takes_letters, "chosen": row.updated_at}


def delete_settings(user, now: datetime) -> None:
    LetterSettings.objects.filter(user=user).delete()


def delete_blocks(user, now: datetime) -> None:
    """Those they set. Those that kept them from writing stay: they hold for a new account too
    (:mod:`network.relay.earlier`)."""
    Block.objects.filter(blocker=user).delete()


def delete_unread_by_anybody(user, now: datetime) -> None:
    """Delete the conversations that nobody can open any more, because both people have left.

    What they wrote to somebody who is still here stays in that person's mailbox, from a "Former
    member". A conversation with a report goes when the report does.
    """
    mine = Conversation.objects.visible_to(user).filter(
        Q(first=user, second__left_at__isnull=False) | Q(second=user, first__left_at__isnull=False)
    )
    mine.exclude(letters__reports__isnull=False).delete()


def leaving_says(user) -> list[str]:
    count = Conversation.objects.visible_to(user).count()
    if not count:
        return []
    people = "one other member" if count == 1 else f"{count} other members"
    return [
        f"You have exchanged letters with {people}. What you wrote stays in their mailbox as from "
        "a former member, and goes when nobody has written there for two years."
    ]


def _names(user) -> dict[int, str]:
    """Names by key of everybody they have exchanged letters with, as they are shown to them."""
    conversations = Conversation.objects.visible_to(user).select_related("first", "second")
    people = [row.other(user) for row in conversations]
    wrote = Letter.objects.visible_to(user).exclude(author=user).order_by()
    writers = set(wrote.values_list("author_id", flat=True).distinct())
    return shown_names(user, people, writers=writers)


def blocks_of_nobody(now: datetime) -> QuerySet:
    """Blocks of accounts that were left so long ago that their address is not known any more."""
    return Block.objects.filter(blocked__left_at__lte=now - KEPT)


def silent_conversations(now: datetime) -> QuerySet:
    return Conversation.objects.silent_since(now - CONVERSATIONS_KEPT)


def old_reports(now: datetime) -> QuerySet:
    return LetterReport.objects.filter(handled_at__lt=now - REPORTS_KEPT)


def remove_reports(rows: QuerySet, now: datetime) -> int:
    """Delete reports with their steps, and the words of the letters that were removed by them."""
    letters = list(rows.values_list("letter_id", flat=True))
    count = delete_rows(rows, now)
    Letter.objects.filter(pk__in=letters, reports__isnull=True, status=LetterStatus.REMOVED).update(
        text=""
    )
    return count


holdings.register(
    Holding(
        "relay.Conversation",
        "Members you have exchanged letters with",
        conversation_rows,
        on_final=delete_unread_by_anybody,
        order=54,
        says=leaving_says,
    ),
    Holding("relay.Letter", "Letters from and to you", letter_rows, order=55),
    Holding(
        "relay.Block", "Members you have blocked", block_rows, on_final=delete_blocks, order=56
    ),
    Holding("relay.LetterReport", "Letters you have reported", report_rows, order=57),
    Holding("relay.LetterReportEvent", "What you did about reports", act_rows, order=58),
    Holding(
        "relay.LetterSettings",
        "Whether you take letters",
        settings_rows,
        on_final=delete_settings,
        order=59,
    ),
)
retention.register(
    RetentionRule(
        "blocks",
        "That a member takes no letters from somebody who has left",
        "24 months after they left",
        "So that the block holds when they come back with the same address.",
        blocks_of_nobody,
        delete_rows,
    ),
    RetentionRule(
        "letters",
        "Letters between members",
        "Two years after the last letter of a conversation",
        "So that both people can go on where they stopped; nobody else reads them.",
        silent_conversations,
        delete_rows,
    ),
    RetentionRule(
        "letter_reports",
        "Reports of letters, with the words of letters that were removed",
        "Two years after the decision",
        "To see a pattern of harm, and to answer a complaint about the decision.",
        old_reports,
        remove_reports,
    ),
)
