"""The entries of "My data" in the navigation of ``/me/``."""

from network.members.my_pages import OwnPage, register

register(
    OwnPage(
        "data",
        "Everything we hold about you",
        "my_data",
        "data",
        order=10,
        about="Get a copy of it, and see what is kept how long.",
    ),
    OwnPage(
        "looks",
        "Who looked at your data",
        "looks_at_my_data",
        "data",
        order=20,
        about="When somebody of the staff opened something private of yours.",
    ),
    OwnPage(
        "leave",
        "Leave the network",
        "leave_network",
        "data",
        order=90,
        about="What happens then, and how to change your mind within 14 days.",
    ),
)
