"""What the outbox shows at the desk: e-mail that could not be sent."""

from datetime import datetime

from network.desk.panels import Panel, Row, register
from network.members.roles import is_coordinator
from network.notifications.models import Message

SHOWN = 5


def parked_rows(*, user, now: datetime) -> list[Row]:
    """The newest parked e-mails, one query at any number. All lead to the same list."""
    return [
        Row(
            title=message.subject,
            url="/desk/emails/",
            detail="Tried until we gave up. The message waits on the site.",
            status="parked",
            status_label="Not sent",
            due_at=message.created_at,
            is_late=True,
        )
        for message in Message.objects.parked()[:SHOWN]
    ]


register(
    Panel(
        code="emails",
        title="E-mail that could not be sent",
        empty="All e-mail has left.",
        url="/desk/emails/",
        rows=parked_rows,
        order=90,
        is_for=is_coordinator,
    )
)
