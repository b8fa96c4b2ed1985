"""Days and months of the site's own clock as moments, and the downloads of a month."""

from datetime import date, datetime, time

from django.db.models import QuerySet
from django.utils import timezone

from network.reports.months import shifted
from resources.enums import UsageKind
from resources.models import UsageEvent


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def requests_of(month: date) -> QuerySet[UsageEvent]:
    """The downloads of the month that begins on that day, in no order."""
    return UsageEvent.objects.filter(
        kind=UsageKind.REQUEST,
        happened_at__gte=start_of(month),
        happened_at__lt=start_of(shifted(month, 1)),
    ).order_by()
