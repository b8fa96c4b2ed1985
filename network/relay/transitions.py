"""What may become of a report: one row per action (see :mod:`network.workflows`).

A safeguarding lead and the coordinators hand a report to each other without deciding it, so these
two steps lead from open to open. :mod:`network.relay.workflow` has one verb per row.
"""

from network.relay.enums import ReportStatus
from network.workflows import Transition

MEMBER, COORDINATOR, LEAD = "member", "coordinator", "lead"

R = ReportStatus

REPORT: dict[str, Transition] = {
    "report": Transition((), R.OPEN, (MEMBER,), "Send the report"),
    "dismiss": Transition(
        (R.OPEN,), R.DISMISSED, (COORDINATOR, LEAD), "Nothing here is against the rules"
    ),
    "remove": Transition((R.OPEN,), R.REMOVED, (COORDINATOR, LEAD), "Remove the letter"),
    "suspend": Transition(
        (R.OPEN,), R.SUSPENDED, (COORDINATOR,), "Remove the letter and suspend the membership"
    ),
    "give_to_lead": Transition((R.OPEN,), R.OPEN, (COORDINATOR,), "Give it to a safeguarding lead"),
    "give_to_coordinators": Transition((R.OPEN,), R.OPEN, (LEAD,), "Give it to the coordinators"),
}
