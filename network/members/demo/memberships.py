"""What became of each demo membership: decisions, appeals, confirmations. Through the verbs."""

from datetime import datetime, timedelta

from network.demo.world import World
from network.members import workflow
from network.members.models import Membership
from network.members.workflow.confirming import ASKED_BEFORE, REMINDED_BEFORE, YEAR

DECISION_TAKES = timedelta(hours=26)
ANSWERED_AFTER = timedelta(days=2)


def live_through(
    person: dict, membership: Membership, coordinator, opening: datetime, world: World
) -> None:
    """Take the steps that the file tells of, each at its moment; who waits is left alone."""
    moment = min(max(membership.applied_at, opening) + DECISION_TAKES, world.now)
    decision = {
        "membership": membership,
        "actor": coordinator,
        "now": moment,
        "reason": person.get("decision_note", ""),
    }
    status = person["membership"]
    if status == "asked":
        workflow.ask(**decision)
    elif status in ("declined", "appealed"):
        workflow.decline(**decision)
        if status == "appealed":
            _appeal(person, membership, moment, world)
    elif status in ("approved", "lapsed", "suspended"):
        if person.get("story") != "by-domain":
            workflow.approve(**{**decision, "reason": ""})
        if status == "suspended":
            workflow.suspend(**{**decision, "now": min(moment + ANSWERED_AFTER, world.now)})
        else:
            _years(person, Membership.objects.get(pk=membership.pk), world)


def _appeal(person: dict, membership: Membership, declined: datetime, world: World) -> None:
    workflow.appeal(
        membership=membership,
        actor=membership.user,
        now=min(declined + ANSWERED_AFTER, world.now),
        text=person["appeal"],
    )


def _years(person: dict, membership: Membership, world: World) -> None:
    """Ask once a year, as the clock would have; everybody but a few answers two days later."""
    while (asked := membership.confirmed_at + YEAR - ASKED_BEFORE) <= world.now:
        workflow.ask_to_confirm(membership=membership, now=asked)
        if person.get("story") == "asked-to-confirm":
            return
        if person["membership"] == "lapsed":
            ends = membership.confirmed_at + YEAR
            workflow.remind(membership=membership, now=ends - REMINDED_BEFORE)
            workflow.lapse(membership=membership, now=ends)
            return
        answered = min(asked + ANSWERED_AFTER, world.now)
        membership = workflow.confirm(membership=membership, actor=membership.user, now=answered)
