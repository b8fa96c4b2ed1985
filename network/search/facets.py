"""Facets over the catalogue: OR inside a facet, AND between facets, exact counts.

Counting is set arithmetic on integers used as bit sets (:mod:`network.search.bits`), so a count is
one AND and one ``bit_count``. The count beside an option is how many entries there are once it is
chosen: beside others of its facet it brings more, and what it brings is counted once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from network.search import bits

Sets = Mapping[str, Mapping[str, int]]
Selected = Mapping[str, Iterable[str]]
Numbers = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Counts:
    """The ids that match the selection, and per facet and slug how many match once it is chosen."""

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
            index.sets.setdefault(facet, {})[slug] = bits.of_numbers(of_term)
        return index

    def count(self, selected: Selected, *, within: Iterable[int] | None = None) -> Counts:
        """Count every option as :func:`count` does.

        ``within`` limits everything to these ids (the hits of a search).
        """
        everything = (1 << len(self.ids)) - 1
        if within is not None:
            wanted = set(within)
            everything = bits.of_numbers(place for place, pk in enumerate(self.ids) if pk in wanted)
        matching, options = count(self.sets, selected, everything)
        return Counts([self.ids[place] for place in bits.numbers_of(matching)], options)


def count(sets: Sets, selected: Selected, everything: int) -> tuple[int, Numbers]:
    """What of ``everything`` matches the selection, and the number of every option: how many match
    once it is chosen as well, and 0 for one that brings nothing of its own.

    For an option that is chosen that is how many match now. Unknown facets and slugs select nothing
    and do no harm. Cost: chosen facets² + options.
    """
    chosen = {facet: union(sets, facet, slugs) for facet, slugs in selected.items() if slugs}
    matching = everything
    for entries in chosen.values():
        matching &= entries
    return matching, {
        facet: _numbers_beside(slugs, selected[facet], matching, _others(chosen, facet, everything))
        if facet in chosen
        else {slug: (matching & of_slug).bit_count() for slug, of_slug in slugs.items()}
        for facet, slugs in sets.items()
    }


def _others(chosen: Mapping[str, int], facet: str, everything: int) -> int:
    """What the other facets leave."""
    for other, entries in chosen.items():
        if other != facet:
            everything &= entries
    return everything


def _numbers_beside(
    slugs: Mapping[str, int], selected: Iterable[str], matching: int, base: int
) -> dict[str, int]:
    """The numbers of a facet in which something is chosen: ``matching`` stays, and of ``base`` what
    carries the option comes to it."""
    now = matching.bit_count()
    numbers = {
        slug: (matching | base & of_slug).bit_count() if base & of_slug else 0
        for slug, of_slug in slugs.items()
    }
    return {**numbers, **{slug: now for slug in selected if slug in slugs}}


def union(sets: Sets, facet: str, slugs: Iterable[str]) -> int:
    """What carries one of the slugs."""
    together = 0
    of_facet = sets.get(facet, {})
    for slug in slugs:
        together |= of_facet.get(slug, 0)
    return together
