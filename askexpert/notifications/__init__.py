"""The messages of Ask an Expert: their words, and who gets them.

No message holds a question's text, title or answer, nor anybody's name. Topic words are the most
that an invitation says.
"""

from askexpert.notifications import asker, desk, expert, leads, publishing
from askexpert.notifications.telling import (
    coordinators_for,
    tell_asker,
    tell_coordinators,
    tell_expert,
    tell_leads,
    tell_of_decision,
    tell_of_urgent_notice,
)

__all__ = [
    "asker",
    "coordinators_for",
    "desk",
    "expert",
    "leads",
    "publishing",
    "tell_asker",
    "tell_coordinators",
    "tell_expert",
    "tell_leads",
    "tell_of_decision",
    "tell_of_urgent_notice",
]
