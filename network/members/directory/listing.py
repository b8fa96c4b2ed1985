"""The directory as a list: search, facets, order, page.

Nine queries at any number of members, ten with words: the rows of the audience, the hits, the
names of five vocabularies, and of the page its cards and who of them is of the team. Counting is
done on bit sets, as in the library.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse

from network.members import team
from network.members.directory.entries import fold
from network.members.models import DirectoryEntry
from network.members.profile.visibility import initials_of, listed_for
from network.search.facets import FacetIndex
from network.taxonomy.models import Area, Context, Nation, Sector, Topic

PAGE_SIZE = 20
DEEPEST_PAGE = 10
MAX_CHARACTERS = 100
MOST_WORDS = 8
FACETS = {
    "sector": ("Field of work", Sector),
    "nation": ("Nation", Nation),
    "area": ("Area", Area),
    "topic": ("Topic", Topic),
    "context": ("Context", Context),
}


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Words searched for and values by facet, as an address says them.

    ``unknown`` are the facets, in words, for which it had a value that is in no list.
    """

    q: str = ""
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()

    @classmethod
    def read(cls, parameters: QueryDict, names: dict[str, dict[str, str]]) -> "Narrowing":
        """Values that are in no list are left out and noted."""
        q = " ".join(parameters.get("q", "").replace("\0", " ").split())[:MAX_CHARACTERS].strip()
        chosen, unknown = {}, []
        for facet, (label, _) in FACETS.items():
            wanted = set(parameters.getlist(facet)) - {""}
            if not wanted <= names[facet].keys():
                unknown.append(label.lower())
            if values := tuple(slug for slug in names[facet] if slug in wanted):
                chosen[facet] = values
        return cls(q, chosen, tuple(unknown))

    def querystring(self, *, without: tuple[str, str] | None = None) -> str:
        pairs = [("q", self.q)] if self.q else []
        pairs += [(facet, value) for facet, values in self.chosen.items() for value in values]
        return urlencode([pair for pair in pairs if pair != without])


@dataclass(frozen=True, slots=True)
class MemberCard:
    """What the list shows of one member."""

    url: str
    name: str
    initials: str
    photo_url: str
    role: str
    organisation: str
    sectors: list[str]
    place: str
    topics: list[str]
    on_team: bool


def directory_context(viewer, parameters: QueryDict) -> dict:
    """Everything that the directory's page and its htmx fragment show to this person."""
    entries = DirectoryEntry.objects.for_audience(listed_for(viewer))
    rows = entries.by_name().values_list("pk", "terms")
    index = _index(rows)
    names = _names()
    narrowing = Narrowing.read(parameters, names)
    words = fold(narrowing.q).split()[:MOST_WORDS]
    hits = entries.with_words(words).values_list("pk", flat=True) if words else None
    counts = index.count(narrowing.chosen, within=hits)
    reachable = counts.matching[: PAGE_SIZE * DEEPEST_PAGE]
    page = Paginator(reachable, PAGE_SIZE).get_page(parameters.get("page"))
    action = reverse("members")
    query = narrowing.querystring()
    return {
        "q": narrowing.q,
        "unknown": narrowing.unknown,
        "total": len(index.ids),
        "number": len(counts.matching),
        "is_cut_off": len(reachable) < len(counts.matching)
        and page.number == page.paginator.num_pages,
        "reachable": len(reachable),
        "facets": _options(index, counts.options, narrowing, names),
        "chips": _chips(narrowing, names, action),
        "cards": _cards(page.object_list, names),
        "page_obj": page,
        "action": action,
        "reset_url": action if query else "",
        "querystring": query,
        "address": f"{action}?{query}" if query else action,
    }


def _index(rows: Iterable[tuple[int, str]]) -> FacetIndex:
    """Bit sets from the ids and terms of entries, in their order.

    Each set is filled as bytes and becomes a number at the end, which at 10,000 entries takes a
    third of the time of growing numbers; and, as most of the sets are small and all are made for
    one request, two thirds of that of :func:`network.search.bits.of_numbers`, whose digits are
    quicker for large ones.
    """
    index = FacetIndex()
    places: dict[str, list[int]] = defaultdict(list)
    for place, (pk, terms) in enumerate(rows):
        index.ids.append(pk)
        for term in terms.split():
            places[term].append(place)
    length = len(index.ids) // 8 + 1
    for term, of_term in places.items():
        bits = bytearray(length)
        for place in of_term:
            bits[place >> 3] |= 1 << (place & 7)
        facet, _, slug = term.partition(":")
        index.sets.setdefault(facet, {})[slug] = int.from_bytes(bits, "little")
    return index


def _names() -> dict[str, dict[str, str]]:
    """Names by slug of each vocabulary, in its order: one query each."""
    return {
        facet: dict(model.objects.values_list("slug", "name"))
        for facet, (_, model) in FACETS.items()
    }


def _options(index: FacetIndex, numbers: dict, narrowing: Narrowing, names: dict) -> list[dict]:
    """The facets with the options that lead somewhere, and those that are chosen."""
    facets = []
    for key, (label, _) in FACETS.items():
        if key not in index.sets and key not in narrowing.chosen:
            continue
        chosen = narrowing.chosen.get(key, ())
        of_facet = numbers.get(key, {})
        options = [
            {
                "value": slug,
                "label": name,
                "count": of_facet.get(slug, 0),
                "selected": slug in chosen,
            }
            for slug, name in names[key].items()
            if of_facet.get(slug) or slug in chosen
        ]
        facets.append(
            {"key": key, "label": label, "options": options, "selected_count": len(chosen)}
        )
    return facets


def _chips(narrowing: Narrowing, names: dict, action: str) -> list[dict]:
    chips = [(("q", narrowing.q), f"“{narrowing.q}”")] if narrowing.q else []
    chips += [
        ((facet, value), names[facet][value])
        for facet, values in narrowing.chosen.items()
        for value in values
    ]
    return [
        {"label": label, "remove_url": f"{action}?{narrowing.querystring(without=pair)}"}
        for pair, label in chips
    ]


def _cards(entry_ids: list[int], names: dict) -> list[MemberCard]:
    """The cards of these rows, in this order: two queries."""
    cards = dict(DirectoryEntry.objects.filter(pk__in=entry_ids).values_list("pk", "card"))
    of_team = team.among(card["public_id"] for card in cards.values())
    return [_card(cards[pk], names, of_team) for pk in entry_ids if pk in cards]


def _card(card: dict, names: dict, of_team: set[str]) -> MemberCard:
    places = [names["area"].get(card["area"]), names["nation"].get(card["nation"])]
    return MemberCard(
        url=reverse("member", args=[card["public_id"]]),
        name=card["name"],
        initials=initials_of(card["name"]),
        photo_url=reverse("member_photo", args=[card["public_id"], "small"])
        if card["has_photo"]
        else "",
        role=card["role"],
        organisation=card["organisation"],
        sectors=_named(card["sectors"], names["sector"]),
        place=", ".join(place for place in places if place),
        topics=_named(card["topics"], names["topic"]),
        on_team=card["public_id"] in of_team,
    )


def _named(slugs: list[str], names: dict[str, str]) -> list[str]:
    return [names[slug] for slug in slugs if slug in names]
