"""Signed links in e-mails: they name a person and one purpose, and need no sign-in.

The number at the end of each salt is part of the signature: raise it and every link of that
purpose that is out there stops working.
"""

import re
import uuid
from datetime import timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

STOP = "notifications.stop.1"
CHOOSE = "notifications.choose.1"
REACH = "notifications.reach.1"

# A weekly e-mail's link outlives the next six of them.
CHOOSE_FOR = timedelta(days=45)
REACH_FOR = timedelta(days=3)
# Whom a broken link is looked up as, so that it takes as long as a good one.
NOBODY = uuid.UUID(int=0)


def stop_url(user, what: str) -> str:
    """The address that turns off ``what``: a group, or ``daily`` or ``weekly``. It never ends."""
    token = signing.Signer(salt=STOP).sign(f"{user.public_id.hex}.{what}")
    return _absolute("email_stop", token)


def read_stop(token: str) -> tuple[uuid.UUID, str]:
    """Whom and what a link stops; nobody and nothing for one that is not ours."""
    try:
        value = signing.Signer(salt=STOP).unsign(token)
    except signing.BadSignature:
        return NOBODY, ""
    hexadecimal, _, what = value.partition(".")
    return uuid.UUID(hexadecimal), what


def choose_url(user) -> str:
    """The address of the person's choices, good for :data:`CHOOSE_FOR` and for this address."""
    return _absolute("email_choices", _timed(user, CHOOSE))


def read_choose(token: str):
    """The person whose choices the link shows, or ``None``."""
    return _read_timed(token, CHOOSE, CHOOSE_FOR)


def reach_url(user) -> str:
    """The address by which somebody shows that e-mail reaches them again."""
    return _absolute("email_reached", _timed(user, REACH))


def read_reach(token: str):
    """The person whose address works again, or ``None``."""
    return _read_timed(token, REACH, REACH_FOR)


def _absolute(name: str, token: str) -> str:
    return urljoin(settings.WAGTAILADMIN_BASE_URL, reverse(name, args=[token]))


def _timed(user, salt: str) -> str:
    return signing.TimestampSigner(salt=salt).sign(f"{user.public_id.hex}.{_mark(user, salt)}")


def _read_timed(token: str, salt: str, good_for: timedelta):
    try:
        value = signing.TimestampSigner(salt=salt).unsign(token, max_age=good_for)
    except signing.BadSignature:
        value = f"{NOBODY.hex}."
    hexadecimal, _, mark = value.partition(".")
    known = re.fullmatch("[0-9a-f]{32}", hexadecimal)
    user = (
        get_user_model()
        .objects.active()
        .filter(public_id=uuid.UUID(hexadecimal) if known else NOBODY)
        .first()
    )
    return user if user and constant_time_compare(mark, _mark(user, salt)) else None


def _mark(user, salt: str) -> str:
    """Ties a link to the address it was sent to: who gets the mail of an old one loses it."""
    return salted_hmac(salt, user.email, algorithm="sha256").hexdigest()[:16]
