"""What the library shows at the desk: requests for files and for other formats."""

from datetime import datetime, time

from django.utils import timezone

from network.desk.panels import Panel, Row, register
from resources.access import keeps_library
from resources.models import AccessRequest, FormatRequest

SHOWN = 10


def access_rows(*, user, now: datetime) -> list[Row]:
    """Requests that wait, oldest first: one query at any number."""
    waiting = AccessRequest.objects.waiting().exclude(member=user).select_related("resource")
    return [
        Row(
            title=row.resource.public_title,
            url=row.desk_url,
            status=row.state,
            status_label=row.get_state_display(),
            since=row.asked_at,
        )
        for row in waiting[: SHOWN + 1]
    ]


def format_rows(*, user, now: datetime) -> list[Row]:
    """Open requests, soonest first: one query at any number."""
    today = timezone.localdate(now)
    return [
        Row(
            title=f"{row.reference}: {row.get_wanted_display()}",
            url=row.desk_url,
            detail=f"{row.resource.public_title}, version {row.version_number}",
            status=row.state,
            status_label=row.get_state_display(),
            due_at=timezone.make_aware(datetime.combine(row.due_on, time(23, 59))),
            is_late=row.is_late(today),
        )
        for row in FormatRequest.objects.open().select_related("resource")[: SHOWN + 1]
    ]


register(
    Panel(
        code="library_files",
        title="Files on request",
        empty="Nobody waits for files of the library.",
        url="/desk/library/",
        rows=access_rows,
        order=60,
        limit=SHOWN,
        is_for=keeps_library,
    )
)
register(
    Panel(
        code="library_formats",
        title="Files in other formats",
        empty="Nobody waits for another format.",
        url="/desk/library/formats/",
        rows=format_rows,
        order=61,
        limit=SHOWN,
        is_for=keeps_library,
    )
)
