"""The entry of what one follows in the navigation of ``/me/``."""

from network.members.my_pages import OwnPage, register

register(
    OwnPage(
        "following",
        "Following",
        "following",
        "messages",
        order=30,
        about="Topics, sectors, contexts, people and searches that bring you news.",
    )
)
