"""The asker's follow-up: up to two further questions about an answer, to whoever gave it."""

from datetime import datetime

from django.db import transaction

from askexpert import candidates, clocks, permissions
from askexpert import notifications as tell
from askexpert.errors import StaleForm
from askexpert.models import Assignment, FollowUp, Question
from askexpert.screening import check_texts
from askexpert.workflow.searching import resume
from askexpert.workflow.steps import lock_question, move_question, record
from network.workflows import require

ANSWERED_BEFORE = "answered before"


@transaction.atomic
def follow_up(
    *,
    question: Question,
    actor,
    now: datetime,
    text: str,
    number: int,
    reasons: dict[str, str] | None = None,
) -> FollowUp:
    """Ask on about the answer. ``number`` is the round that the form was made for, so that a form
    sent twice asks once.

    Whoever answered last is asked first, by an invitation of its own with a date to reply by. If
    they have left, or a guard now forbids it, the question looks for somebody else at once.

    :raises NotPermitted: for anybody but the asker, after two rounds, or when the time is over.
    :raises StaleForm: when this round was asked with other words already.
    :raises TextHeldBack: when screening blocks, or a warning has no reason.
    :raises TransitionNotAllowed: when there is no answer to ask about.
    """
    question = lock_question(question)
    require(permissions.can_edit_question(actor, question))
    require(permissions.can_ask(actor))
    asked = list(question.follow_ups.order_by("round"))
    if number <= len(asked):
        if asked[number - 1].text == text:
            return asked[number - 1]
        raise StaleForm("follow_up", question.status)
    require(permissions.may_follow_up(question, rounds=len(asked), now=now))
    kept = check_texts([text], reasons or {})
    before = move_question(question, "follow_up", now=now, close_by=None)
    row = FollowUp.objects.create(
        question=question,
        round=len(asked) + 1,
        text=text,
        justifications=kept,
        asked_at=now,
    )
    record("follow_up", question=question, actor=actor, now=now, before=before)
    _ask_the_same_expert(question, row, now=now)
    return row


def _ask_the_same_expert(question: Question, row: FollowUp, *, now: datetime) -> None:
    earlier = question.answer.assignment
    expert = earlier.expert
    if candidates.exclusion_of(question, expert, now=now, accepting=earlier) is not None:
        key = f"{question.public_id}:{question.version}"
        tell.tell_coordinators(question, "desk_follow_up", key=key, now=now)
        resume(question, actor=None, now=now)
        return
    assignment = Assignment.objects.create(
        question=question,
        expert=expert,
        follow_up=row,
        reasons=[ANSWERED_BEFORE],
        **clocks.reply(expert, now=now),
    )
    record("invite", question=question, assignment=assignment, actor=None, now=now, before="")
    topics = ", ".join(topic.name.lower() for topic in question.topics.all()) or "general practice"
    tell.tell_expert(assignment, "expert_follow_up", now=now, detail=topics)
