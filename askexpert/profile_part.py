"""What a member's profile says of their willingness to answer: as the member chooses, no more.

Coordinators see it unless the member opens it to others.
"""

from askexpert.models import ExpertAvailability
from network.members.models.profile import Visibility
from network.members.profile.visibility import Part, add_part


def says(user) -> str:
    """Whether this person has agreed to be asked: one query. Nothing is said of pauses."""
    willing = ExpertAvailability.objects.willing().filter(user=user, capacity__gt=0).exists()
    return "Willing to answer" if willing else ""


def add() -> None:
    add_part(
        Part(
            "answering",
            "Questions from others",
            "What you know about",
            default=Visibility.COORDINATORS,
            says=says,
        )
    )
