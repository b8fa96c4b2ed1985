"""The verbs of Ask an Expert: the only writers of a status (see ``askexpert.transitions``)."""

from askexpert.workflow import overriding  # noqa: F401 -- registers its decisions
from askexpert.errors import ExpertNotEligible, StaleForm, TextHeldBack
from askexpert.workflow.answers import release_answer, return_answer, save_answer, submit_answer
from askexpert.workflow.asking import (
    close,
    reopen,
    save_draft,
    signpost,
    start_question,
    submit,
    withdraw,
)
from askexpert.workflow.assignments import accept, decline_invitation, expire, hand_back, invite
from askexpert.workflow.following_up import follow_up
from askexpert.workflow.open_questions import (
    choose_open,
    close_open,
    offer_answer,
    open_to_members,
    take_back_offer,
)
from askexpert.workflow.deciding import agree, propose, refuse, take_back
from askexpert.workflow.looking_after import take_over
from askexpert.workflow.removing import remove
from askexpert.workflow.triage import (
    approve,
    decline,
    delete_old_draft,
    escalate_triage,
    mark_duplicate,
    mark_unmatched,
    quarantine,
    request_changes,
    return_to_asker,
    return_to_queue,
    widen,
)
from network.workflows import NotPermitted, TransitionNotAllowed

__all__ = [
    "ExpertNotEligible",
    "NotPermitted",
    "StaleForm",
    "TextHeldBack",
    "TransitionNotAllowed",
    "accept",
    "agree",
    "approve",
    "choose_open",
    "close",
    "close_open",
    "decline",
    "decline_invitation",
    "delete_old_draft",
    "escalate_triage",
    "expire",
    "follow_up",
    "hand_back",
    "invite",
    "mark_duplicate",
    "mark_unmatched",
    "offer_answer",
    "open_to_members",
    "propose",
    "quarantine",
    "refuse",
    "release_answer",
    "remove",
    "reopen",
    "request_changes",
    "return_answer",
    "return_to_asker",
    "return_to_queue",
    "save_answer",
    "save_draft",
    "signpost",
    "start_question",
    "submit",
    "submit_answer",
    "take_back",
    "take_over",
    "take_back_offer",
    "widen",
    "withdraw",
]
