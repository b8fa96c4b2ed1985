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
        "membership_appeal_received",
        "We look at the decision again",
        "Thank you for telling us. Another coordinator reads what you wrote, usually within two "
        "working days, and writes to you.",
    ),
    Kind(
        "membership_upheld",
        "About your appeal",
        "Another coordinator has looked at the decision again and lets it stand. Sign in to read "
        "why. Everything in the library stays open to you.",
    ),
    Kind(
        "membership_confirm",
        "Is what we know about you still right?",
        "Once a year we ask every member whether their role and organisation are still right. It "
        "takes one button. Please answer within 30 days.",
    ),
    Kind(
        "membership_confirm_reminder",
        "One week left to confirm your membership",
        "We asked whether your role and organisation are still right and have not heard from you. "
        "Without an answer your membership lapses in a week. Nothing is deleted.",
    ),
    Kind(
        "membership_lapsed",
        "Your membership has lapsed",
        "We did not hear whether your role and organisation are still right, so what is for "
        "members is closed to you for now. Nothing is deleted: confirm, and it is open again.",
    ),
    Kind(
        "membership_resumed",
        "Welcome back",
        "Thank you for confirming. Everything that members can use is open to you again.",
    ),
    Kind(
        "organisation_added",
        "Your organisation is in the list now",
        "A coordinator has looked at the organisation that you wrote. Your page shows it as it "
        "stands in the list.",
    ),
    Kind(
        "organisation_refused",
        "About the organisation you wrote",
        "A coordinator could not add it to the list. Sign in to read why and to choose another.",
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
    Kind(
        "desk_appeal",
        "Somebody has appealed",
        "Somebody asks for a second look at a decision. Whoever took it leaves it to another "
        "coordinator. Please read it within two working days.",
        group="desk",
    ),
    Kind(
        "desk_works_elsewhere",
        "A member works somewhere else now",
        "A member has confirmed their membership with another organisation. They stay a member; "
        "please look whether that is right.",
        group="desk",
    ),
    Kind(
        "desk_name_of_the_team",
        "A name reads like one of the team",
        "Somebody has written a name that reads like that of a coordinator or a safeguarding lead. "
        "Please look whether it is theirs: nobody should be taken for one of the team.",
        group="desk",
    ),
    Kind(
        "desk_wants_to_resume",
        "Somebody would like to come back",
        "A membership had lapsed, and the member works somewhere else now. Please decide as on an "
        "application.",
        group="desk",
    ),
)


def tell_applicant(membership: Membership, kind: str, *, now: datetime) -> None:
    notify(
        recipient=membership.user, kind=kind, key=_occasion(membership, now), url="/me/", now=now
    )


def tell_member_to_confirm(membership: Membership, kind: str, *, now: datetime) -> None:
    """Tell the member of something that the page "Is this still right?" answers."""
    notify(
        recipient=membership.user,
        kind=kind,
        key=_occasion(membership, now),
        url="/me/confirm/",
        now=now,
    )


def tell_of_organisation(user, kind: str, *, decision_key: str, now: datetime) -> None:
    """Tell a member what became of the organisation they wrote."""
    notify(
        recipient=user,
        kind=kind,
        key=f"{user.public_id}:{decision_key}:{now.isoformat()}",
        url="/me/organisation/",
        now=now,
    )


def tell_of_name(user, *, now: datetime) -> None:
    """Tell every coordinator that a name reads like one of the team."""
    for person in people_in(COORDINATORS).exclude(pk=user.pk):
        notify(
            recipient=person,
            kind="desk_name_of_the_team",
            key=f"{user.public_id}:{now.isoformat()}",
            url=f"/desk/members/{user.public_id}/",
            now=now,
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
