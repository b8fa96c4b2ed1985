"""How allauth speaks to people here: every mail goes through the outbox, so none is lost, and
every message and refusal is in this site's words."""

import time

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.sites.shortcuts import get_current_site
from django.urls import reverse
from django.utils import timezone

from network.members.models import Membership
from network.members.roles import group_names
from network.members.signing_in import code_again, second_factor
from network.notifications.outbox import send_account_mail

TOO_OFTEN = (
    "That was tried too often. Wait five minutes, or choose another way to sign in: a code by "
    "e-mail, a passkey, or a new password."
)


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This account is switched off.",
        "cannot_remove_primary_email": "This is the address of your account, so it has to stay.",
        "duplicate_email": "This is the address of your account already.",
        "email_password_mismatch": (
            "The e-mail address or the password is not right. Check both; you can also have a "
            "code sent to you, or set a new password."
        ),
        "enter_current_password": "That is not your present password.",
        "incorrect_code": "That is not the code. Check it, or ask for a new one.",
        "incorrect_password": "That is not your password.",
        "invalid_login": "Fill in your e-mail address.",
        "invalid_or_expired_key": "This link is used up or too old.",
        "invalid_password_reset": "This link is used up or too old. Ask for a new one.",
        "max_email_addresses": "You cannot add more than %d e-mail addresses.",
        "rate_limited": "That was tried too often. Wait a minute and try again.",
        "same_as_current": "This is what it is already.",
        "too_many_login_attempts": TOO_OFTEN,
        "unverified_primary_email": "Confirm this address first.",
    }

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Render allauth's message and put it into the outbox instead of sending it at once.

        A mail server that is down then delays a confirmation instead of answering with an error,
        and an address that is known takes as long as one that is not.
        """
        site = get_current_site(self.request) if self.request else None
        message = self.render_mail(
            template_prefix,
            email,
            {
                "request": self.request,
                "current_site": site,
                "site_name": settings.SITE_NAME,
                "email": email,
                **context,
            },
        )
        send_account_mail(
            to_address=email,
            kind=template_prefix.rsplit("/", 1)[-1],
            subject=message.subject,
            body=message.body,
            now=timezone.now(),
        )

    def get_from_email(self) -> str:
        return settings.DEFAULT_FROM_EMAIL

    def get_login_redirect_url(self, request) -> str:
        """The joining form for somebody who has not filled it in, else one's own page.

        People with a role work here without having joined. Asked only when the sign-in page was
        not opened on the way to another one.
        """
        user = request.user
        if not group_names(user) and not Membership.objects.filter(user=user).exists():
            return reverse("join")
        return super().get_login_redirect_url(request)

    def get_reauthentication_methods(self, user) -> list[dict]:
        """allauth's ways to show again that it is you, in our words; the second factor first.

        Somebody who has one is asked for it: it is quicker to give and harder to steal.
        """
        words = {
            "reauthenticate": "Use your password",
            "mfa_reauthenticate": "Use a code from your authenticator app, or a recovery code",
            "mfa_reauthenticate:webauthn": "Use a passkey or security key",
        }
        code = {
            "id": "code_again",
            "description": "Have a code sent to your e-mail address",
            "url": reverse("account_reauthenticate_by_code"),
        }
        methods = [
            {**method, "description": words[method["id"]]}
            for method in super().get_reauthentication_methods(user)
        ]
        if methods and code_again.is_for(user):
            methods.append(code)
        return sorted(methods, key=lambda method: method["id"] != "mfa_reauthenticate")

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        """As allauth's, but not for a second factor within minutes of signing in.

        Who is led to setting one up has just given their password and is not asked for it again.
        """
        request = allauth_context.request
        if app == "allauth.mfa" and request.user.is_authenticated:
            records = get_authentication_records(request, request.user)
            latest = max((record["at"] for record in records), default=0)
            if time.time() - latest < account_settings.REAUTHENTICATION_TIMEOUT:
                return False
        return super().is_reauthentication_required(app=app, **kwargs)


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": (
            "Your role needs a second step for signing in, and this is your only one. Add another "
            "one first; then you can take this one away."
        ),
        "cannot_generate_recovery_codes": (
            "Recovery codes stand in for an authenticator app or a passkey. Set one up first."
        ),
        "incorrect_code": "That is not the code. Codes change every half minute: try the next one.",
        "unverified_email": (
            "A new e-mail address of yours waits to be confirmed. Confirm it, or give the change "
            "up, and then set this up."
        ),
    }

    def can_delete_authenticator(self, authenticator) -> bool:
        return not second_factor.is_last(authenticator)

    def generate_authenticator_name(self, user, type_) -> str:
        number = user.authenticator_set.filter(type=type_).count() + 1
        return "My passkey" if number == 1 else f"My passkey {number}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The site by its name; what is signed is bound to its host name."""
        return {**super().get_public_key_credential_rp_entity(), "name": settings.SITE_SHORT_NAME}
