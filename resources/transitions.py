"""The steps of requests to the library, for files and for other formats.

``who``: the person who asks, the library's keepers, the clock.
"""

from network.workflows import Transition
from resources.enums import AccessState, FormatState

MEMBER, KEEPER, CLOCK = "member", "keeper", "clock"
S, F = AccessState, FormatState

ACCESS = {
    "ask": Transition((), S.ASKED, (MEMBER,), "Ask for the files"),
    "grant": Transition((S.ASKED,), S.GRANTED, (KEEPER,), "Give the files"),
    "decline": Transition((S.ASKED,), S.DECLINED, (KEEPER,), "Decline"),
    "revoke": Transition((S.GRANTED,), S.REVOKED, (KEEPER,), "End it now"),
    "withdraw": Transition((S.ASKED, S.GRANTED), S.WITHDRAWN, (MEMBER,), "Take it back"),
    "expire": Transition((S.GRANTED,), S.EXPIRED, (CLOCK,), "Expired"),
}

FORMATS = {
    "ask": Transition((), F.ASKED, (MEMBER,), "Ask for another format"),
    "take": Transition((F.ASKED,), F.IN_HAND, (KEEPER,), "I make it"),
    "done": Transition((F.ASKED, F.IN_HAND), F.DONE, (KEEPER,), "It is sent"),
    "decline": Transition((F.ASKED, F.IN_HAND), F.DECLINED, (KEEPER,), "It cannot be made"),
}
