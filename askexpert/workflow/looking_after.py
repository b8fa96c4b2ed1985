"""Which coordinator looks after a question."""

from datetime import datetime

from django.db import transaction

from askexpert import notifications as tell
from askexpert import permissions
from askexpert.enums import LIVE
from askexpert.models import Question
from askexpert.workflow.steps import lock_question, record
from network.workflows import TransitionNotAllowed, require


@transaction.atomic
def take_over(*, question: Question, actor, now: datetime) -> Question:
    """Make the actor the question's coordinator; who was it before is told. No status changes.

    :raises NotPermitted: for a coordinator with a tie to the asker.
    :raises TransitionNotAllowed: when the question has ended.
    """
    question = lock_question(question)
    require(permissions.can_coordinate(actor, question))
    if question.status not in LIVE:
        raise TransitionNotAllowed("take_over", question.status)
    before = question.coordinator
    if before == actor:
        return question
    question.coordinator = actor
    question.save(update_fields=["coordinator"])
    record("take_over", question=question, actor=actor, now=now, before=question.status)
    if before is not None and permissions.can_coordinate(before, question):
        key = f"{question.public_id}:{actor.public_id}:{now.isoformat()}"
        tell.tell_of_decision([before], "desk_taken_over", key=key, url=question.desk_url, now=now)
    return question
