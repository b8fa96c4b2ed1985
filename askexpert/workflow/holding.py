"""Legal holds: the words of a question are needed by law, so nothing takes them away meanwhile."""

from datetime import datetime

from django.db import transaction

from askexpert import desk_words, permissions
from askexpert.models import LegalHold, Question
from askexpert.workflow.steps import lock_question, record
from network.workflows import TransitionNotAllowed, decide, require


@transaction.atomic
def place_hold(*, question: Question, actor, now: datetime, reason: str) -> LegalHold:
    """Stop the clock of retention, with the duty as the reason. Placed twice, it is one hold.

    :raises NotPermitted: for everybody but safeguarding leads, and when the words are gone.
    :raises WordsHeldBack: when the reason, which stays in the records, identifies somebody.
    """
    question = lock_question(question)
    require(permissions.can_hold(actor, question))
    require(decide(question.anonymised_at is None, "The words are gone: nothing is left to keep."))
    hold = question.legal_holds.filter(lifted_at__isnull=True).first()
    if hold is not None:
        return hold
    desk_words.check(reason)
    hold = LegalHold.objects.create(
        question=question, reason=reason, placed_by=actor, placed_at=now
    )
    record("place_hold", question=question, actor=actor, now=now, before=question.status)
    return hold


@transaction.atomic
def lift_hold(*, question: Question, actor, now: datetime) -> LegalHold:
    """Let the clock run again. What is overdue goes at the next run.

    :raises NotPermitted: for everybody but safeguarding leads.
    :raises TransitionNotAllowed: when there is no hold.
    """
    question = lock_question(question)
    require(permissions.can_hold(actor, question))
    hold = question.legal_holds.filter(lifted_at__isnull=True).first()
    if hold is None:
        raise TransitionNotAllowed("lift_hold", question.status)
    hold.lifted_by, hold.lifted_at = actor, now
    hold.save(update_fields=["lifted_by", "lifted_at"])
    record("lift_hold", question=question, actor=actor, now=now, before=question.status)
    return hold
