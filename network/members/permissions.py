"""Who may do what with a membership and a profile, each with a reason to show."""

from allauth.account.models import EmailAddress

from network.members.models import Membership
from network.members.roles import is_coordinator, is_verified_member
from network.workflows import Decision, decide


def has_confirmed_email(user) -> bool:
    """Whether the address that the account signs in with has been confirmed."""
    return EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=True).exists()


def can_apply(user) -> Decision:
    if not user.is_active:
        return Decision(False, "This account is closed.")
    if not has_confirmed_email(user):
        return Decision(False, "Confirm your e-mail address first.")
    return decide(
        not Membership.objects.filter(user=user).exists(),
        "You have asked to join already. Your own page says how far it is.",
    )


def can_reply(user, membership: Membership) -> Decision:
    return decide(
        membership.user_id == user.pk and user.is_active,
        "Only the person who asked to join may reply.",
    )


def can_decide(user, membership: Membership) -> Decision:
    """A coordinator decides on other people's membership, never on their own."""
    if not is_coordinator(user):
        return Decision(False, "Only coordinators decide on memberships.")
    return decide(
        membership.user_id != user.pk,
        "This is your own membership, so another coordinator decides on it.",
    )


def can_browse_members(user) -> Decision:
    return decide(
        is_verified_member(user), "The directory is for members whose membership is approved."
    )
