"""The verbs of Ask an Expert: the only writers of a status (see ``askexpert.transitions``)."""

from askexpert.errors import ExpertNotEligible, NewerWords, StaleForm, TextHeldBack
from askexpert.workflow import overriding  # noqa: F401 -- registers its decisions
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
from askexpert.workflow.assignments import accept, decline_invitation, hand_back
from askexpert.workflow.calling_off import cancel
from askexpert.workflow.certifying import issue_certificate, revoke_certificate
from askexpert.workflow.deciding import agree, propose, refuse, take_back
from askexpert.workflow.ending import (
    close_unanswered,
    end_ask_of_unavailable,
    expire,
    lapse,
    pause_if_silent,
    withdraw_unchanged,
)
from askexpert.workflow.following_up import follow_up
from askexpert.workflow.holding import lift_hold, place_hold
from askexpert.workflow.inviting import invite
from askexpert.workflow.looking_after import take_over
from askexpert.workflow.more_time import ask_for_time, give_time
from askexpert.workflow.open_questions import (
    choose_open,
    close_open,
    invite_offered,
    offer_answer,
    open_to_members,
    take_back_offer,
)
from askexpert.workflow.published import review_answer, withdraw_answer
from askexpert.workflow.publishing import (
    agree_to_publish,
    propose_publication,
    publish_answer,
    refuse_publication,
    return_publication,
    rewrite_publication,
    save_rewriting,
    take_consent_back,
)
from askexpert.workflow.redacting import propose_redaction
from askexpert.workflow.reminding import mark_seen, remind, say_late
from askexpert.workflow.removing import remove
from askexpert.workflow.searching import ask_next, choose_inviting, find_nobody
from askexpert.workflow.triage import (
    approve,
    decline,
    delete_draft,
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
from askexpert.workflow.willingness import say_still_willing, stop_being_willing
from network.workflows import NotPermitted, TransitionNotAllowed

__all__ = [
    "ExpertNotEligible",
    "NewerWords",
    "NotPermitted",
    "StaleForm",
    "TextHeldBack",
    "TransitionNotAllowed",
    "accept",
    "agree",
    "agree_to_publish",
    "approve",
    "ask_for_time",
    "ask_next",
    "cancel",
    "choose_inviting",
    "choose_open",
    "close",
    "close_open",
    "close_unanswered",
    "decline",
    "decline_invitation",
    "delete_draft",
    "delete_old_draft",
    "end_ask_of_unavailable",
    "escalate_triage",
    "expire",
    "find_nobody",
    "follow_up",
    "give_time",
    "hand_back",
    "invite",
    "invite_offered",
    "issue_certificate",
    "lapse",
    "lift_hold",
    "mark_duplicate",
    "mark_seen",
    "mark_unmatched",
    "offer_answer",
    "open_to_members",
    "pause_if_silent",
    "place_hold",
    "propose",
    "propose_publication",
    "propose_redaction",
    "publish_answer",
    "quarantine",
    "refuse",
    "refuse_publication",
    "release_answer",
    "remind",
    "remove",
    "reopen",
    "request_changes",
    "return_answer",
    "return_publication",
    "return_to_asker",
    "return_to_queue",
    "review_answer",
    "revoke_certificate",
    "rewrite_publication",
    "save_answer",
    "save_draft",
    "save_rewriting",
    "say_late",
    "say_still_willing",
    "signpost",
    "start_question",
    "stop_being_willing",
    "submit",
    "submit_answer",
    "take_back",
    "take_back_offer",
    "take_consent_back",
    "take_over",
    "widen",
    "withdraw",
    "withdraw_answer",
    "withdraw_unchanged",
]
