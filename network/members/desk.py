"""What membership shows at the desk: who waits for a coordinator, and new organisations."""

from datetime import datetime

from network.desk.panels import Panel, Row, register
from network.members import team
from network.members.earlier import marks_for
from network.members.enums import WAITING_FOR_COORDINATOR
from network.members.models import Membership
from network.members.organisations.proposals import proposals
from network.members.roles import is_coordinator
from network.working_days import after_working_days

SHOWN = 10
READ_WITHIN_DAYS = 2


def due_at(membership: Membership) -> datetime | None:
    """When a coordinator should have decided: two working days of the applicant's nation.

    ``None`` while somebody else has the next move.
    """
    if membership.status not in WAITING_FOR_COORDINATOR or membership.waiting_since is None:
        return None
    nation = membership.user.profile.nation
    return after_working_days(
        membership.waiting_since, READ_WITHIN_DAYS, nation.slug if nation else "england"
    )


def is_late(membership: Membership, now: datetime) -> bool:
    due = due_at(membership)
    return due is not None and due < now


def application_rows(*, user, now: datetime) -> list[Row]:
    """The oldest applications and appeals, one's own left out. Five queries at any number."""
    applications = Membership.objects.awaiting_decision().exclude(user=user).for_list()
    waiting = list(applications[: SHOWN + 1])
    known = marks_for(membership.user for membership in waiting)
    namesakes = team.namesakes_among(membership.user for membership in waiting)
    return [
        Row(
            title=membership.user.name or "Somebody who gave no name",
            url=membership.desk_url,
            detail=" · ".join(
                part
                for part in (
                    "Had an account before" if membership.user_id in known else "",
                    "Name like one of the team" if membership.user_id in namesakes else "",
                    membership.user.profile.role_title,
                    membership.user.profile.organisation_name,
                    ", ".join(sector.name for sector in membership.user.profile.sectors.all()),
                )
                if part
            ),
            status=membership.status,
            status_label=membership.get_status_display(),
            due_at=due_at(membership),
            is_late=is_late(membership, now),
        )
        for membership in waiting
    ]


def proposal_rows(*, user, now: datetime) -> list[Row]:
    """Organisations that members wrote and the list does not have. Two queries at any number."""
    return [
        Row(
            title=proposal.name,
            url=proposal.url,
            detail=f"written by {len(proposal.profiles)} members"
            if len(proposal.profiles) > 1
            else "written by one member",
            status="proposed",
            status_label="Not in the list",
        )
        for proposal in proposals()[: SHOWN + 1]
    ]


register(
    Panel(
        code="memberships",
        title="People who have asked to join",
        empty="Nobody is waiting.",
        url="/desk/members/",
        rows=application_rows,
        order=60,
        limit=SHOWN,
        is_for=is_coordinator,
    )
)

register(
    Panel(
        code="organisations",
        title="New organisations",
        empty="Every organisation is in the list.",
        url="/desk/organisations/",
        rows=proposal_rows,
        order=65,
        limit=SHOWN,
        is_for=is_coordinator,
    )
)
