"""A follow-up question goes to whoever answered last, before anybody else."""

from datetime import datetime

from askexpert import candidates, clocks
from askexpert import notifications as tell
from askexpert.models import Assignment, FollowUp, Question
from askexpert.workflow.inviting import override_by
from askexpert.workflow.steps import record

ANSWERED_BEFORE = "answered before"


def ask_whoever_answered(
    question: Question, follow_up: FollowUp, *, now: datetime
) -> Assignment | None:
    """Ask who answered a locked question last, by an invitation of its own; ``None`` where they
    have left, or a guard now forbids it.

    What two coordinators have set aside for this expert holds for the question, not for one ask.
    """
    earlier = question.answer.assignment
    expert = earlier.expert
    excluded = candidates.exclusion_of(
        question,
        expert,
        now=now,
        accepting=earlier,
        override=override_by(earlier.decision, question, expert),
    )
    if excluded is not None:
        return None
    assignment = Assignment.objects.create(
        question=question,
        expert=expert,
        follow_up=follow_up,
        decision=earlier.decision,
        reasons=[ANSWERED_BEFORE],
        **clocks.reply(expert, now=now),
    )
    record("invite", question=question, assignment=assignment, actor=None, now=now, before="")
    topics = ", ".join(topic.name.lower() for topic in question.topics.all()) or "general practice"
    tell.tell_expert(assignment, "expert_follow_up", now=now, detail=topics)
    return assignment
