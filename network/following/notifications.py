"""The message that brings news of what one follows."""

from network.following.lines import lines_of_many
from network.notifications.kinds import Kind, register

register(
    Kind(
        "news",
        "New in what you follow",
        "This is new on the site and belongs to something you follow.",
        group="following",
        lines_of_many=lines_of_many,
    )
)
