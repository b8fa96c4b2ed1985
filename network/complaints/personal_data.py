"""What is held here about a person, and for how long."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from network.complaints.enums import OPEN, Status
from network.complaints.models import Complaint, ComplaintEvent
from network.privacy import holdings, retention

KEPT = timedelta(days=3 * 365 + 1)


def _complaints(user) -> list[dict]:
    """What somebody sent while signed in, with our replies. Who looked after it is not theirs."""
    return [
        {
            "Reference": row.reference,
            "Sent on": row.received_at,
            "Name": row.name,
            "E-mail address": row.email,
            "About": row.get_whose_display(),
            "About a member of the team": row.is_about_team,
            "What happened": row.text,
            "State": row.get_status_display(),
            "Outcome": row.get_outcome_display(),
            "Steps": [
                f"{event.at:%d.%m.%Y}: {event.label}. {event.words}".strip()
                for event in row.events.shown()
            ],
        }
        for row in Complaint.objects.mine(user).prefetch_related("events")
    ]


def _acts(user) -> list[dict]:
    """Steps that somebody took while working at the desk: their own words, nobody else's."""
    acts = ComplaintEvent.objects.filter(actor=user, by_complainant=False)
    return [
        {
            "Complaint": event.complaint.reference,
            "Step": event.label,
            "On": event.at,
            "Your words": event.words,
        }
        for event in acts.select_related("complaint")
    ]


def _hand_on(user, now: datetime) -> None:
    """What somebody looks after who leaves is nobody's again, so everybody is reminded of it."""
    Complaint.objects.filter(handler=user, status__in=OPEN).update(handler=None)


def _old(now: datetime) -> QuerySet:
    return Complaint.objects.filter(status=Status.CLOSED, closed_at__lte=now - KEPT)


holdings.register(
    holdings.Holding(
        "complaints.Complaint",
        "Complaints that you made about data",
        _complaints,
        on_leave=_hand_on,
        order=70,
    ),
    holdings.Holding(
        "complaints.ComplaintEvent", "Steps that you took on complaints", _acts, order=90
    ),
)
retention.register(
    retention.RetentionRule(
        code="complaints",
        what="Complaints about data, with name, e-mail address and every step",
        kept_for="3 years after they were closed",
        why="To show the regulator or a court that we answered, and to see what happens again and "
        "again; a complaint is closed three months after its answer",
        due=_old,
        remove=retention.delete_rows,
    )
)
