"""What may become of a membership: one row per action.

Read a row as: *action* takes a membership from any of *sources* to *target*, done by *who*; the
button says *label*. :mod:`network.members.workflow` has one verb per row and is the only writer.
"""

from dataclasses import dataclass

from network.members.enums import OPEN, MembershipStatus

APPLICANT, COORDINATOR = "applicant", "coordinator"


@dataclass(frozen=True, slots=True)
class Transition:
    """``sources`` empty means that the action creates the row."""

    sources: tuple[str, ...]
    target: str
    who: str
    label: str


M = MembershipStatus

MEMBERSHIP: dict[str, Transition] = {
    "apply": Transition((), M.APPLIED, APPLICANT, "Ask to join"),
    "approve": Transition(OPEN, M.APPROVED, COORDINATOR, "Approve"),
    "ask": Transition((M.APPLIED,), M.ASKED, COORDINATOR, "Ask for more"),
    "reply": Transition((M.ASKED,), M.APPLIED, APPLICANT, "Send your reply"),
    "decline": Transition(OPEN, M.DECLINED, COORDINATOR, "Decline"),
    "suspend": Transition((M.APPROVED,), M.SUSPENDED, COORDINATOR, "Suspend"),
    "reinstate": Transition((M.SUSPENDED,), M.APPROVED, COORDINATOR, "Reinstate"),
}


def allows(action: str, status: str) -> bool:
    """Whether the table lets ``action`` start from ``status``."""
    return status in MEMBERSHIP[action].sources


def actions_from(status: str, who: str) -> list[str]:
    """The actions that ``who`` may start from ``status``, in the table's order."""
    return [
        action
        for action, transition in MEMBERSHIP.items()
        if status in transition.sources and transition.who == who
    ]
