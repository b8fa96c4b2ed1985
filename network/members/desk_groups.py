"""The groups in which the desk lists memberships, and how many are in each."""

from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from network.members.enums import WAITING_FOR_COORDINATOR, MembershipStatus
from network.notifications.models import PausedAddress

M = MembershipStatus


@dataclass(frozen=True, slots=True)
class Group:
    """One list: its name, which memberships, in which order, and words for an empty one."""

    code: str
    label: str
    condition: Q
    order: tuple[str, ...]
    empty: str
    lead: str = ""


OLDEST_FIRST = ("waiting_since", "pk")
NEWEST_FIRST = ("-decided_at", "-pk")
# What a coordinator has not seen before the person was a member.
BY_ADDRESS = Q(status=M.APPROVED, decided_by=None, decided_at__isnull=False)

EVERYBODY = "everybody"
GROUPS = {
    group.code: group
    for group in (
        Group(
            "",
            "Waiting for us",
            Q(status__in=WAITING_FOR_COORDINATOR),
            OLDEST_FIRST,
            "Nobody is waiting",
        ),
        Group(
            "appeals",
            "Appeals",
            Q(status=M.APPEALED),
            OLDEST_FIRST,
            "Nobody has appealed",
            "Whoever took the decision leaves the appeal to another coordinator.",
        ),
        Group("asked", "Waiting for them", Q(status=M.ASKED), OLDEST_FIRST, "Nobody was asked"),
        Group(
            "by-address",
            "Approved by address",
            BY_ADDRESS,
            NEWEST_FIRST,
            "Nobody was approved by their address",
            "Their e-mail domain is on the list, so nobody has read their application. Look them "
            "over now and then; a membership can be paused at any time.",
        ),
        Group(
            "confirming",
            "Asked to confirm",
            Q(status=M.APPROVED, confirmation_asked_at__isnull=False),
            ("confirmation_asked_at", "pk"),
            "Nobody is being asked just now",
        ),
        Group("lapsed", "Lapsed", Q(status=M.LAPSED), ("confirmed_at", "pk"), "Nobody has lapsed"),
        Group(
            "unreached",
            "E-mail comes back",
            Q(is_unreached=True) & ~Q(status=M.LEFT),
            ("user__name", "pk"),
            "E-mail reaches everybody",
            "Two e-mails could not be delivered, so none is sent. They may have changed employer.",
        ),
        Group("paused", "Paused", Q(status=M.SUSPENDED), NEWEST_FIRST, "Nobody is paused"),
        Group("declined", "Declined", Q(status=M.DECLINED), NEWEST_FIRST, "Nobody was declined"),
        Group("members", "Members", Q(status=M.APPROVED), NEWEST_FIRST, "There is no member yet"),
        Group(
            EVERYBODY,
            "Everybody",
            Q(pk__isnull=False),
            ("user__name", "pk"),
            "Nobody has asked to join yet",
            "All of these lists together, and those who have left.",
        ),
    )
}


def with_reach(memberships: QuerySet) -> QuerySet:
    """Adds ``is_unreached``: whether e-mail to the account's address comes back."""
    paused = PausedAddress.objects.filter(address=OuterRef("user__email"))
    return memberships.annotate(is_unreached=Exists(paused))


def in_group(memberships: QuerySet, group: Group, words: str = "") -> QuerySet:
    """The group's memberships in its order; with ``words``, of people or organisations so named."""
    found = with_reach(memberships).filter(group.condition)
    for word in words.split()[:6]:
        found = found.filter(
            Q(user__name__icontains=word)
            | Q(user__profile__organisation__name__icontains=word)
            | Q(user__profile__proposed_organisation__icontains=word)
        )
    first, *rest = group.order
    key = first.lstrip("-")
    place = F(key).desc(nulls_last=True) if first.startswith("-") else F(key).asc(nulls_first=True)
    return found.order_by(place, *rest)


def counts_of(memberships: QuerySet) -> dict[str, int]:
    """How many are in each group: one query."""
    return with_reach(memberships).aggregate(
        **{code or "waiting": Count("pk", filter=group.condition) for code, group in GROUPS.items()}
    )
