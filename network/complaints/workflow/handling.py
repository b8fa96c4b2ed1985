"""The verbs of whoever looks after a complaint, and of the clock."""

from datetime import date, datetime

from django.db import transaction

from network.complaints import clock
from network.complaints import notifications as tell
from network.complaints.enums import Status
from network.complaints.models import Complaint
from network.complaints.permissions import can_handle
from network.complaints.workflow.steps import lock, move, record, require_open
from network.workflows import Decision, NotPermitted, TransitionNotAllowed, require


@transaction.atomic
def assign(*, complaint: Complaint, actor, now: datetime, handler) -> Complaint:
    """Give the complaint to somebody who may handle it; they are told, unless it is oneself."""
    complaint = lock(complaint)
    require(can_handle(actor, complaint))
    if not can_handle(handler, complaint):
        raise NotPermitted(Decision(False, "That person may not handle this complaint."))
    require_open("assign", complaint)
    if complaint.handler_id == handler.pk:
        return complaint
    complaint.handler = handler
    complaint.save(update_fields=["handler"])
    record("assign", complaint, actor=actor, now=now)
    if handler.pk != actor.pk:
        tell.tell_person(handler, complaint, "desk_complaint_assigned", now=now)
    return complaint


@transaction.atomic
def acknowledge(*, complaint: Complaint, actor, now: datetime, words: str) -> Complaint:
    """A person's acknowledgement, in words. Whoever writes it looks after the complaint."""
    return _take("acknowledge", complaint, actor=actor, now=now, words=words, acknowledged_at=now)


@transaction.atomic
def look_into(*, complaint: Complaint, actor, now: datetime, words: str = "") -> Complaint:
    """Begin to look into it; counts as a person's acknowledgement when there was none."""
    return _take("look_into", complaint, actor=actor, now=now, words=words)


@transaction.atomic
def answer(*, complaint: Complaint, actor, now: datetime, outcome: str, words: str) -> Complaint:
    """Say the outcome, in words; the page adds the way to the regulator."""
    return _take(
        "answer",
        complaint,
        actor=actor,
        now=now,
        words=words,
        outcome=outcome,
        answered_at=now,
    )


@transaction.atomic
def write(*, complaint: Complaint, actor, now: datetime, words: str) -> Complaint:
    """Tell the complainant how far it is."""
    complaint = lock(complaint)
    require(can_handle(actor, complaint))
    require_open("write", complaint)
    record("write", complaint, actor=actor, now=now, words=words)
    tell.tell_complainant(complaint, "complaint_news", now=now)
    return complaint


@transaction.atomic
def extend(*, complaint: Complaint, actor, now: datetime, until: date, words: str) -> Complaint:
    """Set a later date for the answer, with the reason. The complainant is told.

    Only our own aim moves. The 30 days for the acknowledgement are the law's, so a complaint that
    nobody has acknowledged cannot be put off.

    :raises TransitionNotAllowed: before the acknowledgement, and for a date that is no later.
    """
    complaint = lock(complaint)
    require(can_handle(actor, complaint))
    require_open("extend", complaint)
    later = clock.end_of_day(datetime.combine(until, datetime.min.time(), clock.LONDON), 0)
    if complaint.status == Status.RECEIVED or later <= complaint.answer_by:
        raise TransitionNotAllowed("extend", complaint.status)
    complaint.answer_by = later
    complaint.save(update_fields=["answer_by"])
    record("extend", complaint, actor=actor, now=now, words=words)
    tell.tell_complainant(complaint, "complaint_news", now=now)
    return complaint


@transaction.atomic
def close(*, complaint: Complaint, actor, now: datetime) -> Complaint:
    """End it after the answer."""
    complaint = lock(complaint)
    require(can_handle(actor, complaint))
    move("close", complaint, actor=actor, now=now, closed_at=now)
    return complaint


@transaction.atomic
def reopen(*, complaint: Complaint, actor, now: datetime, words: str) -> Complaint:
    """Look into it again because something was missed."""
    complaint = lock(complaint)
    require(can_handle(actor, complaint))
    move(
        "reopen",
        complaint,
        actor=actor,
        now=now,
        words=words,
        closed_at=None,
        answer_by=clock.end_of_day(now, clock.ANSWER_WITHIN),
    )
    tell.tell_complainant(complaint, "complaint_news", now=now)
    return complaint


def close_old(*, now: datetime) -> int:
    """Close what was answered three months ago and more; return how many. Safe to run twice."""
    old = Complaint.objects.filter(
        status=Status.ANSWERED, answered_at__lte=now - clock.CLOSES_AFTER
    )
    closed = 0
    for found in old:
        with transaction.atomic():
            complaint = lock(found)
            if complaint.status == Status.ANSWERED:
                move("close", complaint, now=now, closed_at=now)
                closed += 1
    return closed


def _take(action: str, complaint: Complaint, *, actor, now: datetime, words: str, **fields):
    complaint = lock(complaint)
    require(can_handle(actor, complaint))
    fields.setdefault("acknowledged_at", complaint.acknowledged_at or now)
    fields.setdefault("handler", complaint.handler or actor)
    move(action, complaint, actor=actor, now=now, words=words, **fields)
    tell.tell_complainant(complaint, "complaint_news", now=now)
    return complaint
