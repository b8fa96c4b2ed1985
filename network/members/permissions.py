"""Who may do what with a membership and a profile, each with a reason to show."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress

from network.members.models import Membership
from network.members.roles import is_coordinator, is_verified_member


@dataclass(frozen=True, slots=True)
class Decision:
    """True or false, with the words that explain a refusal."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


ALLOWED = Decision(True)


def _decision(allowed: bool, reason: str) -> Decision:
    return ALLOWED if allowed else Decision(False, reason)


def has_confirmed_email(user) -> bool:
    """Whether the address that the account signs in with has been confirmed."""
    return EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=True).exists()


def can_apply(user) -> Decision:
    if not user.is_active:
        return Decision(False, "This account is closed.")
    if not has_confirmed_email(user):
        return Decision(False, "Confirm your e-mail address first.")
    return _decision(
        not Membership.objects.filter(user=user).exists(),
        "You have asked to join already. Your own page says how far it is.",
    )


def can_reply(user, membership: Membership) -> Decision:
    return _decision(
        membership.user_id == user.pk and user.is_active,
        "Only the person who asked to join may reply.",
    )


def can_decide(user, membership: Membership) -> Decision:
    """A coordinator decides on other people's membership, never on their own."""
    if not is_coordinator(user):
        return Decision(False, "Only coordinators decide on memberships.")
    return _decision(
        membership.user_id != user.pk,
        "This is your own membership, so another coordinator decides on it.",
    )


def can_browse_members(user) -> Decision:
    return _decision(
        is_verified_member(user), "The directory is for members whose membership is approved."
    )
