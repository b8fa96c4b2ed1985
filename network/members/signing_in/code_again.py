"""A code by e-mail as an answer to "is it still you?", for whoever signs in that way.

Only for accounts without a second factor: with one, that is asked for. The code works in the
session that asked for it, for fifteen minutes and three tries; the session holds its keyed hash.
"""

import time

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from network.counting import is_within

STATE = "code_again"
CODES_PER_HOUR = 5
HOUR = 3600


def is_for(user) -> bool:
    """Whether a code may be sent: a confirmed address, and no second factor. Two queries."""
    return EmailAddress.objects.filter(
        user=user, email=user.email, verified=True
    ).exists() and not is_mfa_enabled(user)


def send(request: HttpRequest) -> bool:
    """Send a new code to the account's address; any earlier one is void. False when that was done
    too often in this hour."""
    user = request.user
    hour = int(time.time()) // HOUR
    if not is_within(CODES_PER_HOUR, f"code-again:{user.pk}:{hour}", seconds=HOUR):
        return False
    code = get_adapter().generate_login_code()
    request.session[STATE] = {
        "hash": _hash(user, code),
        "at": time.time(),
        "left": app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS,
    }
    get_adapter().send_mail("account/email/code_again", user.email, {"code": code})
    return True


def is_waiting(request: HttpRequest) -> bool:
    """Whether a code was sent that still works."""
    state = request.session.get(STATE)
    return bool(
        state
        and state["left"] > 0
        and time.time() - state["at"] < app_settings.LOGIN_BY_CODE_TIMEOUT
    )


def accept(request: HttpRequest, code: str) -> bool:
    """Take the code: then it is used up and the session knows that it is still the same person.
    A wrong one costs a try."""
    if not is_waiting(request):
        return False
    state = request.session[STATE]
    if not constant_time_compare(state["hash"], _hash(request.user, code)):
        request.session[STATE] = {**state, "left": state["left"] - 1}
        return False
    del request.session[STATE]
    record_authentication(
        request, request.user, method="code", email=request.user.email, reauthenticated=True
    )
    return True


def _hash(user, code: str) -> str:
    letters = "".join(filter(str.isalnum, code)).upper()
    return salted_hmac("network.members.code_again", f"{user.pk}:{letters}").hexdigest()
