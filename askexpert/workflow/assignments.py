"""The verbs of an ask: invite, accept, decline, hand back, expire."""

from datetime import datetime

from django.db import transaction

from askexpert import candidates, permissions, transitions
from askexpert import notifications as tell
from askexpert.enums import AssignmentStatus, DeclineReason, QuestionStatus
from askexpert.errors import ExpertNotEligible
from askexpert.matching.exclusions import NO_OVERRIDE
from askexpert.matching.values import Override
from askexpert.models import Answer, Assignment, JointDecision, Question
from askexpert.workflow.cancelling import cancel_live_assignments
from askexpert.workflow.steps import (
    lock_assignment,
    lock_question,
    move_assignment,
    move_question,
    record,
)
from network.workflows import TransitionNotAllowed, require, require_transition
from network.working_days import after_working_days

RESPOND_DAYS = 3
ANSWER_DAYS = 7
LIVE_INVITATIONS = 2


def invite(
    *,
    question: Question,
    expert,
    actor,
    now: datetime,
    version: int | None = None,
    decision: JointDecision | None = None,
) -> Assignment:
    """Ask one expert. Every guard runs; the ranking's reasons are kept with the ask.

    ``decision`` is two coordinators' agreement to set area or nation aside for this expert. When a
    guard forbids the match, the attempt is recorded, and only then the refusal is raised: the
    record stays.

    :raises ExpertNotEligible: when an exclusion applies, or two invitations are open already.
    :raises TransitionNotAllowed: when the question is not looking for an expert.
    """
    with transaction.atomic():
        question = lock_question(question, version=version)
        require(permissions.can_coordinate(actor, question))
        if question.status != QuestionStatus.MATCHING:
            raise TransitionNotAllowed("invite", question.status)
        override = _override_by(decision, question, expert)
        excluded = candidates.exclusion_of(question, expert, now=now, override=override)
        if excluded is None:
            return _write_invitation(question, expert, actor=actor, now=now, decision=decision)
        record(
            "refuse_invitation",
            question=question,
            actor=actor,
            now=now,
            before=question.status,
            reason=excluded.code,
            about=expert,
        )
    raise ExpertNotEligible(excluded.code, excluded.words)


def _override_by(decision: JointDecision | None, question: Question, expert) -> Override:
    """What the decision sets aside, if it is about this question and this expert."""
    if decision is None:
        return NO_OVERRIDE
    if (decision.question_id, decision.expert_id) != (question.pk, expert.pk):
        return NO_OVERRIDE
    return decision.override


def _write_invitation(
    question, expert, *, actor, now: datetime, decision: JointDecision | None
) -> Assignment:
    if question.assignments.filter(status=AssignmentStatus.INVITED).count() >= LIVE_INVITATIONS:
        raise ExpertNotEligible(
            "two_invitations", "Two people have been asked already. Wait for one of them."
        )
    override = _override_by(decision, question, expert)
    suggestion = candidates.suggestion_for(question, expert, now=now, override=override)
    assignment = Assignment.objects.create(
        question=question,
        expert=expert,
        invited_by=actor,
        invited_at=now,
        respond_by=after_working_days(now, RESPOND_DAYS, _nation_of(expert)),
        decision=decision,
        score=suggestion.score if suggestion else None,
        reasons=list(suggestion.reasons) if suggestion else [],
        weights=candidates.weights_as_stored(),
    )
    record("invite", question=question, assignment=assignment, actor=actor, now=now, before="")
    topics = ", ".join(topic.name.lower() for topic in question.topics.all()) or "general practice"
    tell.tell_expert(assignment, "expert_invited", now=now, detail=topics)
    return assignment


def accept(*, assignment: Assignment, actor, now: datetime) -> Assignment:
    """Say yes. Every guard runs again; other open invitations end kindly.

    When a guard now forbids the match, the ask is recorded as conflicted, the coordinators are
    told, and only then the refusal is raised: the record stays.

    :raises ExpertNotEligible: when an exclusion has come up since the invitation.
    :raises TransitionNotAllowed: when the ask is over, or somebody else was first.
    """
    with transaction.atomic():
        question, assignment = lock_assignment(assignment)
        require(permissions.can_answer(actor, assignment))
        require_transition(transitions.ASSIGNMENT, "accept", assignment.status)
        require_transition(transitions.QUESTION, "start_answering", question.status)
        override = _override_by(assignment.decision, question, actor)
        excluded = candidates.exclusion_of(
            question, actor, now=now, accepting=assignment, override=override
        )
        if excluded is None:
            _write_acceptance(question, assignment, actor=actor, now=now)
            return assignment
        _write_conflict(question, assignment, actor=None, now=now, label=excluded.code)
    raise ExpertNotEligible(excluded.code, excluded.words)


def _write_acceptance(question, assignment, *, actor, now: datetime) -> None:
    before = move_assignment(
        assignment,
        "accept",
        accepted_at=now,
        answer_by=after_working_days(now, ANSWER_DAYS, _nation_of(actor)),
    )
    record("accept", question=question, assignment=assignment, actor=actor, now=now, before=before)
    before = move_question(question, "start_answering", now=now)
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
    tell.tell_coordinators(question, "desk_conflict_found", key=str(assignment.public_id), now=now)


@transaction.atomic
def decline_invitation(
    *, assignment: Assignment, actor, now: datetime, reason: str, note: str = ""
) -> Assignment:
    """Say no, with a reason; declining never counts against anybody.

    A declared conflict is recorded as such. ``note`` reaches the coordinator only.
    """
    question, assignment = lock_assignment(assignment)
    require(permissions.can_answer(actor, assignment))
    if reason == DeclineReason.CONFLICT:
        require_transition(transitions.ASSIGNMENT, "find_conflict", assignment.status)
        assignment.decline_reason, assignment.note_to_coordinator = reason, note
        assignment.save(update_fields=["decline_reason", "note_to_coordinator"])
        _write_conflict(question, assignment, actor=actor, now=now, label=reason)
        return assignment
    before = move_assignment(
        assignment,
        "decline_invitation",
        decline_reason=reason,
        note_to_coordinator=note,
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
    return assignment


@transaction.atomic
def hand_back(*, assignment: Assignment, actor, now: datetime, note: str = "") -> Assignment:
    """Give an accepted question back. What was drafted stays for the coordinator to see."""
    question, assignment = lock_assignment(assignment)
    require(permissions.can_answer(actor, assignment))
    _write_hand_back(question, assignment, actor=actor, now=now, note=note)
    return assignment


@transaction.atomic
def end_ask_of_departed(assignment: Assignment, *, now: datetime) -> Assignment:
    """End the accepted ask of an expert who has left, as if they had handed it back."""
    question, assignment = lock_assignment(assignment)
    _write_hand_back(question, assignment, actor=None, now=now, note="")
    return assignment


def _write_hand_back(question, assignment, *, actor, now: datetime, note: str) -> None:
    before = move_assignment(assignment, "hand_back", note_to_coordinator=note, ended_at=now)
    record(
        "hand_back", question=question, assignment=assignment, actor=actor, now=now, before=before
    )
    before = move_question(question, "resume_matching", now=now)
    record("resume_matching", question=question, actor=actor, now=now, before=before)
    key = str(assignment.public_id)
    tell.tell_asker(question, "ask_expert_gone", key=key, now=now)
    tell.tell_coordinators(question, "desk_handed_back", key=key, now=now)


@transaction.atomic
def expire(*, assignment: Assignment, now: datetime) -> bool:
    """End an invitation whose time to reply has passed; return whether there was one to end."""
    question, assignment = lock_assignment(assignment)
    if assignment.status != AssignmentStatus.INVITED or assignment.respond_by > now:
        return False
    before = move_assignment(assignment, "expire", ended_at=now)
    record("expire", question=question, assignment=assignment, actor=None, now=now, before=before)
    tell.tell_expert(assignment, "expert_expired", now=now)
    tell.tell_coordinators(
        question, "desk_invitation_expired", key=str(assignment.public_id), now=now
    )
    return True


def _nation_of(user) -> str:
    profile = getattr(user, "profile", None)
    return profile.nation.slug if profile is not None and profile.nation else "england"
