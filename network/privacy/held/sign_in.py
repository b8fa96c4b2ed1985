"""What the account libraries hold. Secrets are named, never shown."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from network.members.signing_in.sessions import device_words
from network.privacy.holdings import Holding, register, rows_from


def address_rows(user):
    return rows_from(
        EmailAddress.objects.filter(user=user).order_by("pk"),
        address="email",
        confirmed="verified",
        you_sign_in_with_it="primary",
    )


def authenticator_rows(user):
    return rows_from(
        Authenticator.objects.filter(user=user).order_by("pk"),
        kind=lambda row: row.get_type_display(),
        set_up_on="created_at",
        last_used_on="last_used_at",
    )


def session_rows(user):
    return rows_from(
        UserSession.objects.filter(user=user).order_by("pk"),
        device=lambda row: device_words(row.user_agent),
        what_the_browser_called_itself="user_agent",
        network_address=lambda row: str(row.ip),
        signed_in_on="created_at",
        last_used_on="last_seen_at",
    )


register(
    Holding("account.EmailAddress", "E-mail addresses", address_rows, order=11),
    Holding("mfa.Authenticator", "Ways to prove it is you", authenticator_rows, order=12),
    Holding("usersessions.UserSession", "Where you are signed in", session_rows, order=13),
)
