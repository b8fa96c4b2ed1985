"""The verbs of a complaint: the only writers of its status (see ``complaints.transitions``).

Each does, in this order: lock the row, permission, transition, write with ``update_fields`` and
timestamps, append the event, tell after the commit. ``now`` and the actor are passed in.
"""

from network.complaints.workflow.complaining import make, reopen_by_complainant
from network.complaints.workflow.handling import (
    acknowledge,
    answer,
    assign,
    close,
    close_old,
    extend,
    look_into,
    reopen,
    write,
)
from network.workflows import NotPermitted, TransitionNotAllowed

__all__ = [
    "NotPermitted",
    "TransitionNotAllowed",
    "acknowledge",
    "answer",
    "assign",
    "close",
    "close_old",
    "extend",
    "look_into",
    "make",
    "reopen",
    "reopen_by_complainant",
    "write",
]
