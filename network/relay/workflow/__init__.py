"""The verbs of letters: the only writers of a letter's and of a report's status.

Each does, in this order: lock the rows, permission, transition, write, append the event, tell
people on commit. ``now`` and the actor are passed in. Locks are taken in one order everywhere:
accounts by key, then the letter, then its reports.
"""

from network.relay.screening import LetterHeldBack
from network.relay.workflow.choosing import block, choose_letters, unblock
from network.relay.workflow.deciding import (
    dismiss,
    give_to_coordinators,
    give_to_lead,
    remove,
    suspend,
)
from network.relay.workflow.reporting import report
from network.relay.workflow.writing import mark_read, write
from network.workflows import NotPermitted, TransitionNotAllowed

__all__ = [
    "LetterHeldBack",
    "NotPermitted",
    "TransitionNotAllowed",
    "block",
    "choose_letters",
    "dismiss",
    "give_to_coordinators",
    "give_to_lead",
    "mark_read",
    "remove",
    "report",
    "suspend",
    "unblock",
    "write",
]
