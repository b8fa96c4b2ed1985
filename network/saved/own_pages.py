"""The entry of saved pages in the navigation of ``/me/``."""

from network.members.my_pages import OwnPage, register

register(
    OwnPage(
        "saved",
        "Saved",
        "saved",
        "work",
        order=40,
        about="Resources, tips and answers that you keep, in lists of your own.",
    )
)
