"""The verbs of a membership: the only writers of its status (see ``network.members.transitions``).

Each does, in this order: lock the row, permission, transition, write with ``update_fields`` and
timestamps, append the event, notify on commit. ``now`` and the actor are passed in.
"""

from network.members.workflow.deciding import approve, ask, decline, reinstate, suspend
from network.members.workflow.joining import apply, reply
from network.workflows import NotPermitted, TransitionNotAllowed

__all__ = [
    "NotPermitted",
    "TransitionNotAllowed",
    "apply",
    "approve",
    "ask",
    "decline",
    "reinstate",
    "reply",
    "suspend",
]
