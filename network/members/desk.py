"""What membership shows at the desk: applications that wait for a coordinator."""

from datetime import datetime

from network.desk.panels import Panel, Row, register
from network.members.models import Membership
from network.members.roles import is_coordinator
from network.working_days import after_working_days

SHOWN = 10
READ_WITHIN_DAYS = 2


def due_at(membership: Membership) -> datetime:
    """When the application should have been read: two working days of the applicant's nation."""
    nation = membership.user.profile.nation
    return after_working_days(
        membership.applied_at, READ_WITHIN_DAYS, nation.slug if nation else "england"
    )


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
            due_at=due_at(membership),
            is_late=due_at(membership) < now,
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
