"""What happened to a question, for the desk: who did what when, never the words themselves."""

from django.utils import timezone
from django.utils.formats import date_format

from askexpert import alarms
from askexpert.enums import CancelReason, Refused
from askexpert.matching import exclusions
from askexpert.models import Question
from askexpert.models.decision import DecisionKind
from askexpert.models.publication import EndedBecause

STEPS_OF_DECISIONS = {
    "propose": "Proposed to a second person",
    "agree": "Agreed by a second person",
    "refuse": "Refused by a second person",
    "take_back": "Proposal taken back",
}
DECIDED = {
    DecisionKind.REMOVE: "removing the question",
    DecisionKind.REDACT: "taking words out",
    DecisionKind.OVERRIDE_AREA: "asking somebody of the same area",
    DecisionKind.OVERRIDE_NATION: "asking somebody of another nation",
}
PROPOSED = {f"propose_{kind}" for kind in DECIDED}
HAPPENED = {
    "start": "Question started",
    "submit": "Question sent",
    "request_changes": "A change asked for",
    "quarantine": "Given to the safeguarding leads",
    "return_to_asker": "A change asked for by a safeguarding lead",
    "return_to_queue": "Found safe by a safeguarding lead",
    "mark_duplicate": "Pointed to a page that answers it",
    "reopen": "Opened again: the asker still needs help",
    "decline": "Declined",
    "approve": "Checked and approved",
    "mark_unmatched": "Nobody who fits was free",
    "widen": "Looked for somebody again",
    "start_answering": "Being answered",
    "resume_matching": "Somebody else is needed",
    "start_review": "Answer ready to be checked",
    "return_answer": "Answer sent back with a note",
    "release_answer": "Answer released to the asker",
    "close": "Closed",
    "withdraw": "Withdrawn by the asker",
    "remove": "Removed by two safeguarding leads",
    "follow_up": "A follow-up question asked",
    "withdraw_unchanged": "Withdrawn: the change that was asked for did not come",
    "choose_open": "The asker chose to put it to members",
    "open_to_members": "Put to members as an open question",
    "close_open": "Taken back from members",
    "offer_answer": "A member offered to answer",
    "take_back_offer": "A member took their offer back",
    "remind": "Reminded",
    "late": "Late: the desk was told",
    "mark_seen": "Seen by a safeguarding lead",
    "choose_inviting": "Chose who asks the next person",
    "escalate": "First check late: shown to the safeguarding leads",
    "invite": "Expert invited",
    "refuse_invitation": "An invitation was refused by a rule",
    "take_over": "Taken over by a coordinator",
    "propose_publication": "Both people asked whether the answer may be published",
    "agree_to_publish": "Agreed that the answer may be published",
    "both_agreed": "Both have agreed: the answer may be re-written for everybody",
    "write_publication": "Began to re-write the answer for everybody",
    "rewrite_publication": "Re-written, to be checked by somebody else",
    "return_publication": "Sent back: somebody could be recognised",
    "publish_answer": "Checked and published",
    "refuse_publication": "Will not be published",
    "withdraw_publication": "Published page withdrawn",
    "redact": "Words taken out everywhere",
    "place_hold": "Legal hold placed: the words are kept until it is lifted",
    "lift_hold": "Legal hold lifted",
    "purge": "Words and asker taken away at the end of their time",
    **{
        f"{step}_{kind}": f"{words}: {what}"
        for step, words in STEPS_OF_DECISIONS.items()
        for kind, what in DECIDED.items()
    },
    "accept": "Expert accepted",
    "ask_for_time": "Expert asked for more time",
    "give_time": "Expert given more time",
    "decline_invitation": "Expert declined",
    "find_conflict": "A tie to the question was found",
    "expire": "Expert did not reply in time",
    "hand_back": "Expert handed it back",
    "lapse": "Expert did not answer in time",
    "submit_answer": "Expert sent an answer",
    "reopen_answer": "Expert has the answer again",
    "complete": "Expert thanked",
    "cancel": "Expert told that they need not answer",
}
REASONS = {
    **{reason.value: f"{reason.label}." for reason in CancelReason},
    **{because.value: f"{because.label}." for because in EndedBecause},
    "reply": "A reply to the invitation is due.",
    "answer_soon": "The answer is due in two working days.",
    "answer_due": "The answer is due.",
    "change": "The change that was asked for has not come.",
    "close": "The question will close by itself.",
    "not_seen": "No safeguarding lead said within four working hours that they have seen it.",
    "no_invitation": "Nobody was asked within one working day.",
    "no_expert": "Nothing happened within two working days.",
    "review": "The answer was not checked within two working days.",
    "by_itself": "The site does.",
    "by_hand": "A coordinator does.",
    **{refused.value: f"{refused.label}." for refused in Refused},
}
EXCLUSIONS = {code: f"Reason: {words}." for code, words in exclusions.REASONS.items()}


def history_of(question: Question) -> list[dict]:
    """Entries for the timeline component, oldest first: one query, and one more where something
    was proposed to a second person: why stands with the proposal."""
    events = list(
        question.events.select_related("actor", "on_behalf_of", "assignment__expert", "about")
    )
    written = _written_reasons(question) if any(e.action in PROPOSED for e in events) else {}
    return [
        {
            "when": date_format(timezone.localtime(event.at), "j F Y, H:i"),
            "title": HAPPENED[event.action],
            "body": _by_whom(event) + written.get((event.action, event.at), ""),
            "state": "done",
        }
        for event in events
    ]


def _written_reasons(question: Question) -> dict[tuple, str]:
    """Why each proposal was made, in its maker's words, by the action and moment of its event."""
    rows = question.joint_decisions.values_list("kind", "proposed_at", "reason")
    return {(f"propose_{kind}", at): f". “{reason}”" for kind, at, reason in rows}


def why_with_leads(question: Question) -> str:
    """Why a question was last given to the safeguarding leads, in words: one query."""
    event = question.events.filter(action="quarantine").order_by("at", "pk").last()
    return alarms.in_words(event.reason) if event is not None else ""


def _by_whom(event) -> str:
    """Who did it and for whom, whom it was about when that is somebody else, and why when a label
    says so."""
    who = str(event.actor) if event.actor else "The site"
    if event.on_behalf_of_id not in (None, event.actor_id):
        who = f"{who}, on behalf of {event.on_behalf_of}"
    about = event.assignment.expert if event.assignment else event.about
    if about is not None and about.pk not in (event.actor_id, event.on_behalf_of_id):
        who = f"{who}, about {about}"
    if event.action == "quarantine":
        return f"{who}. {alarms.in_words(event.reason)}"
    why = REASONS.get(event.reason) or EXCLUSIONS.get(event.reason)
    return f"{who}. {why}" if why else who
