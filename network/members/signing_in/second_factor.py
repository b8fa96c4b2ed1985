"""Of whom a second factor is required for signing in, and who has one.

Required of coordinators, safeguarding leads, everybody who may export members' data, and everybody
who may enter the Wagtail admin (``docs/decisions/0008-second-factor-and-sessions.md``). An
authenticator app or a passkey counts; recovery codes alone do not.
"""

from functools import cache

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from network.members.models import User
from network.members.roles import COORDINATORS, SAFEGUARDING_LEADS

ROLES = (COORDINATORS, SAFEGUARDING_LEADS)
PERMISSIONS = (("members", "export_data"), ("wagtailadmin", "access_admin"))
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)

# What somebody who still has to set one up may open, by the routes' names: setting it up, what
# that leads through, signing out, one's rights over one's data, help for a child in danger, and
# what machines ask for.
OPEN_ROUTES = frozenset(
    {
        "second_factor",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_list_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "account_reauthenticate",
        "account_reauthenticate_by_code",
        "account_email",
        "account_email_verification_sent",
        "account_confirm_email",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "account_login",
        "account_logout",
        "account_inactive",
        "wagtailadmin_logout",
        # One's rights: a role that was given takes none of them away. What opens data asks for
        # the password again.
        "my_data",
        "ask_for_data_copy",
        "fetch_data_copy",
        "looks_at_my_data",
        "leave_network",
        "left",
        "email_settings",
        "email_choices",
        "email_stop",
        "complaints",
        "complaint_received",
        "complaint_track",
        "complaint_track_again",
        "my_complaints",
        "my_complaint",
        "my_complaint_again",
        "urgent_help",
        "healthz",
        "healthz_ready",
        "robots",
        "security_txt",
        "rendition",
        "demo_view_as",
        "demo_mailbox",
        "demo_mail",
    }
)


def _one_of_the_permissions(prefix: str) -> Q:
    condition = Q()
    for app_label, codename in PERMISSIONS:
        condition |= Q(
            **{f"{prefix}__codename": codename, f"{prefix}__content_type__app_label": app_label}
        )
    return condition


def with_second_factor(users: QuerySet) -> QuerySet:
    """Each account with ``needs_second_factor`` and ``has_second_factor``: no query of its own."""
    by_group = User.groups.through.objects.filter(
        Q(group__name__in=ROLES) | _one_of_the_permissions("group__permissions"),
        user=OuterRef("pk"),
    )
    by_person = User.user_permissions.through.objects.filter(
        _one_of_the_permissions("permission"), user=OuterRef("pk")
    )
    needs = Q(is_superuser=True) | Q(Exists(by_group)) | Q(Exists(by_person))
    return users.annotate(
        needs_second_factor=ExpressionWrapper(needs, output_field=BooleanField()),
        has_second_factor=Exists(
            Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)
        ),
    )


def account_of_request(user_id) -> User | None:
    """The account with this key, with both answers: one query.

    It is asked at every request of everybody who is signed in, so the statement is compiled once
    (0.5 instead of 7 ms of processor time).
    """
    try:
        key = User._meta.pk.to_python(user_id)
    except ValidationError:
        return None
    statement, params = _statement(connection.vendor)
    bound = [key if value == _KEY else value for value in params]
    return next(iter(User.objects.raw(statement, bound)), None)


# Stands for the key while the statement is compiled. No account has it.
_KEY = -1


@cache
def _statement(vendor: str) -> tuple[str, tuple]:
    return with_second_factor(User.objects.filter(pk=_KEY)).query.sql_with_params()


def is_required_of(user) -> bool:
    """Whether this account must have a second factor: no query for the account of a request."""
    return _facts(user)[0]


def is_missing(user) -> bool:
    """Whether one is required and there is none yet: no query for the account of a request."""
    needed, present = _facts(user)
    return needed and not present


def is_last(authenticator: Authenticator) -> bool:
    """Whether its owner would be left without a second factor that is required of them."""
    others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=FACTORS).exclude(
        pk=authenticator.pk
    )
    return (
        authenticator.type in FACTORS and is_required_of(authenticator.user) and not others.exists()
    )


def _facts(user) -> tuple[bool, bool]:
    """What :class:`~network.members.signing_in.backends.AccountBackend` brought, or one query."""
    if not user.is_authenticated:
        return False, False
    if not hasattr(user, "needs_second_factor"):
        facts = with_second_factor(User.objects.filter(pk=user.pk)).values_list(
            "needs_second_factor", "has_second_factor"
        )
        user.needs_second_factor, user.has_second_factor = facts.get()
    return bool(user.needs_second_factor), bool(user.has_second_factor)
