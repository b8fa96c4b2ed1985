"""Files that were held back, at the desk of safeguarding leads."""

from datetime import datetime, timedelta

from network.desk.panels import Panel, Row, register
from network.media.models import HeldFile, HeldState
from network.members.roles import is_safeguarding_lead

SHOWN = 10
LEAD_LOOKS_WITHIN = timedelta(days=3)


def held_rows(*, user, now: datetime) -> list[Row]:
    """Held files, oldest first, and one more than are shown: one query at any number."""
    waiting = HeldFile.objects.visible_to(user).filter(state=HeldState.HELD)
    return [
        Row(
            title=row.name,
            url=row.desk_url,
            detail=row.reason,
            due_at=row.held_at + LEAD_LOOKS_WITHIN,
            is_late=row.held_at + LEAD_LOOKS_WITHIN < now,
        )
        for row in waiting.order_by("held_at")[: SHOWN + 1]
    ]


register(
    Panel(
        code="held_files",
        title="Files that were held back",
        empty="No file is held back.",
        url="/desk/held-files/",
        rows=held_rows,
        order=18,
        limit=SHOWN,
        is_for=is_safeguarding_lead,
    )
)
