"""How much experts have been asked and have answered, for the matching."""

from datetime import UTC, date, datetime, timedelta

from django.db.models import CharField, Count, F, Max, Q
from django.db.models.functions import Cast
from django.utils.timezone import get_current_timezone

from askexpert.enums import ENGAGED_ASSIGNMENT, AssignmentStatus
from askexpert.models import Assignment


def counted_assignments(ignoring: Assignment | None):
    """The asks that count as load and as having been asked, without an invitation to ignore."""
    if ignoring is None:
        return Assignment.objects.order_by()
    of_the_same = Q(question=ignoring.question_id, expert=ignoring.expert_id)
    return Assignment.objects.order_by().exclude(
        Q(pk=ignoring.pk) | (of_the_same & Q(status=AssignmentStatus.COMPLETED))
    )


def loads_of(assignments, now: datetime, only) -> dict[int, tuple]:
    """Open, invited, invited in 30 days, left in silence, completed, and the last day asked.

    Silence from before they said that they are still willing counts no more.
    """
    willing_since = F("expert__expert_availability__still_willing_at")
    forgiven = Q(expert__expert_availability__still_willing_at__isnull=False) & Q(
        respond_by__lte=willing_since
    )
    rows = (
        (assignments if only is None else assignments.filter(expert=only))
        .values_list("expert")
        .annotate(
            open=Count("pk", filter=Q(status__in=ENGAGED_ASSIGNMENT)),
            invited=Count("pk", filter=Q(status=AssignmentStatus.INVITED)),
            recent=Count("pk", filter=Q(invited_at__gte=now - timedelta(days=30))),
            silent=Count("pk", filter=Q(status=AssignmentStatus.EXPIRED) & ~forgiven),
            completed=Count("pk", filter=Q(status=AssignmentStatus.COMPLETED)),
            last=Cast(Max("invited_at"), CharField()),
        )
    )
    day = _Days()
    return {row[0]: (*row[1:-1], day[row[-1][:16]]) for row in rows}


class _Days(dict):
    """The local day of a moment that the database wrote as text in UTC, to the minute.

    As moments, those of 10,000 people would cost more time than everything else that is read.
    """

    def __init__(self) -> None:
        super().__init__()
        self.zone = get_current_timezone()

    def __missing__(self, written: str) -> date:
        moment = datetime.fromisoformat(written).replace(tzinfo=UTC)
        day = self[written] = moment.astimezone(self.zone).date()
        return day
