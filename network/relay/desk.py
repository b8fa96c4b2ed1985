"""What letters show at the desk: those that somebody has reported."""

from datetime import datetime

from network.desk.panels import Panel, Row, register
from network.relay.models import LetterReport

SHOWN = 10


def report_rows(*, user, now: datetime) -> list[Row]:
    """Reports that wait for this person, a safeguarding lead's first. One query at any number."""
    return [
        Row(
            title=report.get_reason_display(),
            url=report.desk_url,
            detail="For a safeguarding lead. The letter is hidden." if report.is_for_lead else "",
            status=report.status,
            status_label=report.get_status_display(),
            due_at=report.due_at,
            is_late=report.due_at < now,
        )
        for report in LetterReport.objects.visible_to(user).open()[: SHOWN + 1]
    ]


register(
    Panel(
        code="letters",
        title="Reported letters",
        empty="No letter has been reported.",
        url="/desk/letters/",
        rows=report_rows,
        order=40,
        limit=SHOWN,
    )
)
