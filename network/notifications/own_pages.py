"""The pages on messages in the navigation of ``/me/``."""

from network.members.my_pages import OwnPage, register
from network.notifications import bounces
from network.notifications.models import Message


def unread(user) -> str:
    """How many messages have not been opened: one query."""
    number = Message.objects.visible_to(user).unread().count()
    if not number:
        return ""
    return "One new message" if number == 1 else f"{number} new messages"


def unreachable(user) -> str:
    """Said when e-mail to the person's address came back twice: one query."""
    if not bounces.is_paused(user.email):
        return ""
    return "We cannot reach you at your address: please check it"


register(
    OwnPage(
        "messages",
        "Messages",
        "messages",
        "messages",
        order=10,
        about="What the network has told you.",
        needs=unread,
    ),
    OwnPage(
        "email-settings",
        "What we e-mail you",
        "email_settings",
        "messages",
        order=40,
        about="At once, once a day, once a week or not at all; and days without e-mail.",
        needs=unreachable,
    ),
)
