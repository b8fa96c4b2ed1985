"""What may become of a membership: one row per action.

Read a row as: *action* takes a membership from any of *sources* to *target*, done by *who*; the
button says *label*. :mod:`network.members.workflow` has one verb per row and is the only writer.
"""

from network.members.enums import OPEN, MembershipStatus
from network.workflows import Transition

APPLICANT, COORDINATOR = "applicant", "coordinator"


M = MembershipStatus

MEMBERSHIP: dict[str, Transition] = {
    "apply": Transition((), M.APPLIED, (APPLICANT,), "Ask to join"),
    "approve": Transition(OPEN, M.APPROVED, (COORDINATOR,), "Approve"),
    "ask": Transition((M.APPLIED,), M.ASKED, (COORDINATOR,), "Ask for more"),
    "reply": Transition((M.ASKED,), M.APPLIED, (APPLICANT,), "Send your reply"),
    "decline": Transition(OPEN, M.DECLINED, (COORDINATOR,), "Decline"),
    "suspend": Transition((M.APPROVED,), M.SUSPENDED, (COORDINATOR,), "Suspend"),
    "reinstate": Transition((M.SUSPENDED,), M.APPROVED, (COORDINATOR,), "Reinstate"),
}
