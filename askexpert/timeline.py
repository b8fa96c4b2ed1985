"""One timeline in plain words: what has happened, where it stands, what comes next and by when.

Dates come from the rows and from nothing else: where a row has no date, none is promised. A date
that has passed is called late.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

from askexpert.clocks import CLOSE_AFTER
from askexpert.enums import AssignmentStatus, QuestionStatus
from askexpert.models import Assignment, Question
from askexpert.workflow.purging import KEPT_FOR

Q, A = QuestionStatus, AssignmentStatus

WITHDRAWN_WORDS_KEPT = KEPT_FOR[Q.WITHDRAWN]

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
    "choose_open": "You chose to put it to members",
    "open_to_members": "Members could read a short version",
    "close_open": "The short version was taken back",
    "offer_answer": "A member offered to answer",
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
    Q.UNMATCHED: "You choose what happens next",
    Q.ANSWERING: "Somebody is writing your answer",
    Q.REVIEWING: "A coordinator checks the answer",
    Q.ANSWERED: "Tell us whether it helped",
}

ASKED, WRITTEN, CHECKED, READ = (
    ("Somebody who knows the subject is asked", "within one working day of that"),
    ("Somebody agrees to answer, and writes", "within seven working days of saying yes"),
    ("A coordinator checks the answer", "within two working days"),
    ("You read the answer here", ""),
)
NEXT = {
    Q.SUBMITTED: (ASKED, WRITTEN, CHECKED, READ),
    Q.CHANGES_REQUESTED: (("A coordinator reads it again", "within one working day"),),
    Q.QUARANTINED: (("We tell you what happens next", ""),),
    Q.MATCHING: (WRITTEN, CHECKED, READ),
    Q.UNMATCHED: (WRITTEN, CHECKED, READ),
    Q.ANSWERING: (CHECKED, READ),
    Q.REVIEWING: (READ,),
}

LATE = {
    Q.SUBMITTED: "This is late, and we are sorry. The safeguarding leads can see it too.",
    Q.QUARANTINED: "This takes longer than it should, and we are sorry.",
    Q.MATCHING: "This takes longer than it should, and we are sorry. We keep looking.",
    Q.UNMATCHED: "This is late, and we are sorry. A coordinator has been reminded.",
    Q.ANSWERING: "This is late, and we are sorry.",
    Q.REVIEWING: "The answer is there. Checking it takes longer than it should; we are sorry.",
}


@dataclass(frozen=True, slots=True)
class Current:
    """Where a question stands: what, by when (if a row says so), and what that means.

    ``late`` is said instead of ``body`` when the date has passed.
    """

    title: str
    by: datetime | None = None
    body: str = ""
    late: str = ""


def timeline_of(question: Question, *, now: datetime) -> list[dict]:
    """Entries for the timeline component. Queries: the events, the live asks of a question that
    somebody may answer, the open version of one that nobody answers."""
    entries = [
        _entry("done", DONE[event.action], when=day(event.at), body=_said_of(event.action, event))
        for event in question.events.all()
        if event.action in DONE and event.assignment_id is None
    ]
    if question.status in NOW:
        entries.append(_current_entry(question, now))
    entries.extend(
        _entry("next", title, when=when) for title, when in NEXT.get(question.status, ())
    )
    return entries


def _current_entry(question: Question, now: datetime) -> dict:
    current = _current(question)
    if current.by is None:
        return _entry("current", current.title, body=current.body)
    if current.by < now and question.status in LATE:
        when = f"was due by {weekday(current.by)}"
        return _entry(
            "current", current.title, when=when, body=current.late or LATE[question.status]
        )
    return _entry("current", current.title, when=f"by {weekday(current.by)}", body=current.body)


def _current(question: Question) -> Current:
    of_status = {
        Q.MATCHING: _looking,
        Q.UNMATCHED: _choosing,
        Q.ANSWERING: _answering,
        Q.ANSWERED: _answered,
    }
    if question.status in of_status:
        return of_status[question.status](question)
    words = {
        Q.SUBMITTED: (question.triage_by, "Nobody else reads it before."),
        Q.CHANGES_REQUESTED: (
            question.changes_by,
            "If no change comes by then, the question is withdrawn. You can always ask again.",
        ),
        Q.QUARANTINED: (question.see_by, "You need not do anything just now."),
        Q.REVIEWING: (question.review_by, "The answer has been written."),
    }
    by, body = words[question.status]
    return Current(NOW[question.status], by, body if by or question.status != Q.SUBMITTED else "")


def _looking(question: Question) -> Current:
    ask = _live_ask(question, A.INVITED)
    if ask is not None:
        return Current(
            NOW[Q.MATCHING],
            ask.respond_by,
            "Whoever is asked says yes or no by then. If they cannot, we ask the next person.",
        )
    return Current(NOW[Q.MATCHING], question.invite_by, "The first person is asked by then.")


def _choosing(question: Question) -> Current:
    row = getattr(question, "open_question", None)
    if row is None or row.closed_at is not None:
        return Current(
            NOW[Q.UNMATCHED], None, "Nobody who fits is free just now. It waits for your choice."
        )
    if row.is_open:
        return Current(
            "Members read a short version and may offer to answer",
            None,
            "As soon as somebody fits, a coordinator asks them.",
        )
    return Current(
        "A coordinator writes a short version for members",
        question.unmatched_by,
        "It holds nothing that says who asked, or who it is about.",
    )


def _answering(question: Question) -> Current:
    ask = _live_ask(question, A.ACCEPTED)
    if ask is not None:
        late = f"This is late. If nothing comes by {weekday(ask.lapse_by)}, we ask somebody else."
        return Current(NOW[Q.ANSWERING], ask.answer_by, late=late if ask.lapse_by else "")
    ask = _live_ask(question, A.INVITED)
    return Current(
        "We have asked whoever answered you before",
        ask.respond_by if ask else None,
        "They say yes or no by then. If they cannot, we ask somebody else.",
        late="We have heard nothing, and ask somebody else.",
    )


def _answered(question: Question) -> Current:
    return Current(
        NOW[Q.ANSWERED],
        question.close_by or question.answered_at + CLOSE_AFTER,
        "After that the question is closed, and the answer stays here.",
    )


def _live_ask(question: Question, status: str) -> Assignment | None:
    """The live ask in this state whose date comes last: one query."""
    asks = Assignment.objects.filter(question=question, status=status)
    return asks.order_by("-respond_by", "-pk").first()


def _said_of(action: str, event) -> str:
    """What a step that ended the question means for its words."""
    if action in ("withdraw", "withdraw_unchanged"):
        gone = day(event.at + WITHDRAWN_WORDS_KEPT)
        return f"Nobody reads it any more. Its words are deleted on {gone}."
    if action == "remove":
        return "Its words are deleted, to protect somebody."
    return ""


def _entry(state: str, title: str, *, when: str = "", body: str = "") -> dict:
    return {"state": state, "title": title, "when": when, "body": body}


def day(moment: datetime) -> str:
    """A day in words: 10 March 2026."""
    return date_format(timezone.localtime(moment), "j F Y")


def weekday(moment: datetime) -> str:
    """A day to keep in mind: Tuesday 10 March 2026."""
    return date_format(timezone.localtime(moment), "l j F Y")
