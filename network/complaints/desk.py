"""What complaints show at the desk: those that wait for us, late first."""

from datetime import datetime

from network.complaints.models import Complaint
from network.desk.panels import Panel, Row, register

SHOWN = 10


def complaint_rows(*, user, now: datetime) -> list[Row]:
    """The complaints that this person may handle, soonest first: one query at any number."""
    waiting = Complaint.objects.for_desk(user).open().with_due().for_list()
    return [
        Row(
            title=f"Complaint {complaint.reference}",
            url=complaint.desk_url,
            detail=f"{complaint.handler} looks after it" if complaint.handler else "Nobody has it",
            status=complaint.status,
            status_label=complaint.get_status_display(),
            due_at=complaint.due_at,
            is_late=complaint.is_late(now),
        )
        for complaint in waiting.order_by("due", "pk")[: SHOWN + 1]
    ]


register(
    Panel(
        code="complaints",
        title="Complaints about data",
        empty="No complaint waits for us.",
        url="/desk/complaints/",
        rows=complaint_rows,
        order=45,
        limit=SHOWN,
    )
)
