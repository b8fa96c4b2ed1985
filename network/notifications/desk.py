"""What the outbox shows at the desk: e-mail that could not be sent, people it does not reach."""

from datetime import datetime

from network.desk.panels import Panel, Row, register
from network.members.roles import is_coordinator
from network.notifications.models import Message, PausedAddress

SHOWN = 10


def problem_rows(*, user, now: datetime) -> list[Row]:
    """The newest parked e-mails, then paused addresses: two queries at any number.

    All lead to the same list.
    """
    unsent = [
        Row(
            title=message.subject,
            url="/desk/emails/",
            detail="Tried until we gave up. The message waits on the site.",
            status="parked",
            status_label="Not sent",
            since=message.created_at,
            is_late=True,
        )
        for message in Message.objects.parked()[: SHOWN + 1]
    ]
    unreachable = [
        Row(
            title=f"{paused.user or paused.address} cannot be reached by e-mail",
            url="/desk/emails/",
            detail="E-mail to this address came back twice, so none is sent.",
            status="parked",
            status_label="Paused",
            since=paused.since,
        )
        for paused in PausedAddress.objects.select_related("user")[: SHOWN + 1]
    ]
    return unsent + unreachable


register(
    Panel(
        code="emails",
        title="E-mail that did not arrive",
        empty="All e-mail has left.",
        url="/desk/emails/",
        rows=problem_rows,
        order=90,
        limit=SHOWN,
        is_for=is_coordinator,
    )
)
