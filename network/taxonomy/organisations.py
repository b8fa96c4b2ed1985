"""Find organisations by what people write, among ten thousand, in a fixed number of queries."""

import re
from dataclasses import dataclass, field

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from network.taxonomy.models import Organisation
from network.taxonomy.naming import folded

SHORTEST = 2
LONGEST = 200
SHOWN = 8
NAME_AND_AREA = re.compile(r"(?P<name>.+) \((?P<area>[^()]+)\)\Z")


@dataclass(frozen=True, slots=True)
class Found:
    """What somebody's words mean: one organisation, or several that share the name, or none."""

    organisation: Organisation | None = None
    several: list[Organisation] = field(default_factory=list)


def label_of(organisation: Organisation) -> str:
    """Words that find exactly this organisation where its name alone may not."""
    if organisation.area is None:
        return organisation.name
    return f"{organisation.name} ({organisation.area.name})"


def find(words: str) -> Found:
    """The organisation that these words name: its name or another name of it, in any case.

    The area in brackets tells apart those that share a name. Two queries at most.
    """
    words = " ".join(words.split())
    if not words:
        return Found()
    named = list(_named(words))
    if not named and (match := NAME_AND_AREA.match(words)):
        area = folded(match["area"])
        named = [
            organisation
            for organisation in _named(match["name"])
            if organisation.area is not None and folded(organisation.area.name) == area
        ]
    if len(named) > 1:
        own = [organisation for organisation in named if organisation.key == folded(words)]
        named = own if len(own) == 1 else named
    return Found(named[0]) if len(named) == 1 else Found(several=named)


def search(words: str, limit: int = SHOWN) -> list[Organisation]:
    """Organisations whose name, or another name of theirs, holds every word; one query.

    Those that begin with the words come first. Nothing for fewer than two characters.
    """
    key = folded(words[:LONGEST])
    if len(key) < SHORTEST:
        return []
    holds = Q()
    for word in key.split()[:6]:
        holds &= Q(key__contains=word) | Q(aliases__key__contains=word)
    first = Case(
        When(key__startswith=key, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    return list(
        Organisation.objects.filter(holds)
        .select_related("area", "nation")
        .annotate(place=first)
        .order_by("place", "name", "pk")
        .distinct()[:limit]
    )


def _named(words: str) -> QuerySet:
    key = folded(words)
    return (
        Organisation.objects.filter(Q(key=key) | Q(aliases__key=key))
        .select_related("area", "nation")
        .order_by("name", "pk")
        .distinct()
    )
