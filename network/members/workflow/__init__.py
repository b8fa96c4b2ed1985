"""The verbs of a membership: the only writers of its status (see ``network.members.transitions``).

Each does, in this order: lock the row, permission, transition, write with ``update_fields`` and
timestamps, append the event, notify on commit. ``now`` and the actor are passed in.
"""

from network.members.screening import TextHeldBack
from network.members.workflow.confirming import (
    ask_to_confirm,
    ask_to_resume,
    confirm,
    lapse,
    remind,
    resume,
    still_right,
)
from network.members.workflow.deciding import approve, ask, decline, reinstate, suspend, uphold
from network.members.workflow.joining import appeal, apply, approve_by_domain, reply
from network.workflows import NotPermitted, TransitionNotAllowed

__all__ = [
    "NotPermitted",
    "TextHeldBack",
    "TransitionNotAllowed",
    "appeal",
    "apply",
    "approve",
    "approve_by_domain",
    "ask",
    "ask_to_confirm",
    "ask_to_resume",
    "confirm",
    "decline",
    "lapse",
    "reinstate",
    "remind",
    "reply",
    "resume",
    "still_right",
    "suspend",
    "uphold",
]
