"""States of a question and of an assignment, with their groups and their two labels.

``label`` is what coordinators read at the desk, ``public_label`` what the asker reads.
"""

from django.db import models


class QuestionStatus(models.TextChoices):
    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "New: to be checked"
    CHANGES_REQUESTED = "changes_requested", "Waiting for the asker's changes"
    QUARANTINED = "quarantined", "With a safeguarding lead"
    DUPLICATE = "duplicate", "Answered elsewhere"
    DECLINED = "declined", "Declined"
    MATCHING = "matching", "Finding an expert"
    UNMATCHED = "unmatched", "No expert found"
    ANSWERING = "answering", "Expert is writing"
    REVIEWING = "reviewing", "Answer to be checked"
    ANSWERED = "answered", "Answered"
    CLOSED = "closed", "Closed"
    WITHDRAWN = "withdrawn", "Withdrawn"
    REMOVED = "removed", "Removed"

    @property
    def public_label(self) -> str:
        return PUBLIC_LABELS[self]


PUBLIC_LABELS = {
    QuestionStatus.DRAFT: "Not sent yet",
    QuestionStatus.SUBMITTED: "Being read by a coordinator",
    QuestionStatus.CHANGES_REQUESTED: "We need a change from you",
    QuestionStatus.QUARANTINED: "Being read by a safeguarding lead",
    QuestionStatus.DUPLICATE: "Already answered",
    QuestionStatus.DECLINED: "Not something the network can answer",
    QuestionStatus.MATCHING: "Finding the right person",
    QuestionStatus.UNMATCHED: "Still looking",
    QuestionStatus.ANSWERING: "Somebody is writing your answer",
    QuestionStatus.REVIEWING: "Your answer is being checked",
    QuestionStatus.ANSWERED: "Answered",
    QuestionStatus.CLOSED: "Closed",
    QuestionStatus.WITHDRAWN: "You withdrew this question",
    QuestionStatus.REMOVED: "Removed",
}

# A follow-up question, until whoever answered before says yes.
ASKED_AGAIN = "Asking whoever answered you"

EDITABLE_BY_ASKER = (QuestionStatus.DRAFT, QuestionStatus.CHANGES_REQUESTED)
LIVE = (
    QuestionStatus.SUBMITTED,
    QuestionStatus.CHANGES_REQUESTED,
    QuestionStatus.QUARANTINED,
    QuestionStatus.MATCHING,
    QuestionStatus.UNMATCHED,
    QuestionStatus.ANSWERING,
    QuestionStatus.REVIEWING,
    QuestionStatus.ANSWERED,
)
ENDED = (
    QuestionStatus.DUPLICATE,
    QuestionStatus.DECLINED,
    QuestionStatus.CLOSED,
    QuestionStatus.WITHDRAWN,
    QuestionStatus.REMOVED,
)
WITHDRAWABLE = (QuestionStatus.DRAFT, *LIVE)
WAITING_FOR_COORDINATOR = (
    QuestionStatus.SUBMITTED,
    QuestionStatus.MATCHING,
    QuestionStatus.UNMATCHED,
    QuestionStatus.REVIEWING,
)
WITH_ANSWER = (QuestionStatus.ANSWERED, QuestionStatus.CLOSED)
# While somebody is found, members may read the open version and offer to answer it; while an
# answer is on its way it rests. Every other state takes it down for good.
OPEN_TO_OFFERS = (QuestionStatus.MATCHING, QuestionStatus.UNMATCHED)
KEEPS_OPEN = (*OPEN_TO_OFFERS, QuestionStatus.ANSWERING, QuestionStatus.REVIEWING)


class AssignmentStatus(models.TextChoices):
    INVITED = "invited", "Invited"
    ACCEPTED = "accepted", "Writing"
    SUBMITTED = "submitted", "Answer sent"
    COMPLETED = "completed", "Answer released"
    DECLINED = "declined", "Declined"
    EXPIRED = "expired", "No reply in time"
    LAPSED = "lapsed", "No answer in time"
    RELEASED = "released", "Handed back"
    CANCELLED = "cancelled", "No longer needed"
    CONFLICTED = "conflicted", "Not possible after all"


LIVE_ASSIGNMENT = (
    AssignmentStatus.INVITED,
    AssignmentStatus.ACCEPTED,
    AssignmentStatus.SUBMITTED,
)
ENGAGED_ASSIGNMENT = (AssignmentStatus.ACCEPTED, AssignmentStatus.SUBMITTED)
READABLE_ASSIGNMENT = (*LIVE_ASSIGNMENT, AssignmentStatus.COMPLETED)


class Refused(models.TextChoices):
    """Why an invitation was refused that no guard of the matching had to look at."""

    OWN = "own", "A coordinator does not ask themselves"
    TWO_ASKED = "two_invitations", "Two people were asked already"
    THREE_WAVES = "three_waves", "Three rounds of people had been asked"
    NOT_EXCLUDED = "not_excluded", "No rule had to be set aside"


class CancelReason(models.TextChoices):
    """Why a coordinator ends what was asked of somebody."""

    ASKED_FOR = "asked_for", "They have told us that they cannot answer"
    ANOTHER_FITS = "another_fits", "Somebody else fits better"
    ASKED_BY_MISTAKE = "asked_by_mistake", "They were asked by mistake"
    OTHER = "other", "Another reason"


class DeclineReason(models.TextChoices):
    NO_TIME = "no_time", "I have no time just now"
    NOT_MY_FIELD = "not_my_field", "It is not my field"
    CONFLICT = "conflict", "I may know who this is about, or have a tie to it"
    DISTRESSING = "distressing", "I would rather not take this subject"
    OTHER = "other", "Another reason"
