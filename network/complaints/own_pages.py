"""The complaints' entry in the navigation of ``/me/``."""

from network.members.my_pages import OwnPage, register

register(
    OwnPage(
        "complaints",
        "Complaints",
        "my_complaints",
        "data",
        order=60,
        about="What you have complained about, how far it is, and our replies.",
    )
)
