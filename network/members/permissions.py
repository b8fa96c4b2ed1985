"""Who may do what with a membership and a profile, each with a reason to show."""

from allauth.account.models import EmailAddress

from network.members import earlier
from network.members.enums import MembershipStatus
from network.members.models import EmailDomain, Membership
from network.members.roles import COORDINATORS, is_coordinator, is_verified_member, people_in
from network.workflows import Decision, decide


def has_confirmed_email(user) -> bool:
    """Whether the address that the account signs in with has been confirmed."""
    return EmailAddress.objects.filter(
        user=user, email__iexact=user.email, verified=True, primary=True
    ).exists()


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


def is_covered(user, rule: EmailDomain) -> Decision:
    """Whether the rule covers the address that the account has confirmed, and that suffices."""
    if not has_confirmed_email(user):
        return Decision(False, "The e-mail address is not confirmed.")
    if earlier.must_be_looked_at(user):
        return Decision(False, "An earlier account of this address has to be looked at first.")
    return decide(
        EmailDomain.objects.filter(pk=rule.pk).covering(user.email) is not None,
        "The e-mail address is of another domain.",
    )


def can_appeal(user, membership: Membership) -> Decision:
    """The person it is about, once for each decision."""
    if membership.user_id != user.pk or not user.is_active:
        return Decision(False, "Only the person it is about may appeal.")
    return decide(
        membership.appealed_at is None,
        "Another coordinator has looked at this again already, and the decision is final.",
    )


def can_decide(user, membership: Membership) -> Decision:
    """A coordinator decides on other people's membership, never on their own.

    An appeal is for somebody who did not take the decision, as long as there is such a person.
    """
    if not is_coordinator(user):
        return Decision(False, "Only coordinators decide on memberships.")
    if membership.user_id == user.pk:
        return Decision(False, "This is your own membership, so another coordinator decides on it.")
    if membership.status != MembershipStatus.APPEALED or membership.decided_by_id != user.pk:
        return decide(True, "")
    others = people_in(COORDINATORS).exclude(pk__in=[user.pk, membership.user_id])
    return decide(
        not others.exists(),
        "The appeal is against your own decision, so another coordinator looks at it.",
    )


def can_confirm(user, membership: Membership) -> Decision:
    """The member themselves, with an e-mail address that is still confirmed."""
    if membership.user_id != user.pk or not user.is_active:
        return Decision(False, "Only the member may confirm their membership.")
    return decide(has_confirmed_email(user), "Confirm your e-mail address first.")


def can_resume_at_once(membership: Membership, works_as_before: bool) -> Decision:
    """After a lapse: who works as before, or has an address of a domain on the list."""
    return decide(
        works_as_before or EmailDomain.objects.covering(membership.user.email) is not None,
        "You work somewhere else now, so a coordinator looks at it first.",
    )


def can_browse_members(user) -> Decision:
    return decide(
        is_verified_member(user), "The directory is for members whose membership is approved."
    )
