"""The account and the application of somebody who leaves: what is sealed, cleared, given back.

Everything here runs inside the transaction of :mod:`network.members.workflow.leaving`, on rows
that it has locked.
"""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import models
from django.utils.dateparse import parse_datetime
from django.utils.module_loading import import_string

from network.members.models import Membership
from network.members.roles import COORDINATORS, SAFEGUARDING_LEADS, people_in
from network.members.signing_in.sessions import end_all
from network.taxonomy.models import Organisation
from network.workflows import ALLOWED, Decision

# A domain that can never exist (RFC 2606), so that nothing is ever sent there.
FORMER_DOMAIN = "former-member.invalid"
# The service is not safe with nobody in these.
NEEDED_ROLES = {COORDINATORS: "coordinator", SAFEGUARDING_LEADS: "safeguarding lead"}
MEMBERSHIP_WORDS = ("why", "reply", "reason", "appeal", "confirmed_organisation_name")
EVENT_WORDS = ("reason",)


class AddressTaken(Exception):  # noqa: N818 -- reads as the state of affairs it reports
    """Another account uses the e-mail address meanwhile."""


def lock_needed_roles() -> None:
    """Wait for whoever else is leaving such a role, so that the last two do not go together."""
    list(Group.objects.select_for_update().filter(name__in=NEEDED_ROLES).order_by("pk"))


def may_leave(user) -> Decision:
    """Everybody may leave at any time, except the last person in a role that must be filled."""
    for group, role in NEEDED_ROLES.items():
        people = people_in(group)
        if people.filter(pk=user.pk).exists() and not people.exclude(pk=user.pk).exists():
            return Decision(
                False,
                f"You are the only {role}, and the network is not safe without one. Ask an editor "
                f"to make somebody else a {role} first; then you can leave at once.",
            )
    return ALLOWED


def take_roles(user) -> list[str]:
    """End every role and permission at once; return the names of the roles.

    They do not come back by themselves: whoever gave them decides again.
    """
    roles = user.groups.filter(circle__isnull=True)
    names = list(roles.order_by("name").values_list("name", flat=True))
    user.groups.clear()
    user.user_permissions.clear()
    return names


def seal_account(user) -> dict:
    """What signing in as before needs, as plain JSON values."""
    return {
        "email": user.email,
        "password": user.password,
        "last_login": user.last_login,
        "addresses": list(
            EmailAddress.objects.filter(user=user)
            .order_by("pk")
            .values("email", "verified", "primary")
        ),
        "authenticators": list(
            Authenticator.objects.filter(user=user)
            .order_by("pk")
            .values("type", "data", "created_at", "last_used_at")
        ),
    }


def own_addresses(kept: dict) -> set[str]:
    """The addresses of a sealed account that its owner has confirmed."""
    return {address["email"] for address in kept["addresses"] if address["verified"]}


def close_account(user, now: datetime) -> None:
    """Take name and address off the account, make it unusable, and end every session."""
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    store = import_string(f"{settings.SESSION_ENGINE}.SessionStore")
    for key in UserSession.objects.filter(user=user).values_list("session_key", flat=True):
        store(key).delete()
    user.name, user.email = "", f"{user.public_id.hex}@{FORMER_DOMAIN}"
    user.set_unusable_password()
    user.is_active, user.is_superuser = False, False
    user.left_at, user.last_login = now, None
    user.save(
        update_fields=[
            "name",
            "email",
            "password",
            "is_active",
            "is_superuser",
            "left_at",
            "last_login",
        ]
    )
    end_all(user)


def reopen_account(user, kept: dict) -> None:
    """Give address, password and second factor back. Other addresses that are taken are left out.

    :raises AddressTaken: when another account signs in with the main address meanwhile.
    """
    if _is_taken(kept["email"]):
        raise AddressTaken
    user.email, user.password = kept["email"], kept["password"]
    user.last_login = parse_datetime(kept["last_login"]) if kept["last_login"] else None
    user.is_active, user.left_at = True, None
    user.save(update_fields=["email", "password", "last_login", "is_active", "left_at"])
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, **address)
        for address in kept["addresses"]
        if not _is_taken(address["email"], besides=user)
    )
    Authenticator.objects.bulk_create(
        Authenticator(
            user=user,
            type=row["type"],
            data=row["data"],
            created_at=parse_datetime(row["created_at"]),
            last_used_at=parse_datetime(row["last_used_at"]) if row["last_used_at"] else None,
        )
        for row in kept["authenticators"]
    )


def seal_application(membership: Membership) -> dict:
    """What was written about joining, by whomever: the words, not the steps."""
    return {
        **{name: getattr(membership, name) for name in MEMBERSHIP_WORDS},
        "kept_phrases": membership.kept_phrases,
        "confirmed_organisation": membership.confirmed_organisation_id,
        "events": {
            event.pk: {name: getattr(event, name) for name in EVENT_WORDS}
            for event in membership.events.exclude(reason="")
        },
    }


def empty_application(membership: Membership) -> None:
    """Blank the words. The steps stay: who did what when is not the applicant's alone.

    Events are changed by nothing else; here the words in them are the point.
    """
    for name in MEMBERSHIP_WORDS:
        setattr(membership, name, "")
    membership.kept_phrases, membership.confirmed_organisation = [], None
    membership.save(update_fields=[*MEMBERSHIP_WORDS, "kept_phrases", "confirmed_organisation"])
    membership.events.exclude(reason="").update(reason="")


def refill_application(membership: Membership, kept: dict) -> None:
    """Put the words back."""
    for name in MEMBERSHIP_WORDS:
        setattr(membership, name, kept[name])
    membership.kept_phrases = kept["kept_phrases"]
    # It may have been merged into another one meanwhile.
    membership.confirmed_organisation = Organisation.objects.filter(
        pk=kept["confirmed_organisation"]
    ).first()
    membership.save(update_fields=[*MEMBERSHIP_WORDS, "kept_phrases", "confirmed_organisation"])
    for pk, words in kept["events"].items():
        membership.events.filter(pk=pk).update(**words)


def _is_taken(email: str, *, besides: models.Model | None = None) -> bool:
    pk = besides.pk if besides is not None else 0
    return (
        get_user_model().objects.filter(email__iexact=email).exclude(pk=pk).exists()
        or EmailAddress.objects.filter(email__iexact=email, verified=True)
        .exclude(user_id=pk)
        .exists()
    )
