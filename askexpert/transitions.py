"""What may become of a question and of an ask: one row per action.

Read a row as: *action* takes a question from any of *sources* to *target*, done by *who*; the
button says *label*. ``askexpert.workflow`` has one verb per row and is the only writer.
"""

from askexpert.enums import LIVE, WITHDRAWABLE, AssignmentStatus, QuestionStatus
from askexpert.models.publication import PublicationStatus
from network.workflows import Transition

ASKER, COORDINATOR, LEAD, EXPERT, SYSTEM = (
    "asker",
    "coordinator",
    "safeguarding lead",
    "expert",
    "system",
)

Q, A, P = QuestionStatus, AssignmentStatus, PublicationStatus

QUESTION: dict[str, Transition] = {
    "start": Transition((), Q.DRAFT, (ASKER,), "Start a question"),
    "submit": Transition(
        (Q.DRAFT, Q.CHANGES_REQUESTED), Q.SUBMITTED, (ASKER,), "Send your question"
    ),
    "request_changes": Transition(
        (Q.SUBMITTED,), Q.CHANGES_REQUESTED, (COORDINATOR,), "Ask for a change"
    ),
    "quarantine": Transition(
        (
            *(status for status in LIVE if status != Q.QUARANTINED),
            Q.DUPLICATE,
            Q.DECLINED,
            Q.CLOSED,
        ),
        Q.QUARANTINED,
        (COORDINATOR, EXPERT, LEAD, SYSTEM),
        "This identifies a child or shows risk",
    ),
    "return_to_asker": Transition(
        (Q.QUARANTINED,), Q.CHANGES_REQUESTED, (LEAD,), "Ask for a change"
    ),
    "return_to_queue": Transition(
        (Q.QUARANTINED,), Q.SUBMITTED, (LEAD,), "Safe: back to the coordinators"
    ),
    "remove": Transition((Q.QUARANTINED,), Q.REMOVED, (LEAD,), "Remove it for good"),
    "mark_duplicate": Transition((Q.SUBMITTED,), Q.DUPLICATE, (COORDINATOR,), "Answered elsewhere"),
    "reopen": Transition((Q.DUPLICATE,), Q.SUBMITTED, (ASKER,), "I still need help"),
    "decline": Transition((Q.SUBMITTED,), Q.DECLINED, (COORDINATOR,), "Decline the question"),
    "approve": Transition((Q.SUBMITTED,), Q.MATCHING, (COORDINATOR,), "Approve and find experts"),
    "mark_unmatched": Transition(
        (Q.MATCHING,), Q.UNMATCHED, (SYSTEM, COORDINATOR), "Nobody fits just now"
    ),
    "widen": Transition((Q.UNMATCHED,), Q.MATCHING, (COORDINATOR, ASKER), "Look again"),
    "start_answering": Transition((Q.MATCHING,), Q.ANSWERING, (SYSTEM,), "An expert has accepted"),
    "resume_matching": Transition(
        (Q.ANSWERING,), Q.MATCHING, (SYSTEM, EXPERT), "The expert cannot answer"
    ),
    "start_review": Transition((Q.ANSWERING,), Q.REVIEWING, (EXPERT,), "Send the answer"),
    "return_answer": Transition(
        (Q.REVIEWING,), Q.ANSWERING, (COORDINATOR,), "Return to the expert with a note"
    ),
    "release_answer": Transition((Q.REVIEWING,), Q.ANSWERED, (COORDINATOR,), "Release the answer"),
    "follow_up": Transition((Q.ANSWERED,), Q.ANSWERING, (ASKER,), "Ask a follow-up question"),
    "close": Transition((Q.ANSWERED,), Q.CLOSED, (ASKER, SYSTEM), "Say whether it helped"),
    "withdraw": Transition(WITHDRAWABLE, Q.WITHDRAWN, (ASKER,), "Withdraw the question"),
    "withdraw_unchanged": Transition(
        (Q.CHANGES_REQUESTED,), Q.WITHDRAWN, (SYSTEM,), "No change has come"
    ),
}

ASSIGNMENT: dict[str, Transition] = {
    "invite": Transition((), A.INVITED, (COORDINATOR, SYSTEM), "Invite"),
    "accept": Transition((A.INVITED,), A.ACCEPTED, (EXPERT,), "Yes, I will answer"),
    "decline_invitation": Transition((A.INVITED,), A.DECLINED, (EXPERT,), "No, not this time"),
    "find_conflict": Transition(
        (A.INVITED,), A.CONFLICTED, (EXPERT, SYSTEM), "Conflict of interest"
    ),
    "expire": Transition((A.INVITED,), A.EXPIRED, (SYSTEM,), "No reply in time"),
    "hand_back": Transition((A.ACCEPTED,), A.RELEASED, (EXPERT,), "Hand it back"),
    "lapse": Transition((A.ACCEPTED,), A.LAPSED, (SYSTEM,), "No answer in time"),
    "submit_answer": Transition((A.ACCEPTED,), A.SUBMITTED, (EXPERT,), "Send the answer"),
    "reopen_answer": Transition(
        (A.SUBMITTED,), A.ACCEPTED, (COORDINATOR,), "Return to the expert with a note"
    ),
    "complete": Transition((A.SUBMITTED,), A.COMPLETED, (COORDINATOR,), "Release the answer"),
    "cancel": Transition(
        (A.INVITED, A.ACCEPTED, A.SUBMITTED),
        A.CANCELLED,
        (COORDINATOR, SYSTEM, ASKER),
        "No longer needed",
    ),
}

BEFORE_PUBLISHED = (P.PROPOSED, P.WRITING, P.CHECKING)

# Steps of a publication; the question behind it stays where it is.
PUBLICATION: dict[str, Transition] = {
    "propose_publication": Transition((), P.PROPOSED, (COORDINATOR,), "Propose to publish"),
    "agree_to_publish": Transition((P.PROPOSED,), P.PROPOSED, (ASKER, EXPERT), "Yes, publish it"),
    "both_agreed": Transition((P.PROPOSED,), P.WRITING, (SYSTEM,), "Both have agreed"),
    "rewrite_publication": Transition(
        (P.WRITING, P.CHECKING), P.CHECKING, (COORDINATOR,), "Send to be checked"
    ),
    "return_publication": Transition(
        (P.CHECKING,), P.WRITING, (COORDINATOR,), "Send back with a note"
    ),
    "publish_answer": Transition((P.CHECKING,), P.PUBLISHED, (COORDINATOR,), "Publish"),
    "refuse_publication": Transition(
        BEFORE_PUBLISHED, P.REFUSED, (COORDINATOR, ASKER, EXPERT, SYSTEM), "Do not publish it"
    ),
    "withdraw_publication": Transition(
        (P.PUBLISHED,), P.WITHDRAWN, (COORDINATOR, ASKER, EXPERT, SYSTEM), "Withdraw the page"
    ),
}
