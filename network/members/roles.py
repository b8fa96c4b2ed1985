"""Who somebody is, as named questions about a user. Views and templates ask these, never
``is_staff`` nor a group's name.

The groups of a user are read once and kept on the instance for the request.
"""

from django.contrib.auth.models import Group

from network.members.enums import MembershipStatus

COORDINATORS = "Coordinators"
SAFEGUARDING_LEADS = "Safeguarding leads"
RESEARCHERS = "Researchers"
EDITORS = "Editors"
ROLE_GROUPS = (COORDINATORS, SAFEGUARDING_LEADS, RESEARCHERS, EDITORS)


def group_names(user) -> frozenset[str]:
    """Names of the user's groups: one query on the first call, then none."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    if not hasattr(user, "_group_names"):
        user._group_names = frozenset(user.groups.values_list("name", flat=True))
    return user._group_names


def is_verified_member(user) -> bool:
    """A member whose membership a coordinator has approved and nobody has suspended."""
    if not user.is_authenticated or not user.is_active:
        return False
    membership = getattr(user, "membership", None)
    return membership is not None and membership.status == MembershipStatus.APPROVED


def is_coordinator(user) -> bool:
    return COORDINATORS in group_names(user)


def is_safeguarding_lead(user) -> bool:
    return SAFEGUARDING_LEADS in group_names(user)


def is_researcher(user) -> bool:
    return RESEARCHERS in group_names(user)


def has_desk_access(user) -> bool:
    """Coordinators and safeguarding leads work at the desk."""
    return is_coordinator(user) or is_safeguarding_lead(user)


def people_in(group_name: str):
    """Active users in a role, in a stable order."""
    group = Group.objects.get(name=group_name)
    return group.user_set.filter(is_active=True).order_by("pk")
