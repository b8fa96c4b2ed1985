"""The library's entry in the navigation of ``/me/``."""

from network.members.my_pages import OwnPage, register

register(
    OwnPage(
        "library",
        "My library",
        "my_library",
        "work",
        order=60,
        about="Files and formats you have asked for, what you are told of, what you have adapted.",
    )
)
