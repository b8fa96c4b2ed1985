"""The asker's follow-up: up to two further questions about an answer, to whoever gave it."""

from datetime import datetime

from django.db import transaction

from askexpert import desk_words, permissions
from askexpert import notifications as tell
from askexpert.errors import StaleForm
from askexpert.models import FollowUp, Question
from askexpert.screening import check_texts
from askexpert.workflow.asking_again import ask_whoever_answered
from askexpert.workflow.searching import resume
from askexpert.workflow.steps import lock_question, move_question, record
from askexpert.workflow.triage import quarantine
from network.safeguarding.urgency import suggests_risk_now
from network.workflows import require


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
    they have left, or a guard now forbids it, the question looks for somebody else at once. Nobody
    reads a follow-up before they do; so where its words suggest that somebody is at risk now, the
    site gives it to the safeguarding leads, and nobody is asked.

    :raises NotPermitted: for anybody but the asker, after two rounds, or when the time is over.
    :raises StaleForm: when this round was asked with other words already.
    :raises TextHeldBack: when screening blocks, or a warning has no reason.
    :raises WordsHeldBack: when it says who asks, though the question was asked without a name.
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
    desk_words.check_words_of_asker(text, question)
    before = move_question(question, "follow_up", now=now, close_by=None)
    row = FollowUp.objects.create(
        question=question,
        round=len(asked) + 1,
        text=text,
        justifications=kept,
        asked_at=now,
    )
    record("follow_up", question=question, actor=actor, now=now, before=before)
    if suggests_risk_now(text):
        quarantine(question=question, actor=None, now=now, label="risk")
    elif ask_whoever_answered(question, row, now=now) is None:
        key = f"{question.public_id}:{question.version}"
        tell.tell_coordinators(question, "desk_follow_up", key=key, now=now)
        resume(question, actor=None, now=now)
    return row
