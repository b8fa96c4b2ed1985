"""What may become of a membership: one row per action.

Read a row as: *action* takes a membership from any of *sources* to *target*, done by *who*; the
button says *label*. :mod:`network.members.workflow` has one verb per row and is the only writer.
"""

from network.members.enums import OPEN, MembershipStatus
from network.workflows import Transition

# Who acts: somebody on their own application or membership, a coordinator, the clock or a rule.
APPLICANT, COORDINATOR, CLOCK = "applicant", "coordinator", "clock"

# The target of a step back to where the membership was; ``KEPT_IN`` says which field knows.
AS_BEFORE = ""

M = MembershipStatus
ANYWHERE_BUT_LEFT = (M.APPLIED, M.ASKED, M.APPROVED, M.DECLINED, M.APPEALED, M.SUSPENDED, M.LAPSED)

MEMBERSHIP: dict[str, Transition] = {
    "apply": Transition((), M.APPLIED, (APPLICANT,), "Ask to join"),
    "approve_by_domain": Transition((M.APPLIED,), M.APPROVED, (CLOCK,), "Approve by the address"),
    "approve": Transition((*OPEN, M.APPEALED), M.APPROVED, (COORDINATOR,), "Approve"),
    "ask": Transition((M.APPLIED,), M.ASKED, (COORDINATOR,), "Ask for more"),
    "reply": Transition((M.ASKED,), M.APPLIED, (APPLICANT,), "Send your reply"),
    "decline": Transition(OPEN, M.DECLINED, (COORDINATOR,), "Decline"),
    "suspend": Transition((M.APPROVED,), M.SUSPENDED, (COORDINATOR,), "Suspend"),
    "reinstate": Transition((M.SUSPENDED,), M.APPROVED, (COORDINATOR,), "Reinstate"),
    "appeal": Transition((M.DECLINED, M.SUSPENDED), M.APPEALED, (APPLICANT,), "Appeal"),
    "uphold": Transition((M.APPEALED,), AS_BEFORE, (COORDINATOR,), "Let the decision stand"),
    "ask_to_confirm": Transition((M.APPROVED,), M.APPROVED, (CLOCK,), "Ask whether it is right"),
    "remind": Transition((M.APPROVED,), M.APPROVED, (CLOCK,), "Remind"),
    "confirm": Transition((M.APPROVED,), M.APPROVED, (APPLICANT,), "Yes, this is right"),
    "lapse": Transition((M.APPROVED,), M.LAPSED, (CLOCK,), "Let it lapse"),
    "resume": Transition((M.LAPSED,), M.APPROVED, (APPLICANT,), "Yes, this is right"),
    "ask_to_resume": Transition((M.LAPSED,), M.APPLIED, (APPLICANT,), "Ask to come back"),
    "leave": Transition(ANYWHERE_BUT_LEFT, M.LEFT, (APPLICANT,), "Leave the network"),
    "come_back": Transition((M.LEFT,), AS_BEFORE, (APPLICANT,), "Come back"),
}

KEPT_IN = {"uphold": "appealed_against", "come_back": "status_before_leaving"}


def target_of(action: str, membership) -> str:
    """The status that ``action`` leads to from where this membership stands.

    :raises ValueError: for a step back when the membership does not know where it was.
    """
    target = MEMBERSHIP[action].target
    if target == AS_BEFORE:
        target = getattr(membership, KEPT_IN[action])
        if not target:
            raise ValueError(f"{KEPT_IN[action]} is empty, so {action} has nowhere to go.")
    return target
