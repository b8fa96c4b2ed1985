"""What may become of a complaint: one row per action.

Read a row as: *action* takes a complaint from any of *sources* to *target*, done by *who*; the
button says *label*. :mod:`network.complaints.workflow` has one verb per row and is the only writer.
An answer may come at once: then it is the acknowledgement too.
"""

from network.complaints.enums import ENDED, OPEN, Status
from network.workflows import Transition

COMPLAINANT, HANDLER, CLOCK = "complainant", "handler", "clock"

COMPLAINT: dict[str, Transition] = {
    "make": Transition((), Status.RECEIVED, (COMPLAINANT,), "Send the complaint"),
    "acknowledge": Transition(
        (Status.RECEIVED,), Status.ACKNOWLEDGED, (HANDLER,), "Acknowledge in person"
    ),
    "look_into": Transition(
        (Status.RECEIVED, Status.ACKNOWLEDGED),
        Status.INVESTIGATING,
        (HANDLER,),
        "Begin to look into it",
    ),
    "answer": Transition(OPEN, Status.ANSWERED, (HANDLER,), "Answer with an outcome"),
    "close": Transition((Status.ANSWERED,), Status.CLOSED, (HANDLER, CLOCK), "Close"),
    "reopen": Transition(ENDED, Status.INVESTIGATING, (COMPLAINANT, HANDLER), "Look into it again"),
}

# Steps that move nothing: possible while somebody waits for us.
NOTES: dict[str, str] = {
    "assign": "Who looks after it",
    "write": "Tell the complainant how far it is",
    "extend": "It takes longer",
}
