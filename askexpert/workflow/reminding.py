"""What is said before something ends, and once when something is late.

Each verb locks its row, looks again whether the message is due, writes that it was sent, and
returns whether it was: several machines send it once. The messages say a date and nothing else.
"""

from datetime import datetime

from django.db import transaction
from django.utils.formats import date_format

from askexpert import clocks, permissions
from askexpert import notifications as tell
from askexpert.clocks import Lateness, Reminder
from askexpert.models import Assignment, Question
from askexpert.workflow.steps import lock_assignment, lock_question, record
from network.workflows import TransitionNotAllowed, require
from network.working_days import LONDON


@transaction.atomic
def remind(*, row: Question | Assignment, reminder: Reminder, now: datetime) -> bool:
    """Remind whoever's turn it is of what will end, once.

    When the reminder comes late, because no clock ran, the end moves: at least one working day
    lies between the two. An answer's other dates move with it.
    """
    question, ask = _locked(row)
    row = ask or question
    if not reminder.is_due(row, now):
        return False
    nation = clocks.nation_of_row(row)
    planned, earliest = getattr(row, reminder.ends), clocks.notice(now, nation)
    ends = earliest if planned is None else max(planned, earliest)
    changed = {reminder.sent: now}
    if ends != planned:
        changed[reminder.ends] = ends
        if reminder.ends == "answer_by":
            changed["lapse_by"] = clocks.lapse_by(ends, nation)
    for name, value in changed.items():
        setattr(row, name, value)
    row.save(update_fields=list(changed))
    record(
        "remind",
        question=question,
        assignment=ask,
        actor=None,
        now=now,
        before=row.status,
        reason=reminder.code,
    )
    day = date_format(ends.astimezone(LONDON), "l j F")
    if ask is not None:
        tell.tell_expert(ask, reminder.kind, now=now, detail=day, occasion=day)
    else:
        key = f"{question.public_id}:{question.version}"
        tell.tell_asker(question, reminder.kind, key=key, now=now, detail=day)
    return True


def _locked(row: Question | Assignment) -> tuple[Question, Assignment | None]:
    if isinstance(row, Assignment):
        return lock_assignment(row)
    return lock_question(row), None


@transaction.atomic
def say_late(*, question: Question, lateness: Lateness, now: datetime) -> bool:
    """Tell the desk once that something which is its turn is late."""
    question = lock_question(question)
    if not lateness.is_due(question, now):
        return False
    setattr(question, lateness.told, now)
    question.save(update_fields=[lateness.told])
    record(
        lateness.action,
        question=question,
        actor=None,
        now=now,
        before=question.status,
        reason=lateness.code,
    )
    tell_desk = tell.tell_leads if lateness.to_leads else tell.tell_coordinators
    # A clock that begins anew without a step of the question is late on another day.
    by = getattr(question, lateness.by)
    key = f"{question.public_id}:{question.version}:{by.isoformat()}"
    tell_desk(question, lateness.kind, key=key, now=now)
    return True


@transaction.atomic
def mark_seen(*, question: Question, actor, now: datetime) -> bool:
    """A safeguarding lead says that they have seen a question that was given to them; the first
    one counts, and stops the clock.

    :raises NotPermitted: for anybody but a safeguarding lead, or if they asked it themselves.
    :raises TransitionNotAllowed: when the question is not with the leads.
    """
    question = lock_question(question)
    require(permissions.can_lead_safeguarding(actor, question))
    if not question.waits_for_lead:
        raise TransitionNotAllowed("mark_seen", question.status)
    if question.seen_at is not None:
        return False
    question.seen_at = now
    question.save(update_fields=["seen_at"])
    record("mark_seen", question=question, actor=actor, now=now, before=question.status)
    return True
