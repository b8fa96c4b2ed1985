"""Ask an expert: by a coordinator's hand, or as the next of the ranking."""

from datetime import datetime

from django.db import transaction

from askexpert import candidates, clocks, permissions
from askexpert import notifications as tell
from askexpert.enums import AssignmentStatus, QuestionStatus
from askexpert.errors import ExpertNotEligible
from askexpert.matching.exclusions import NO_OVERRIDE
from askexpert.matching.values import Override, Suggestion
from askexpert.models import Assignment, ExpertAvailability, FollowUp, JointDecision, Question
from askexpert.workflow.steps import lock_question, record
from network.workflows import TransitionNotAllowed, require


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

    :raises ExpertNotEligible: when an exclusion applies, two invitations are open already, or
        three waves have been asked.
    :raises TransitionNotAllowed: when the question is not looking for an expert.
    """
    with transaction.atomic():
        question = lock_question(question, version=version)
        require(permissions.can_coordinate(actor, question))
        if question.status != QuestionStatus.MATCHING:
            raise TransitionNotAllowed("invite", question.status)
        override = override_by(decision, question, expert)
        lock_experts([expert.pk])
        excluded = candidates.exclusion_of(question, expert, now=now, override=override)
        if excluded is None:
            _take_place(question)
            return write_invitation(
                question,
                expert,
                actor=actor,
                now=now,
                wave=free_wave(question),
                suggestion=candidates.suggestion_for(question, expert, now=now, override=override),
                decision=decision,
            )
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


def _take_place(question: Question) -> None:
    """Whom a coordinator asks by hand takes a place in which the next person was to be asked."""
    waiting = question.assignments.filter(next_wave__isnull=False).order_by("next_wave", "pk")
    place = waiting.first()
    if place is not None:
        place.next_wave = place.next_of_search = None
        place.save(update_fields=["next_wave", "next_of_search"])


def override_by(decision: JointDecision | None, question: Question, expert) -> Override:
    """What the decision sets aside, if it is about this question and this expert."""
    if decision is None:
        return NO_OVERRIDE
    if (decision.question_id, decision.expert_id) != (question.pk, expert.pk):
        return NO_OVERRIDE
    return decision.override


def lock_experts(keys: list[int]) -> None:
    """Hold the experts' availability until the transaction ends, always in the same order.

    Two questions that ask the same person at the same moment would otherwise both find room.
    """
    rows = ExpertAvailability.objects.select_for_update().filter(user__in=keys)
    list(rows.order_by("pk").values_list("pk", flat=True))


def asks_of_search(question: Question):
    """The asks of the search that goes on now."""
    asks = question.assignments.all()
    since = question.search_started_at
    return asks if since is None else asks.filter(invited_at__gte=since)


def free_wave(question: Question) -> int:
    """The wave of whom a coordinator picks: the first that has not had its two people.

    :raises ExpertNotEligible: when two people are asked now, or three waves have had theirs.
    """
    if question.assignments.filter(status=AssignmentStatus.INVITED).count() >= (
        clocks.LIVE_INVITATIONS
    ):
        raise ExpertNotEligible(
            "two_invitations", "Two people have been asked already. Wait for one of them."
        )
    wave = wave_with_room(question)
    if wave is None:
        raise ExpertNotEligible(
            "three_waves",
            "Three rounds of people have been asked. Say that nobody was found; then you can look "
            "again.",
        )
    return wave


def wave_with_room(question: Question) -> int | None:
    """The first wave of this search in which fewer than two people were asked."""
    waves = list(asks_of_search(question).values_list("wave", flat=True))
    for wave in range(1, clocks.WAVES + 1):
        if waves.count(wave) < clocks.LIVE_INVITATIONS:
            return wave
    return None


def write_invitation(
    question: Question,
    expert,
    *,
    actor,
    now: datetime,
    wave: int,
    suggestion: Suggestion | None,
    decision: JointDecision | None = None,
) -> Assignment:
    """Write the ask of a locked question, and tell the expert topic words and nothing else.

    Somebody who is asked in place of another about a follow-up question is asked about that.
    """
    assignment = Assignment.objects.create(
        question=question,
        expert=expert,
        invited_by=actor,
        wave=wave,
        follow_up=open_follow_up(question),
        decision=decision,
        score=suggestion.score if suggestion else None,
        reasons=list(suggestion.reasons) if suggestion else [],
        weights=candidates.weights_for(question).as_dict(),
        **clocks.reply(expert, now=now),
    )
    if question.invite_by is not None:
        question.invite_by = None
        question.save(update_fields=["invite_by"])
    record("invite", question=question, assignment=assignment, actor=actor, now=now, before="")
    topics = ", ".join(topic.name.lower() for topic in question.topics.all()) or "general practice"
    tell.tell_expert(assignment, "expert_invited", now=now, detail=topics)
    return assignment


def open_follow_up(question: Question) -> FollowUp | None:
    """The follow-up question that nobody has answered yet."""
    return (
        question.follow_ups.exclude(assignments__status=AssignmentStatus.COMPLETED)
        .order_by("-round")
        .first()
    )
