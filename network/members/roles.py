"""Who somebody is, as named questions about a user. Views and templates ask these, never
``is_staff`` nor a group's name.

The groups of a user are read once and kept on the instance for the request.
"""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Q

from network.members.enums import MembershipStatus

COORDINATORS = "Coordinators"
SAFEGUARDING_LEADS = "Safeguarding leads"
RESEARCHERS = "Researchers"
EDITORS = "Editors"
ROLE_GROUPS = (COORDINATORS, SAFEGUARDING_LEADS, RESEARCHERS, EDITORS)

# The states of a membership in which its owner acts in no role.
ROLES_REST = (
    MembershipStatus.DECLINED,
    MembershipStatus.APPEALED,
    MembershipStatus.SUSPENDED,
    MembershipStatus.LAPSED,
    MembershipStatus.LEFT,
)
_ROLES_HOLD = Q(user__membership__isnull=True) | ~Q(user__membership__status__in=ROLES_REST)


def group_names(user) -> frozenset[str]:
    """Names of the user's groups, roles and circles of members alike: one query on the first call,
    then none.

    Nobody acts in a role while their membership is paused, has lapsed or has been refused. Staff
    who have never asked to join have no membership, and their roles hold.
    """
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    if not hasattr(user, "_group_names"):
        groups = Group.objects.filter(_ROLES_HOLD, user=user).values_list("name", "circle")
        user._group_names = frozenset(name for name, _ in groups)
        user._role_names = frozenset(name for name, circle in groups if circle is None)
    return user._group_names


def role_names(user) -> frozenset[str]:
    """As :func:`group_names`, without the circles (:mod:`network.members.circles`): what somebody
    was made by an administrator."""
    return user._role_names if group_names(user) else frozenset()


def is_verified_member(user) -> bool:
    """A member whose membership is approved and whom nobody has suspended."""
    if not user.is_authenticated or not user.is_active:
        return False
    membership = getattr(user, "membership", None)
    return membership is not None and membership.status == MembershipStatus.APPROVED


def reads_as_member(user) -> bool:
    """Who passes what is "for members": verified members, and staff whose role holds.

    Being signed in is not enough: anybody may sign up, and stays signed in when they are declined
    or paused.
    """
    return is_verified_member(user) or not role_names(user).isdisjoint(ROLE_GROUPS)


def is_coordinator(user) -> bool:
    return COORDINATORS in group_names(user)


def is_safeguarding_lead(user) -> bool:
    return SAFEGUARDING_LEADS in group_names(user)


def is_researcher(user) -> bool:
    return RESEARCHERS in group_names(user)


def is_editor(user) -> bool:
    return EDITORS in group_names(user)


def has_desk_access(user) -> bool:
    """Coordinators and safeguarding leads work at the desk."""
    return is_coordinator(user) or is_safeguarding_lead(user)


def people_in(group_name: str):
    """Active users whose role holds now, in a stable order."""
    members = get_user_model().objects.filter(is_active=True, groups__name=group_name)
    return members.exclude(membership__status__in=ROLES_REST).order_by("pk")
