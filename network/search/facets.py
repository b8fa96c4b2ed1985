"""Facets over the catalogue: OR inside a facet, AND between facets, exact counts.

Counting is set arithmetic on integers used as bit sets (:mod:`network.search.bits`), so a count is
one AND and one ``bit_count``. The count beside an option is what choosing it would give.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from network.search import bits

Sets = Mapping[str, Mapping[str, int]]
Selected = Mapping[str, Iterable[str]]
Numbers = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Counts:
    """The ids that match the selection, and per facet and slug the number that choosing gives."""

    matching: list[int]
    options: Numbers


@dataclass(slots=True)
class FacetIndex:
    """Bit sets of entries by facet and slug, for a list that is read for one request."""

    ids: list[int] = field(default_factory=list)
    sets: dict[str, dict[str, int]] = field(default_factory=dict)

    @classmethod
    def build(cls, rows: Iterable[tuple[int, str | None, str | None]]) -> "FacetIndex":
        """Build from ``(entry id, facet, slug)`` rows ordered by entry; one pass."""
        index = cls()
        position: dict[int, int] = {}
        places: dict[tuple[str, str], list[int]] = {}
        for entry_id, facet, slug in rows:
            place = position.setdefault(entry_id, len(position))
            if place == len(index.ids):
                index.ids.append(entry_id)
            if facet is not None:
                places.setdefault((facet, slug), []).append(place)
        for (facet, slug), of_term in places.items():
            index.sets.setdefault(facet, {})[slug] = bits.of_places(of_term, len(index.ids))
        return index

    def count(self, selected: Selected, *, within: Iterable[int] | None = None) -> Counts:
        """Count every option under the selection of the *other* facets.

        ``within`` limits everything to these ids (the hits of a search).
        """
        everything = (1 << len(self.ids)) - 1
        if within is not None:
            wanted = set(within)
            everything = bits.of_places(
                (place for place, pk in enumerate(self.ids) if pk in wanted), len(self.ids)
            )
        matching, options = count(self.sets, selected, everything)
        return Counts([self.ids[place] for place in bits.places_of(matching)], options)


def count(sets: Sets, selected: Selected, everything: int) -> tuple[int, Numbers]:
    """The places in ``everything`` that match the selection, and the number of every option.

    Unknown facets and slugs select nothing and do no harm. Cost: chosen facets² + options.
    """
    chosen = {facet: union(sets, facet, slugs) for facet, slugs in selected.items() if slugs}
    matching = everything
    for entries in chosen.values():
        matching &= entries
    options = {}
    for facet, slugs in sets.items():
        base = matching
        if facet in chosen:
            base = everything
            for other, entries in chosen.items():
                if other != facet:
                    base &= entries
        options[facet] = {slug: (base & of_slug).bit_count() for slug, of_slug in slugs.items()}
    return matching, options


def union(sets: Sets, facet: str, slugs: Iterable[str]) -> int:
    """The places that carry one of the slugs."""
    together = 0
    of_facet = sets.get(facet, {})
    for slug in slugs:
        together |= of_facet.get(slug, 0)
    return together
