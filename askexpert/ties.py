"""Whom and what somebody is too close to, as they say themselves.

People are found through the directory, as far as it shows them to whoever looks: nobody learns
here that somebody is a member whom the directory hides from them.
"""

from dataclasses import dataclass
from datetime import datetime

from askexpert.models import DeclaredTie, DoNotMatch
from network.members.directory.entries import fold
from network.members.models import DirectoryEntry, User
from network.members.profile.visibility import listed_for
from network.taxonomy.models import Area, Organisation

MOST_FOUND = 10
AVOID, TIE = "avoid", "tie"
UNKNOWN = "Somebody whom the directory does not show now"


@dataclass(frozen=True, slots=True)
class Found:
    """A person of the directory, as its list shows them."""

    public_id: str
    name: str
    about: str


@dataclass(frozen=True, slots=True)
class Row:
    """A tie or an avoided person on the owner's own page; ``key`` names it to be removed."""

    key: str
    words: str


def find_people(viewer, words: str) -> list[Found]:
    """The first ten people of the directory with these words: one or two queries."""
    folded = fold(words).split()[:8]
    if not folded:
        return []
    entries = DirectoryEntry.objects.for_audience(listed_for(viewer)).with_words(folded)
    entries = entries.exclude(profile__user=viewer).by_name()
    cards = entries.values_list("card", flat=True)[:MOST_FOUND]
    return [
        Found(
            card["public_id"],
            card["name"],
            ", ".join(part for part in (card["role"], card["organisation"]) if part),
        )
        for card in cards
    ]


def person_shown(viewer, public_id) -> User | None:
    """The person with this id if the directory shows them to the viewer, and is not the viewer."""
    entry = (
        DirectoryEntry.objects.for_audience(listed_for(viewer))
        .filter(profile__user__public_id=public_id)
        .exclude(profile__user=viewer)
        .select_related("profile__user")
        .first()
    )
    return entry.profile.user if entry else None


def avoid(*, user, other: User, now: datetime) -> DoNotMatch:
    """Meet this person on no question, on either side. Said twice, it is said once."""
    row, _ = DoNotMatch.objects.get_or_create(user=user, other=other, defaults={"created_at": now})
    return row


def declare_tie(
    *,
    user,
    now: datetime,
    person: User | None = None,
    organisation: Organisation | None = None,
    area: Area | None = None,
) -> DeclaredTie:
    """Declare a tie to exactly one of the three. Said twice, it is said once."""
    row, _ = DeclaredTie.objects.get_or_create(
        user=user,
        person=person,
        organisation=organisation,
        area=area,
        defaults={"created_at": now},
    )
    return row


def remove(*, user, key: str) -> bool:
    """Take one's own row away, by the key that the page gave it; whether there was one."""
    kind, _, number = key.partition("-")
    model = {AVOID: DoNotMatch, TIE: DeclaredTie}.get(kind)
    if model is None or not (number.isascii() and number.isdigit() and len(number) < 19):
        return False
    deleted, _ = model.objects.filter(user=user, pk=int(number)).delete()
    return deleted > 0


def avoided_by(user) -> list[Row]:
    """The people somebody would rather not meet: two queries."""
    rows = list(DoNotMatch.objects.filter(user=user).order_by("pk"))
    names = _names(user, [row.other_id for row in rows])
    return [Row(f"{AVOID}-{row.pk}", names.get(row.other_id, UNKNOWN)) for row in rows]


def declared_by(user) -> list[Row]:
    """The ties somebody has declared: two queries."""
    rows = list(
        DeclaredTie.objects.filter(user=user).select_related("organisation", "area").order_by("pk")
    )
    names = _names(user, [row.person_id for row in rows if row.person_id])
    return [Row(f"{TIE}-{row.pk}", _words(row, names)) for row in rows]


def _words(row: DeclaredTie, names: dict[int, str]) -> str:
    if row.organisation_id:
        return f"{row.organisation} and everything that belongs to it"
    if row.area_id:
        return f"{row.area}, the area"
    return names.get(row.person_id, UNKNOWN)


def _names(viewer, user_ids: list[int]) -> dict[int, str]:
    """Names as the directory shows them to the viewer now; who has hidden theirs has none."""
    cards = (
        DirectoryEntry.objects.for_audience(listed_for(viewer))
        .filter(profile__user__in=user_ids)
        .values_list("profile__user", "card")
    )
    return {pk: card["name"] for pk, card in cards}
