"""Groups of the verified members: all of them, and those of each sector.

They are real auth groups, so Wagtail's own privacy dialog offers "Members" and "Sector: Police"
beside the roles, and every rule on view restrictions holds for them. They give no right.

Written in the same transaction as what they follow: the status of a membership
(:func:`network.members.workflow.steps.move`), the sectors of a profile, the name of a sector.
:func:`repair` runs with ``run_due`` and mends what was written past all of these.
"""

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q

from network.members.enums import MembershipStatus
from network.members.models import Circle, Membership, ProfileSector, User
from network.taxonomy.models import Sector

ALL_MEMBERS = "Members"
OF_SECTOR = "Sector: {}"
LONGEST_NAME = Group._meta.get_field("name").max_length
CHUNK = 1000


@transaction.atomic
def keep_in_step(user) -> None:
    """Put the account into exactly the circles that its membership and its sectors give.

    The membership is locked, so that a step of it and a change of the profile at the same moment
    come one after the other. Three queries when nothing is to change.
    """
    is_member = (
        Membership.objects.select_for_update()
        .filter(user=user, status=MembershipStatus.APPROVED, user__is_active=True)
        .exists()
    )
    wanted = set(_circles_of(user).values_list("group_id", flat=True)) if is_member else set()
    present = set(user.groups.filter(circle__isnull=False).values_list("pk", flat=True))
    if wanted != present:
        user.groups.remove(*(present - wanted))
        user.groups.add(*(wanted - present))
    for kept in ("_group_names", "_role_names"):
        user.__dict__.pop(kept, None)


def _circles_of(user):
    sectors = ProfileSector.objects.filter(content_object__user=user).values("tag")
    return Circle.objects.filter(Q(sector__isnull=True) | Q(sector__in=sectors))


@transaction.atomic
def name_after(sector: Sector) -> None:
    """Make the circle of a new sector, or name it after a renamed one."""
    circle = Circle.objects.select_related("group").filter(sector=sector).first()
    wanted = OF_SECTOR.format(sector.name)[:LONGEST_NAME]
    if circle is None:
        Circle.objects.create(group=Group.objects.create(name=_free(wanted)), sector=sector)
    elif circle.group.name != wanted:
        circle.group.name = _free(wanted)
        circle.group.save(update_fields=["name"])


def _free(name: str) -> str:
    """The name, or one like it when an administrator's own group is called so."""
    taken = set(Group.objects.filter(name__startswith=name).values_list("name", flat=True))
    number = 2
    found = name
    while found in taken:
        found = f"{name[: LONGEST_NAME - 5]} ({number})"
        number += 1
    return found


@transaction.atomic
def repair() -> int:
    """Put everybody into the right circles; returns how many entries were wrong or missing.

    When all is right: five queries at any number of members and circles.
    """
    for sector in Sector.objects.filter(circle__isnull=True):
        name_after(sector)
    entries = User.groups.through.objects
    wrong = entries.filter(group__circle__isnull=False).exclude(
        Exists(_entitled(OuterRef("user_id"))) & _has_sector()
    )
    number, _ = wrong.delete()
    # Nobody is in a circle wrongly any more, so equal numbers mean that nobody is missing.
    expected = _expected()
    places = Circle.objects.annotate(people=Count("group__user"))
    for group_id, sector_id, people in places.values_list("group_id", "sector_id", "people"):
        if people != expected.get(sector_id, 0):
            number += _fill(group_id, sector_id)
    return number


def _expected() -> dict[int | None, int]:
    """How many belong into the circle of each sector; under ``None`` all members."""
    members = User.objects.filter(is_active=True, membership__status=MembershipStatus.APPROVED)
    chosen = ProfileSector.objects.filter(content_object__user__in=members).order_by()
    by_sector = dict(chosen.values_list("tag").annotate(Count("pk")))
    return {None: members.count(), **by_sector}


def _entitled(user_id):
    return Membership.objects.filter(
        user_id=user_id, status=MembershipStatus.APPROVED, user__is_active=True
    )


def _has_sector() -> Q:
    chosen = ProfileSector.objects.filter(
        content_object__user=OuterRef("user_id"), tag__circle__group=OuterRef("group_id")
    )
    return Q(group__circle__sector__isnull=True) | Q(Exists(chosen))


def _fill(group_id: int, sector_id: int | None) -> int:
    present = User.groups.through.objects.filter(group_id=group_id, user=OuterRef("pk"))
    people = User.objects.filter(
        ~Exists(present), is_active=True, membership__status=MembershipStatus.APPROVED
    )
    if sector_id is not None:
        people = people.filter(profile__tagged_sectors__tag=sector_id)
    keys = list(people.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        User.groups.through.objects.bulk_create(
            [
                User.groups.through(user_id=key, group_id=group_id)
                for key in keys[start : start + CHUNK]
            ],
            ignore_conflicts=True,
        )
    return len(keys)
