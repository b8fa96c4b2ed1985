"""Messages in the navigation of ``/me/``."""

from network.members.my_pages import OwnPage, register
from network.notifications.models import Message


def unread(user) -> str:
    """How many messages have not been opened: one query."""
    number = Message.objects.visible_to(user).unread().count()
    if not number:
        return ""
    return "One new message" if number == 1 else f"{number} new messages"


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
)
