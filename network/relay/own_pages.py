"""Letters in the navigation of ``/me/``. Shown to lapsed members too, who may read theirs."""

from network.members.my_pages import OwnPage, register
from network.members.own_pages import has_applied
from network.relay.models import Letter


def unread_words(user) -> str:
    """How many letters wait to be read: one query."""
    count = Letter.objects.visible_to(user).unread_by(user).count()
    if not count:
        return ""
    return "A letter waits to be read" if count == 1 else f"{count} letters wait to be read"


register(
    OwnPage(
        "letters",
        "Letters",
        "letters",
        "messages",
        order=30,
        about="What you and other members have written to each other.",
        is_for=has_applied,
        needs=unread_words,
    ),
    OwnPage(
        "letter-settings",
        "Who may write to me",
        "letter_settings",
        "messages",
        order=40,
        about="Take letters from members or not, and see whom you have blocked.",
        is_for=has_applied,
    ),
)
