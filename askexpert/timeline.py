"""One timeline in plain words: what has happened, where it stands, what comes next and by when."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

from askexpert.enums import AssignmentStatus, QuestionStatus
from askexpert.models import Question

Q = QuestionStatus

DONE = {
    "submit": "You sent the question",
    "request_changes": "A coordinator asked for a change",
    "return_to_asker": "A safeguarding lead asked for a change",
    "return_to_queue": "A safeguarding lead found the question safe",
    "mark_duplicate": "A coordinator pointed you to an answer",
    "reopen": "You said that you still need help",
    "decline": "A coordinator declined the question",
    "approve": "A coordinator checked the question",
    "mark_unmatched": "Nobody who fits was free",
    "widen": "We started to look again",
    "start_answering": "An expert agreed to answer",
    "resume_matching": "The expert could not answer after all",
    "start_review": "The expert sent an answer",
    "return_answer": "The answer went back to the expert for a change",
    "release_answer": "Your answer was released",
    "follow_up": "You asked a follow-up question",
    "remove": "Safeguarding leads removed the question",
    "withdraw_unchanged": "The question was withdrawn: no change had come",
    "close": "The question was closed",
    "withdraw": "You withdrew the question",
}

NOW = {
    Q.SUBMITTED: "A coordinator reads your question",
    Q.CHANGES_REQUESTED: "We are waiting for your change",
    Q.QUARANTINED: "A safeguarding lead reads your question",
    Q.MATCHING: "We are asking people who know the subject",
    Q.UNMATCHED: "We are still looking for somebody",
    Q.ANSWERING: "Somebody is writing your answer",
    Q.REVIEWING: "A coordinator checks the answer",
    Q.ANSWERED: "Tell us whether it helped",
}

NEXT = {
    Q.SUBMITTED: ("We look for somebody who can answer", "You read the answer here"),
    Q.CHANGES_REQUESTED: ("A coordinator reads it again",),
    Q.QUARANTINED: ("We tell you what happens next",),
    Q.MATCHING: ("Somebody agrees to answer", "You read the answer here"),
    Q.UNMATCHED: ("Somebody agrees to answer", "You read the answer here"),
    Q.ANSWERING: ("A coordinator checks the answer", "You read the answer here"),
    Q.REVIEWING: ("You read the answer here",),
}


def timeline_of(question: Question) -> list[dict]:
    """Entries for the timeline component: two queries (events, and the accepted ask)."""
    entries = [
        {"when": _day(event.at), "title": DONE[event.action], "body": "", "state": "done"}
        for event in question.events.all()
        if event.action in DONE and event.assignment_id is None
    ]
    if question.status in NOW:
        entries.append(
            {
                "when": _by_when(question),
                "title": NOW[question.status],
                "body": "",
                "state": "current",
            }
        )
    entries.extend(
        {"when": "", "title": title, "body": "", "state": "next"}
        for title in NEXT.get(question.status, ())
    )
    return entries


def _by_when(question: Question) -> str:
    due: datetime | None = None
    if question.status == Q.SUBMITTED:
        due = question.triage_by
    elif question.status == Q.REVIEWING:
        due = question.review_by
    elif question.status == Q.ANSWERING:
        due = (
            question.assignments.filter(status=AssignmentStatus.ACCEPTED)
            .values_list("answer_by", flat=True)
            .first()
        )
    return f"by {_day(due)}" if due else ""


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y")
