"""The messages about a membership: their words, and who gets them.

No message holds what an applicant or a coordinator wrote, nor anybody's name.
"""

from datetime import datetime

from network.members.models import Membership
from network.members.roles import COORDINATORS, people_in
from network.notifications.kinds import Kind, register
from network.notifications.outbox import notify

register(
    Kind(
        "membership_received",
        "Thank you for asking to join",
        "A coordinator reads your application, usually within two working days. You need not do "
        "anything until then. The library, tips, blog and webinars are open to you meanwhile.",
    ),
    Kind(
        "membership_asked",
        "A coordinator has a question about your application",
        "Before we can decide, we would like to know a little more. Sign in to read the question "
        "and to reply.",
    ),
    Kind(
        "membership_approved",
        "Welcome to the network",
        "Your membership has been approved. You can now ask an expert, see the directory of "
        "members and write tips. Your own page shows where to begin.",
    ),
    Kind(
        "membership_declined",
        "About your application to join",
        "A coordinator has read your application and could not approve it. Sign in to read why, "
        "and how to tell us if we have got it wrong. Everything in the library stays open to you.",
    ),
    Kind(
        "membership_suspended",
        "Your membership is paused",
        "A coordinator has paused your membership. Sign in to read why and whom to write to.",
    ),
    Kind(
        "membership_reinstated",
        "Your membership is active again",
        "A coordinator has ended the pause. Everything that members can use is open to you again.",
    ),
    Kind(
        "desk_application",
        "Somebody has asked to join",
        "A new application is on the desk. Please read it within two working days.",
        group="desk",
    ),
    Kind(
        "desk_application_reply",
        "An applicant has replied",
        "Somebody who was asked for more has replied. Their application is back on the desk.",
        group="desk",
    ),
)


def tell_applicant(membership: Membership, kind: str, *, now: datetime) -> None:
    notify(
        recipient=membership.user, kind=kind, key=_occasion(membership, now), url="/me/", now=now
    )


def tell_coordinators(membership: Membership, kind: str, *, now: datetime) -> None:
    """Tell every coordinator except the applicant, who may be one of them."""
    for person in people_in(COORDINATORS).exclude(pk=membership.user_id):
        notify(
            recipient=person,
            kind=kind,
            key=_occasion(membership, now),
            url=membership.desk_url,
            now=now,
        )


def _occasion(membership: Membership, now: datetime) -> str:
    """A step happens once at one moment; the row lock keeps two from the same one."""
    return f"{membership.user.public_id}:{now.isoformat()}"
