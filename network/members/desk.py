"""What membership shows at the desk: applications that wait for a coordinator."""

from datetime import datetime, timedelta

from network.desk.panels import Panel, Row, register
from network.members.models import Membership
from network.members.roles import is_coordinator

SHOWN = 10
# Read within two working days; a weekend may lie between.
LATE_AFTER = timedelta(days=4)


def application_rows(*, user, now: datetime) -> list[Row]:
    """The oldest applications that wait, one's own left out. Two queries at any number."""
    waiting = Membership.objects.awaiting_decision().exclude(user=user).for_list()[:SHOWN]
    return [
        Row(
            title=membership.user.name or "Somebody who gave no name",
            url=membership.desk_url,
            detail=" · ".join(
                part
                for part in (
                    membership.user.profile.role_title,
                    membership.user.profile.organisation_name,
                    ", ".join(sector.name for sector in membership.user.profile.sectors.all()),
                )
                if part
            ),
            status=membership.status,
            status_label=membership.get_status_display(),
            due_at=membership.applied_at + LATE_AFTER,
            is_late=membership.applied_at + LATE_AFTER < now,
        )
        for membership in waiting
    ]


register(
    Panel(
        code="memberships",
        title="People who have asked to join",
        empty="Nobody is waiting.",
        url="/desk/members/",
        rows=application_rows,
        order=60,
        is_for=is_coordinator,
    )
)
