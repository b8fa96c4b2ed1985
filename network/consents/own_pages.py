"""The agreements' entry in the navigation of ``/me/``."""

from network.members.my_pages import OwnPage, register

register(
    OwnPage(
        "agreements",
        "Agreements",
        "me_agreements",
        "data",
        order=30,
        about="The texts that you have agreed to, in the words of that day.",
    )
)
