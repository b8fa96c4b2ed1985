"""The complainant's verbs: complain, and say that an answer is not enough."""

import uuid
from datetime import datetime

from django.db import transaction

from network.complaints import clock, transitions
from network.complaints import notifications as tell
from network.complaints.models import Complaint
from network.complaints.workflow.steps import lock, move, record
from network.safeguarding.screening import screen


@transaction.atomic
def make(
    *,
    token: uuid.UUID,
    name: str,
    email: str,
    whose: str,
    text: str,
    is_about_team: bool,
    now: datetime,
    user=None,
) -> Complaint:
    """Take a complaint, acknowledge it by e-mail at once, and tell those who may handle it.

    Nobody is turned away: what screening finds is a mark for whoever reads it, not a refusal. The
    same ``token`` again gives the complaint that is there.
    """
    complaint, created = Complaint.objects.get_or_create(
        token=token,
        defaults={
            "user": user,
            "name": name,
            "email": email.lower(),
            "whose": whose,
            "text": text,
            "is_about_team": is_about_team,
            "is_marked": bool(screen(text)),
            "status": transitions.COMPLAINT["make"].target,
            "received_at": now,
            "acknowledged_automatically_at": now,
            "acknowledge_by": clock.end_of_day(now, clock.ACKNOWLEDGE_WITHIN),
            "answer_by": clock.end_of_day(now, clock.ANSWER_WITHIN),
        },
    )
    if created:
        record("make", complaint, actor=user, by_complainant=True, before="", now=now)
        tell.tell_complainant(complaint, "complaint_received", now=now)
        tell.tell_handlers(complaint, "desk_complaint", now=now)
    return complaint


@transaction.atomic
def reopen_by_complainant(*, complaint: Complaint, now: datetime, words: str) -> Complaint:
    """Say what the answer has missed; it is looked into again.

    The view has made sure whose it is: by sign-in, or by the address from the e-mail.
    """
    complaint = lock(complaint)
    move(
        "reopen",
        complaint,
        actor=complaint.user,
        by_complainant=True,
        now=now,
        words=words,
        closed_at=None,
        answer_by=clock.end_of_day(now, clock.ANSWER_WITHIN),
    )
    tell.tell_handlers(complaint, "desk_complaint_again", now=now)
    return complaint
