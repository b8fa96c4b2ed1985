"""That an address and an account belong together: whoever confirms the one must hold the other.

Anybody can type anybody's address into the sign-up form, or give it as their new one. Its owner
gets the link, presses the button, and has confirmed an account whose password a stranger knows:
with a work address, one of a member. So the button works for whoever can show that the account is
theirs, and a code by e-mail, which shows only that the mailbox is, drops the password that was
chosen before. Source of the attacks: Sudhodanan and Paverd 2022, "Pre-hijacked accounts".
"""

from collections.abc import Iterable

from allauth.account.adapter import get_adapter
from django.contrib import messages

from network.members.models import User

BY_CODE = "account_confirm_login_code"


def knows_password(user: User, password: str) -> bool:
    """Try the account's password, within the limits of signing in.

    :raises ValidationError: when it was tried too often.
    """
    return get_adapter().reauthenticate(user, password)


def owners(users: Iterable[User], email: str) -> list[User]:
    """Those whose own address this is, confirmed or the one they signed up with; not those who have
    only given it as their new one."""
    return [user for user in users if user.email.casefold() == email.casefold()]


def drop_unproven_password(sender, request, email_address, **kwargs) -> None:
    """A code confirmed the address that an account was made with: forget the password, which may be
    somebody else's. Connected to allauth's ``email_confirmed``."""
    match = request.resolver_match if request else None
    if match is None or match.view_name != BY_CODE:
        return
    user = email_address.user
    user.set_unusable_password()
    user.save(update_fields=["password"])
    messages.info(
        request,
        "Your e-mail address is confirmed. The password that was chosen for this account before "
        "is not kept, in case it was not yours. You can set one under “Account”.",
    )
