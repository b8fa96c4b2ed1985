"""Ask an expert: by a coordinator's hand, or as the next of the ranking."""

from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from askexpert import candidates, clocks, permissions
from askexpert import notifications as tell
from askexpert.candidates import Exclusion
from askexpert.enums import AssignmentStatus, QuestionStatus, Refused
from askexpert.errors import ExpertNotEligible
from askexpert.matching.exclusions import NO_OVERRIDE
from askexpert.matching.values import Override, Suggestion
from askexpert.models import Assignment, ExpertAvailability, FollowUp, JointDecision, Question
from askexpert.workflow.steps import lock_question, record
from network.workflows import Decision, NotPermitted, TransitionNotAllowed, require


class Refusal(NamedTuple):
    """A label of why nobody more is asked, and words for the desk."""

    code: str
    words: str


TWO_ASKED = Refusal(
    Refused.TWO_ASKED,
    "Two people have been asked already. When one answers or the time is over, you can ask "
    "another.",
)
THREE_WAVES = Refusal(
    Refused.THREE_WAVES,
    "Three rounds of people have been asked. Say that nobody was found; then you can look again.",
)
OWN = Decision(False, "You cannot ask yourself: another coordinator decides on that.")


def invite(
    *,
    question: Question,
    expert,
    actor,
    now: datetime,
    version: int | None = None,
    decision: JointDecision | None = None,
) -> Assignment:
    """Ask one expert. Every guard runs; the ranking's reasons are kept with the ask. Pressed twice,
    they are asked once.

    ``decision`` is two coordinators' agreement to set area or nation aside for this expert: the
    second of them asks on behalf of the first. When a guard forbids the match, or a limit that
    anybody more is asked, the attempt is recorded, and only then the refusal is raised: the record
    stays. So is a try to ask oneself.

    :raises NotPermitted: unless a coordinator without a tie, and for asking oneself.
    :raises ExpertNotEligible: when an exclusion applies, two invitations are open already, or
        three waves have been asked.
    :raises TransitionNotAllowed: when the question is not looking for an expert.
    """
    with transaction.atomic():
        question = lock_question(question, version=version)
        require(permissions.can_coordinate(actor, question))
        if question.status != QuestionStatus.MATCHING:
            raise TransitionNotAllowed("invite", question.status)
        asked = question.assignments.filter(status=AssignmentStatus.INVITED, invited_by=actor)
        if (known := asked.filter(expert=expert).first()) is not None:
            return known
        override = override_by(decision, question, expert)
        if expert.pk == actor.pk:
            refused = NotPermitted(OWN)
            record_refusal(question, expert, actor=actor, now=now, reason=Refused.OWN)
        elif excluded := _excluded(question, expert, now=now, override=override):
            refused = ExpertNotEligible(excluded.code, excluded.words)
            record_refusal(question, expert, actor=actor, now=now, reason=excluded.code)
        elif limit := no_more_asks(question):
            refused = ExpertNotEligible(*limit)
            record_refusal(question, expert, actor=actor, now=now, reason=limit.code)
        else:
            _take_place(question)
            return write_invitation(
                question,
                expert,
                actor=actor,
                now=now,
                wave=wave_with_room(question),
                suggestion=candidates.suggestion_for(question, expert, now=now, override=override),
                decision=decision,
            )
    raise refused


def _excluded(question: Question, expert, *, now: datetime, override: Override) -> Exclusion | None:
    """Which guard is in the way, once the expert's availability is held."""
    lock_experts([expert.pk])
    return candidates.exclusion_of(question, expert, now=now, override=override)


def record_refusal(question: Question, expert, *, actor, now: datetime, reason: str) -> None:
    """Keep that somebody tried to have this expert asked, and which rule forbade it."""
    record(
        "refuse_invitation",
        question=question,
        actor=actor,
        now=now,
        before=question.status,
        reason=reason,
        about=expert,
    )


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


def asks_of_search(question: Question) -> list[Assignment]:
    """The asks of the search that goes on now."""
    since = question.search_started_at
    asks = question.assignments.all()
    return [ask for ask in asks if since is None or ask.invited_at >= since]


def has_room(question: Question) -> bool:
    """Whether fewer than two people are asked at this moment."""
    asked = [ask for ask in question.assignments.all() if ask.status == AssignmentStatus.INVITED]
    return len(asked) < clocks.LIVE_INVITATIONS


def no_more_asks(question: Question) -> Refusal | None:
    """Why nobody more can be asked by hand just now, whoever it is; ``None`` when somebody can.

    The desk asks this too, so that it offers no step that would be refused.
    """
    if not has_room(question):
        return TWO_ASKED
    return THREE_WAVES if wave_with_room(question) is None else None


def wave_with_room(question: Question) -> int | None:
    """The first wave of this search in which fewer than two people were asked: that of whom a
    coordinator picks."""
    waves = [ask.wave for ask in asks_of_search(question)]
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
    record(
        "invite",
        question=question,
        assignment=assignment,
        actor=actor,
        now=now,
        before="",
        on_behalf_of=decision.proposed_by if decision is not None else None,
    )
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
