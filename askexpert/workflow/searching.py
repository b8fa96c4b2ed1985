"""A search for somebody who answers: it begins, asks the next person, and ends without anybody.

A place is where one person at a time is asked; a search has at most two. When whoever is asked in
a place cannot answer, the next of a fresh ranking is asked there, one wave later; after three
waves nobody more is. Whoever was asked about a question once is never asked about it again.

Ranking takes time that nobody who declines should wait for. The place is marked in the same
transaction; a worker, or the next ``run_due`` where the worker's task was lost, asks the next
person and takes the mark away.
"""

from datetime import datetime

from django.db import transaction

from askexpert import candidates, clocks, permissions
from askexpert import notifications as tell
from askexpert.enums import LIVE, QuestionStatus
from askexpert.expert_index import IndexNotReadyError
from askexpert.models import Assignment, JointDecision, OpenQuestion, Question
from askexpert.models.decision import DecisionStatus
from askexpert.tasks import ask_next_person
from askexpert.workflow.cancelling import cancel_live_assignments
from askexpert.workflow.inviting import (
    asks_of_search,
    has_room,
    lock_experts,
    wave_with_room,
    write_invitation,
)
from askexpert.workflow.steps import lock_assignment, lock_question, move_question, record
from network.workflows import TransitionNotAllowed, require

# The best of the ranking that are looked at for one place: the first may just have been asked
# about something else.
TRIED = 5


def ask_in_place_of(assignment: Assignment, question: Question, *, now: datetime) -> None:
    """What follows when a locked ask has ended without a yes.

    In a search: the next person is asked in that place. About a follow-up question, while it waits
    for whoever answered before: a search begins, with somebody else.
    """
    if question.status == QuestionStatus.MATCHING:
        _leave_to_worker(assignment, question, wave=assignment.wave + 1, now=now)
    elif question.status == QuestionStatus.ANSWERING and assignment.follow_up_id is not None:
        resume(question, actor=None, now=now)


def resume(question: Question, *, actor, now: datetime) -> None:
    """Look for somebody else when whoever was to answer a locked question cannot: a new search,
    whose first person is asked by the site."""
    before = move_question(question, "resume_matching", now=now, **clocks.search(question, now=now))
    record("resume_matching", question=question, actor=actor, now=now, before=before)
    key = f"{question.public_id}:{question.version}"
    tell.tell_asker(question, "ask_expert_gone", key=key, now=now)
    latest = question.assignments.order_by("-invited_at", "-pk").first()
    _leave_to_worker(latest, question, wave=1, now=now)


def ask_next_if_waiting(question: Question, *, now: datetime) -> None:
    """Ask the next person when the search of a locked question has begun and nobody is asked."""
    if question.status != QuestionStatus.MATCHING or question.assignments.live().exists():
        return
    last = max(asks_of_search(question), key=lambda ask: (ask.wave, ask.pk), default=None)
    if last is not None:
        _leave_to_worker(last, question, wave=last.wave + 1, now=now)


def _leave_to_worker(
    assignment: Assignment, question: Question, *, wave: int, now: datetime
) -> None:
    """Have the next person asked in the place of a locked ask; at once where nobody is ranked."""
    if wave > clocks.WAVES or not question.invites_next:
        _ask_next(question, wave=wave, now=now)
        return
    assignment.next_wave, assignment.next_of_search = wave, question.search_started_at
    assignment.save(update_fields=["next_wave", "next_of_search"])
    ask_next_person.enqueue(assignment.pk, now.isoformat())


@transaction.atomic
def ask_next(*, assignment: Assignment, now: datetime) -> bool:
    """Ask the next person in a place that is marked, and take the mark away; whether it was due.

    Where the search is over or another has begun, or a coordinator has asked somebody, nobody is
    asked.

    :raises IndexNotReadyError: when nobody can be ranked yet; the mark stays.
    """
    question, assignment = lock_assignment(assignment)
    wave, search = assignment.next_wave, assignment.next_of_search
    if wave is None:
        return False
    assignment.next_wave = assignment.next_of_search = None
    assignment.save(update_fields=["next_wave", "next_of_search"])
    if question.status != QuestionStatus.MATCHING or question.search_started_at != search:
        return False
    _ask_next(question, wave=wave, now=now)
    return True


def _ask_next(question: Question, *, wave: int, now: datetime) -> None:
    """Ask the best who may be asked; when there is nobody more and nobody is asked, say so.

    A coordinator who invites by hand gets a new day for it instead.
    """
    if wave <= clocks.WAVES and question.invites_next and _invite_best(question, wave, now=now):
        return
    if question.assignments.live().exists():
        return
    if not question.invites_next and wave_with_room(question) is not None:
        dates = clocks.search(question, now=now)
        question.invite_by = dates["invite_by"]
        question.invite_reminded_at = None
        question.save(update_fields=["invite_by", "invite_reminded_at"])
        return
    write_unmatched(question, actor=None, now=now)


def _invite_best(question: Question, wave: int, *, now: datetime) -> Assignment | None:
    """Invite the first of a fresh ranking whom no guard forbids at this moment.

    The ranking is not padded: whoever is below the threshold is not in it, nor is anybody for whom
    nothing but their texts speaks. Nobody is invited where two people are asked already.
    """
    if not has_room(question):
        return None
    best = candidates.shortlist(question, now=now, limit=TRIED, on_text_alone=False)
    if not best.is_ready:
        raise IndexNotReadyError
    lock_experts([candidate.user.pk for candidate in best.candidates])
    for candidate in best.candidates:
        if candidates.exclusion_of(question, candidate.user, now=now) is None:
            return write_invitation(
                question,
                candidate.user,
                actor=None,
                now=now,
                wave=wave,
                suggestion=candidate.suggestion,
            )
    return None


def write_unmatched(question: Question, *, actor, now: datetime, words: str = "") -> None:
    """Nobody was found for a locked question: the asker is told once, with choices and with
    ``words``, and the coordinators once, unless one of them has said it."""
    dates = clocks.unmatched(question, now=now)
    if OpenQuestion.objects.open().filter(question=question).exists():
        dates |= clocks.UNMATCHED_STOPPED
    before = move_question(question, "mark_unmatched", now=now, reason=words, **dates)
    record("mark_unmatched", question=question, actor=actor, now=now, before=before)
    cancel_live_assignments(question, actor=actor, now=now)
    key = f"{question.public_id}:{question.version}"
    tell.tell_asker(question, "ask_unmatched", key=key, now=now)
    if actor is None:
        tell.tell_coordinators(question, "desk_unmatched", key=key, now=now)


@transaction.atomic
def find_nobody(*, question: Question, now: datetime) -> bool:
    """Say that nobody was found, when nobody fits who may be asked; whether that was so.

    Looked at once when a search has begun, and once more when its first invitation is late; a
    search that was widened only then, since whoever chose it has the day to set a rule aside.
    A proposal to do so waits for its second person first.
    """
    question = lock_question(question)
    if not clocks.looks_for_nobody(question, now) or _is_somebody_in_sight(question):
        return False
    best = candidates.shortlist(question, now=now, limit=1)
    if not best.is_ready:
        return False
    if not best.candidates:
        write_unmatched(question, actor=None, now=now)
        return True
    question.eligible_seen_at = now
    question.save(update_fields=["eligible_seen_at"])
    return False


def _is_somebody_in_sight(question: Question) -> bool:
    """Somebody is asked now, the next person is about to be, or one is proposed to a second
    coordinator."""
    if question.assignments.live().exists():
        return True
    proposed = JointDecision.objects.filter(
        question=question, kind__startswith="override", status=DecisionStatus.PROPOSED
    )
    return question.assignments.filter(next_wave__isnull=False).exists() or proposed.exists()


@transaction.atomic
def choose_inviting(*, question: Question, actor, now: datetime, by_itself: bool) -> Question:
    """Say whether the site asks the next person by itself when somebody cannot answer.

    Switched on while nobody is asked any more, it asks the next person at once.

    :raises NotPermitted: unless a coordinator without a tie.
    :raises TransitionNotAllowed: when the question is over.
    """
    question = lock_question(question)
    require(permissions.can_coordinate(actor, question))
    if question.status not in LIVE:
        raise TransitionNotAllowed("choose_inviting", question.status)
    if question.invites_next == by_itself:
        return question
    question.invites_next = by_itself
    question.save(update_fields=["invites_next"])
    record(
        "choose_inviting",
        question=question,
        actor=actor,
        now=now,
        before=question.status,
        reason="by_itself" if by_itself else "by_hand",
    )
    if by_itself:
        ask_next_if_waiting(question, now=now)
    return question
