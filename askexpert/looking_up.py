"""How many codes of certificates one address may look up: enough for people, too few to guess.

Counted per minute in the cache, as in the directory (``network.members.directory.browsing``). The
limits of the sign-in count only what is posted; a code stands in an address.
"""

from datetime import datetime

from allauth.account.adapter import get_adapter
from django.utils.crypto import salted_hmac

from network.counting import is_within

CODES_PER_MINUTE = 30
MINUTE = 60


def may_look_up(request, *, now: datetime) -> bool:
    """Count one more look and say whether it is within the minute's limit: two cache operations.

    The address itself is in no key.
    """
    address = get_adapter().get_client_ip(request)
    who = salted_hmac("askexpert.looking_up", address).hexdigest()[:20]
    key = f"certificates:{who}:{now:%Y%m%d%H%M}"
    return is_within(CODES_PER_MINUTE, key, seconds=MINUTE)
