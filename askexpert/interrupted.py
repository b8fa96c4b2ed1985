"""Keep what somebody was writing when their session ended.

A form carries a signature of whose it is and what it writes to. Sent without a session, or under
another account, the text goes into its owner's draft and nowhere else, and the sender is asked to
sign in again. The signature is good for two days and only saves drafts.
"""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.core.signing import BadSignature, TimestampSigner

_signer = TimestampSigner(salt="askexpert.interrupted")
MAX_AGE = timedelta(days=2)


def signature(user, public_id) -> str:
    """The value of a form's hidden ``keeper`` field."""
    return _signer.sign(f"{user.public_id}:{public_id}")


def owner_of(value: str, public_id):
    """The active user whose draft this form may save, or ``None``."""
    try:
        user_id, _, target = _signer.unsign(value, max_age=MAX_AGE).partition(":")
    except BadSignature:
        return None
    if target != str(public_id):
        return None
    return get_user_model().objects.active().filter(public_id=user_id).first()
