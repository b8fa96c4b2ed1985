"""The verbs of an answer: save, send, return, release."""

from datetime import datetime

from django.db import transaction

from askexpert import clocks, desk_words, permissions, transitions
from askexpert import notifications as tell
from askexpert.enums import AssignmentStatus
from askexpert.errors import NewerWords
from askexpert.models import Answer, Assignment, Question
from askexpert.screening import check_texts
from askexpert.workflow.assignments import end_ask_of_departed
from askexpert.workflow.steps import (
    lock_assignment,
    lock_question,
    move_assignment,
    move_question,
    record,
)
from network.workflows import TransitionNotAllowed, require, require_transition


@transaction.atomic
def save_answer(
    *, assignment: Assignment, actor, now: datetime, text: str, seen_at: datetime | None = None
) -> Answer:
    """Keep what the expert has written so far; nobody else reads it until it is sent.

    ``seen_at`` is when the draft was saved that the writer began from. Words that another window
    has saved since are not overwritten, unless the text holds them too.

    :raises TransitionNotAllowed: when the ask is over.
    :raises NewerWords: when words saved elsewhere would be lost.
    """
    _, assignment = lock_assignment(assignment)
    require(permissions.can_answer(actor, assignment))
    if assignment.status != AssignmentStatus.ACCEPTED:
        raise TransitionNotAllowed("save", assignment.status)
    answer = assignment.answer
    if (
        seen_at is not None
        and answer.saved_at != seen_at
        and plain_lines(answer.draft) not in plain_lines(text)
    ):
        raise NewerWords
    answer.draft, answer.saved_at = text, now
    answer.save(update_fields=["draft", "saved_at"])
    return answer


@transaction.atomic
def submit_answer(
    *,
    assignment: Assignment,
    actor,
    now: datetime,
    text: str,
    reasons: dict[str, str] | None = None,
) -> Answer:
    """Send the answer to the coordinators, screened like the question. The same words sent twice
    are one answer.

    :raises TextHeldBack: when screening blocks, or a warning has no reason.
    :raises TransitionNotAllowed: when the ask is over, or other words have been sent.
    :raises WordsHeldBack: when it says who the expert is, or where they work.
    """
    question, assignment = lock_assignment(assignment)
    require(permissions.can_answer(actor, assignment))
    sent = assignment.status == AssignmentStatus.SUBMITTED
    if sent and plain_lines(assignment.answer.text) == plain_lines(text):
        return assignment.answer
    require_transition(transitions.ASSIGNMENT, "submit_answer", assignment.status)
    desk_words.check_own_words(text, assignment)
    kept = check_texts([text], reasons or {})
    answer = assignment.answer
    answer.draft = answer.text = text
    answer.justifications, answer.saved_at, answer.submitted_at = kept, now, now
    answer.save(update_fields=["draft", "text", "justifications", "saved_at", "submitted_at"])
    before = move_assignment(assignment, "submit_answer", submitted_at=now)
    record(
        "submit_answer",
        question=question,
        assignment=assignment,
        actor=actor,
        now=now,
        before=before,
    )
    before = move_question(question, "start_review", now=now, **clocks.review(question, now=now))
    record("start_review", question=question, actor=actor, now=now, before=before)
    tell.tell_coordinators(
        question,
        "desk_answer_to_check",
        key=f"{assignment.public_id}:{question.version}",
        now=now,
    )
    return answer


@transaction.atomic
def return_answer(
    *, question: Question, actor, now: datetime, note: str, version: int | None = None
) -> Assignment:
    """Send the answer back to the expert with a note; the answer-by date moves three working days.

    They are counted from the date that there was, or from now if that has passed: nobody has less
    time for having been quick. When the expert has left meanwhile, the ask ends as handed back and
    the question looks for somebody else.

    :raises NotPermitted: for a conflicted coordinator, or the expert's own answer.
    :raises StaleForm: when somebody has taken a step since ``version``.
    :raises WordsHeldBack: when the note identifies somebody, or says who asked without a name.
    """
    question = lock_question(question, version=version)
    require(permissions.can_release(actor, question))
    require_transition(transitions.QUESTION, "return_answer", question.status)
    desk_words.check_for_expert(note, question)
    before = move_question(question, "return_answer", now=now, review_by=None)
    record("return_answer", question=question, actor=actor, now=now, before=before)
    assignment = _assignment_under_review(question)
    since = max(now, assignment.answer_by)
    dates = clocks.answering(assignment.expert, now=since, days=clocks.RETURNED_DAYS)
    before = move_assignment(assignment, "reopen_answer", **dates)
    record(
        "reopen_answer",
        question=question,
        assignment=assignment,
        actor=actor,
        now=now,
        before=before,
    )
    answer = assignment.answer
    answer.note_to_expert = note
    answer.save(update_fields=["note_to_expert"])
    if not assignment.expert.is_active:
        return end_ask_of_departed(assignment, now=now)
    tell.tell_expert(assignment, "expert_answer_returned", now=now)
    return assignment


@transaction.atomic
def release_answer(
    *,
    question: Question,
    actor,
    now: datetime,
    text: str,
    version: int | None = None,
    reasons: dict[str, str] | None = None,
) -> Answer:
    """Give the answer to the asker, as sent or as edited; the expert's own words are kept beside.

    ``text`` is screened once more: a coordinator's edit is a text like any other. Reasons that the
    expert gave for a warning count.

    :raises NotPermitted: for a conflicted coordinator, or the expert themselves.
    :raises TextHeldBack: when screening blocks, or a warning has no reason.
    :raises WordsHeldBack: when it says who answered, or where they work.
    """
    question = lock_question(question, version=version)
    require(permissions.can_release(actor, question))
    require_transition(transitions.QUESTION, "release_answer", question.status)
    assignment = _assignment_under_review(question)
    answer = assignment.answer
    given = {f"{kept['type']}:{kept['phrase']}": kept["why"] for kept in answer.justifications}
    check_texts([text], {**given, **(reasons or {})})
    desk_words.check_release(text, assignment)
    answer.released_text, answer.released_at, answer.released_by = text, now, actor
    answer.save(update_fields=["released_text", "released_at", "released_by"])
    before = move_assignment(assignment, "complete", ended_at=now)
    record(
        "complete", question=question, assignment=assignment, actor=actor, now=now, before=before
    )
    before = move_question(
        question,
        "release_answer",
        now=now,
        answer=answer,
        answered_at=now,
        first_answered_at=question.first_answered_at or now,
        review_by=None,
        **clocks.closing(now=now),
    )
    record("release_answer", question=question, actor=actor, now=now, before=before)
    key = f"{question.public_id}:{question.version}"
    tell.tell_asker(question, "ask_answered", key=key, now=now)
    tell.tell_expert(assignment, "expert_answer_released", now=now)
    return answer


def plain_lines(text: str) -> str:
    """The words as they are compared: browsers end lines in two ways."""
    return text.replace("\r\n", "\n").strip()


def _assignment_under_review(question: Question) -> Assignment:
    return (
        question.assignments.select_for_update(of=("self",))
        .filter(status=AssignmentStatus.SUBMITTED)
        .select_related("answer")
        .get()
    )
