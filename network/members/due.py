"""What time makes due here: yearly confirmations; and the circles are looked over."""

from datetime import datetime

from network.members import circles
from network.members.workflow import confirming


def run_due(*, now: datetime) -> dict[str, int]:
    """Do everything that is due; safe at any moment and any number of times.

    Each membership is locked and looked at again by its verb, so that several machines may run
    this at once. Who was asked or reminded in this run neither lapses nor is reminded in it.
    Returns what was done, by name.
    """
    lapsed = sum(
        confirming.lapse(membership=membership, now=now) for membership in confirming.to_lapse(now)
    )
    reminded = sum(
        confirming.remind(membership=membership, now=now)
        for membership in confirming.to_remind(now)
    )
    asked = sum(
        confirming.ask_to_confirm(membership=membership, now=now)
        for membership in confirming.to_ask(now)
    )
    return {
        "memberships lapsed": lapsed,
        "members reminded to confirm": reminded,
        "members asked to confirm": asked,
        "places in circles put right": circles.repair(),
    }
