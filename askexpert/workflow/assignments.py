"""The verbs of whoever is asked: accept, decline, hand back."""

from datetime import datetime

from django.db import transaction

from askexpert import candidates, clocks, desk_words, permissions, transitions
from askexpert import notifications as tell
from askexpert.enums import ENGAGED_ASSIGNMENT, AssignmentStatus, DeclineReason, QuestionStatus
from askexpert.errors import ExpertNotEligible, SomebodyWasFaster
from askexpert.models import Answer, Assignment, Question
from askexpert.screening import without_blocked
from askexpert.workflow.cancelling import cancel_live_assignments
from askexpert.workflow.inviting import override_by
from askexpert.workflow.searching import ask_in_place_of, resume
from askexpert.workflow.steps import (
    lock_assignment,
    move_assignment,
    move_question,
    record,
)
from askexpert.workflow.willingness import say_still_willing
from network.workflows import require, require_transition

# Guards that say nothing about the asker: whoever is in their way has no tie.
ABOUT_THE_EXPERT = frozenset(
    {"paused", "at_capacity", "not_consenting", "opted_out", "not_verified", "suspended"}
)


def accept(*, assignment: Assignment, actor, now: datetime) -> Assignment:
    """Say yes. Every guard runs again; other open invitations end kindly. A pause after silence is
    over with it.

    When a guard now forbids the match, the ask is recorded as conflicted, the coordinators are
    told, the next person is asked, and only then the refusal is raised: the record stays.

    :raises ExpertNotEligible: when an exclusion has come up since the invitation.
    :raises SomebodyWasFaster: when another expert has accepted.
    :raises TransitionNotAllowed: when the ask is over.
    """
    with transaction.atomic():
        question, assignment = lock_assignment(assignment)
        require(permissions.is_asked(actor, assignment))
        _require_open(question, assignment)
        # Who says yes is not silent any more: the pause ends before the guards look at it.
        say_still_willing(expert=actor, now=now)
        override = override_by(assignment.decision, question, actor)
        excluded = candidates.exclusion_of(
            question, actor, now=now, accepting=assignment, override=override
        )
        if excluded is None:
            _write_acceptance(question, assignment, actor=actor, now=now)
            return assignment
        _write_conflict(question, assignment, actor=None, now=now, label=excluded.code)
    raise ExpertNotEligible(excluded.code, excluded.words)


def _require_open(question: Question, assignment: Assignment) -> None:
    """The ask waits for a yes, and so does its question: in a search, or about a follow-up."""
    if assignment.status == AssignmentStatus.CANCELLED and _is_taken(question):
        raise SomebodyWasFaster("accept", assignment.status)
    require_transition(transitions.ASSIGNMENT, "accept", assignment.status)
    if not _waits_for_follow_up(question, assignment):
        require_transition(transitions.QUESTION, "start_answering", question.status)


def _is_taken(question: Question) -> bool:
    return question.assignments.filter(status__in=ENGAGED_ASSIGNMENT).exists()


def _waits_for_follow_up(question: Question, assignment: Assignment) -> bool:
    return question.status == QuestionStatus.ANSWERING and assignment.follow_up_id is not None


def _write_acceptance(question, assignment, *, actor, now: datetime) -> None:
    before = move_assignment(
        assignment, "accept", accepted_at=now, **clocks.answering(actor, now=now)
    )
    record("accept", question=question, assignment=assignment, actor=actor, now=now, before=before)
    if not _waits_for_follow_up(question, assignment):
        before = move_question(question, "start_answering", now=now, invite_by=None)
        record("start_answering", question=question, actor=None, now=now, before=before)
    Answer.objects.create(question=question, assignment=assignment, saved_at=now)
    cancel_live_assignments(question, actor=None, now=now, keep=assignment)
    key = str(assignment.public_id)
    tell.tell_asker(question, "ask_accepted", key=key, now=now)
    tell.tell_coordinators(question, "desk_accepted", key=key, now=now)


def _write_conflict(question, assignment, *, actor, now: datetime, label: str) -> None:
    before = move_assignment(assignment, "find_conflict", ended_at=now)
    record(
        "find_conflict",
        question=question,
        assignment=assignment,
        actor=actor,
        now=now,
        before=before,
        reason=label,
    )
    kind = "desk_not_possible" if label in ABOUT_THE_EXPERT else "desk_conflict_found"
    tell.tell_coordinators(question, kind, key=str(assignment.public_id), now=now)
    ask_in_place_of(assignment, question, now=now)


@transaction.atomic
def decline_invitation(
    *,
    assignment: Assignment,
    actor,
    now: datetime,
    reason: str,
    note: str = "",
    colleague: str = "",
) -> Assignment:
    """Say no, with a reason; declining never counts against anybody. The next person is asked.

    A declared conflict is recorded as such. ``note`` and ``colleague``, whom the expert would ask
    instead, reach the coordinator only.

    :raises WordsHeldBack: when the note identifies somebody. A colleague is named on purpose.
    """
    question, assignment = lock_assignment(assignment)
    require(permissions.is_asked(actor, assignment))
    desk_words.check(note)
    if reason == DeclineReason.CONFLICT:
        require_transition(transitions.ASSIGNMENT, "find_conflict", assignment.status)
        assignment.decline_reason, assignment.note_to_coordinator = reason, note
        assignment.colleague = colleague
        assignment.save(update_fields=["decline_reason", "note_to_coordinator", "colleague"])
        _write_conflict(question, assignment, actor=actor, now=now, label=reason)
        return assignment
    before = move_assignment(
        assignment,
        "decline_invitation",
        decline_reason=reason,
        note_to_coordinator=note,
        colleague=colleague,
        ended_at=now,
    )
    record(
        "decline_invitation",
        question=question,
        assignment=assignment,
        actor=actor,
        now=now,
        before=before,
        reason=reason,
    )
    tell.tell_coordinators(
        question, "desk_invitation_declined", key=str(assignment.public_id), now=now
    )
    ask_in_place_of(assignment, question, now=now)
    return assignment


@transaction.atomic
def hand_back(*, assignment: Assignment, actor, now: datetime, note: str = "") -> Assignment:
    """Give an accepted question back; a new search begins and the next person is asked.

    What was drafted stays for the coordinator to see, without what would identify somebody.

    :raises WordsHeldBack: when the note identifies somebody.
    """
    question, assignment = lock_assignment(assignment)
    require(permissions.is_asked(actor, assignment))
    desk_words.check(note)
    write_hand_back(question, assignment, actor=actor, now=now, note=note)
    return assignment


@transaction.atomic
def end_ask_of_departed(assignment: Assignment, *, now: datetime) -> Assignment:
    """End the accepted ask of an expert who has left, as if they had handed it back."""
    question, assignment = lock_assignment(assignment)
    write_hand_back(question, assignment, actor=None, now=now)
    return assignment


def write_hand_back(
    question: Question, assignment: Assignment, *, actor, now: datetime, note: str = ""
) -> None:
    """End a locked ask that was accepted, and look for somebody else.

    The draft goes to the coordinators unfinished, and perhaps with nobody there who could change
    it: whatever would hold back a text that is sent is left out.
    """
    before = move_assignment(assignment, "hand_back", note_to_coordinator=note, ended_at=now)
    answer = Answer.objects.get(assignment=assignment)
    answer.draft = without_blocked(answer.draft)
    answer.save(update_fields=["draft"])
    record(
        "hand_back",
        question=question,
        assignment=assignment,
        actor=actor,
        now=now,
        before=before,
        on_behalf_of=assignment.expert if actor is None else None,
    )
    key = str(assignment.public_id)
    tell.tell_coordinators(question, "desk_handed_back", key=key, now=now)
    resume(question, actor=actor, now=now)
