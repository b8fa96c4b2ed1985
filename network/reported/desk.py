"""What reported pages show at the desk, to safeguarding leads."""

from datetime import datetime, timedelta

from network.desk.panels import Panel, Row, register
from network.members.roles import is_safeguarding_lead
from network.reported.models import PageReport

SHOWN = 10
LEAD_LOOKS_WITHIN = timedelta(hours=4)


def report_rows(*, user, now: datetime) -> list[Row]:
    """Reports that wait, oldest first, and one more than are shown: one query at any number."""
    waiting = PageReport.objects.visible_to(user).open().select_related("page")[: SHOWN + 1]
    return [
        Row(
            title=str(report.page) if report.page else "A page that was deleted",
            url=report.desk_url,
            detail="Hidden" if report.page and not report.page.live else "Still public",
            status=report.state,
            status_label=report.get_state_display(),
            due_at=report.reported_at + LEAD_LOOKS_WITHIN,
            is_late=report.reported_at + LEAD_LOOKS_WITHIN < now,
        )
        for report in waiting
    ]


register(
    Panel(
        code="reported_pages",
        title="Pages that identify a child, reported",
        empty="No page has been reported.",
        url="/desk/reported-pages/",
        rows=report_rows,
        order=15,
        limit=SHOWN,
        is_for=is_safeguarding_lead,
    )
)
