"""Who may write to whom and who decides on reports, each with a reason to show.

Limits are counted from the database at every letter, over the 24 hours before it.
"""

from datetime import datetime, timedelta

from django.db.models import Q

from network.members.models import Profile
from network.members.roles import is_coordinator, is_safeguarding_lead, is_verified_member
from network.relay.enums import LetterStatus, ReportReason
from network.relay.models import Block, Conversation, Letter, LetterReport, LetterSettings
from network.relay.transitions import COORDINATOR, LEAD
from network.workflows import ALLOWED, Decision, decide

DAY = timedelta(hours=24)
NEW_CONVERSATIONS_A_DAY = 5
LETTERS_A_DAY = 50
UNANSWERED_LETTERS = 3

TAKES_NONE = "This member does not take letters at the moment."


def can_write_at_all(user) -> Decision:
    """Whether this person may write to anybody."""
    if not is_verified_member(user):
        return Decision(
            False, "Letters are written by members. Yours stay here to read while you are not one."
        )
    return decide(
        takes_letters(user),
        "You take no letters yourself, so nobody could answer you. Switch letters on first.",
    )


def takes_letters(user) -> bool:
    """A verified member who has not switched letters off. Two queries at most."""
    if user.left_at is not None or not is_verified_member(user):
        return False
    return not LetterSettings.objects.filter(user=user, takes_letters=False).exists()


def can_write_to(author, recipient, conversation: Conversation | None) -> Decision:
    """Whether the author may write to the recipient now, limits aside.

    A first letter goes only to somebody whose profile the author may see; who has been written to
    may always answer. Blocked, switched off, lapsed, suspended and gone all read alike.
    """
    if author.pk == recipient.pk:
        return Decision(False, "You cannot write to yourself.")
    at_all = can_write_at_all(author)
    if not at_all:
        return at_all
    blockers = _blockers(author, recipient)
    if author.pk in blockers:
        return Decision(False, "You have blocked this member. Unblock them to write.")
    if conversation is None and not may_see(author, recipient):
        return Decision(False, TAKES_NONE)
    if not takes_letters(recipient):
        return Decision(False, TAKES_NONE)
    return decide(recipient.pk not in blockers, TAKES_NONE)


def _blockers(one, other) -> set[int]:
    """Who of the two has blocked the other, by key: one query."""
    between = Q(blocker=one, blocked=other) | Q(blocker=other, blocked=one)
    return set(Block.objects.filter(between).values_list("blocker_id", flat=True))


def may_see(viewer, person) -> bool:
    """Whether the viewer may open the person's profile: one query."""
    return Profile.objects.visible_to(viewer).filter(user=person).exists()


def within_limits(author, conversation: Conversation | None, now: datetime) -> Decision:
    """Five new conversations and fifty letters in 24 hours; three letters without an answer."""
    since = now - DAY
    if conversation is None:
        started = Conversation.objects.filter(started_by=author, started_at__gt=since).count()
        if started >= NEW_CONVERSATIONS_A_DAY:
            return Decision(
                False,
                f"You have begun {started} conversations within a day. Please go on tomorrow.",
            )
    elif not _is_answered(author, conversation):
        return Decision(
            False, "You have written three letters without an answer. Please wait for one."
        )
    written = Letter.objects.filter(author=author, sent_at__gt=since).count()
    return decide(
        written < LETTERS_A_DAY,
        f"You have written {written} letters within a day. Please go on tomorrow.",
    )


def _is_answered(author, conversation: Conversation) -> bool:
    """Whether fewer than three of the author's letters are the newest of the conversation."""
    newest = conversation.letters.order_by("-sent_at", "-pk").values_list("author_id", flat=True)
    last = list(newest[:UNANSWERED_LETTERS])
    return len(last) < UNANSWERED_LETTERS or any(pk != author.pk for pk in last)


def can_report(user, letter: Letter, reason: str | None = None) -> Decision:
    """One of the two may report a letter once; one's own only because it says who a child is."""
    if not letter.conversation.includes(user):
        return Decision(False, "Only the two people who write to each other can report a letter.")
    if letter.status == LetterStatus.REMOVED:
        return Decision(False, "This letter has been removed already.")
    if LetterReport.objects.filter(letter=letter, reporter=user).exists():
        return Decision(False, "You have reported this letter already.")
    own = letter.author_id == user.pk
    return decide(
        reason is None or not own or reason == ReportReason.IDENTIFIES_A_CHILD,
        "You can report a letter of your own only because it says who a child is.",
    )


def desk_roles(user) -> tuple[str, ...]:
    """As whom somebody acts at the desk, in the words of the table of steps."""
    roles = ((COORDINATOR, is_coordinator), (LEAD, is_safeguarding_lead))
    return tuple(role for role, has in roles if has(user))


def can_handle(user, report: LetterReport) -> Decision:
    """Somebody at the desk who may see the report, which nobody of the conversation may."""
    if not LetterReport.objects.visible_to(user).filter(pk=report.pk).exists():
        return Decision(False, "This report is decided by somebody else.")
    return ALLOWED
