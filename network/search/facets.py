"""Facets over the catalogue: OR inside a facet, AND between facets, exact counts.

All entries and their terms of one kind are read in one query; counting is set arithmetic on
integers used as bit sets (bit *n* stands for the *n*-th entry), so a count is one AND and one
``bit_count``. The count beside an option is what choosing it would give.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Counts:
    """The ids that match the selection, and per facet and slug the number that choosing gives."""

    matching: list[int]
    options: dict[str, dict[str, int]]


@dataclass(slots=True)
class FacetIndex:
    """Bit sets of entries by facet and slug."""

    ids: list[int] = field(default_factory=list)
    sets: dict[str, dict[str, int]] = field(default_factory=dict)

    @classmethod
    def build(cls, rows: Iterable[tuple[int, str | None, str | None]]) -> "FacetIndex":
        """Build from ``(entry id, facet, slug)`` rows ordered by entry; one pass."""
        index = cls()
        position: dict[int, int] = {}
        for entry_id, facet, slug in rows:
            bit = position.setdefault(entry_id, len(position))
            if bit == len(index.ids):
                index.ids.append(entry_id)
            if facet is not None:
                slugs = index.sets.setdefault(facet, {})
                slugs[slug] = slugs.get(slug, 0) | (1 << bit)
        return index

    def count(
        self, selected: Mapping[str, Iterable[str]], *, within: Iterable[int] | None = None
    ) -> Counts:
        """Count every option under the selection of the *other* facets.

        ``within`` limits everything to these ids (the hits of a search). Unknown facets and slugs
        select nothing and do no harm. Cost: facets² + options operations on integers of one bit
        per entry.
        """
        everything = (1 << len(self.ids)) - 1
        if within is not None:
            wanted = set(within)
            everything = sum(1 << bit for bit, pk in enumerate(self.ids) if pk in wanted)
        chosen = {facet: self._union(facet, slugs) for facet, slugs in selected.items() if slugs}
        options = {}
        for facet, slugs in self.sets.items():
            base = everything
            for other, entries in chosen.items():
                if other != facet:
                    base &= entries
            options[facet] = {slug: (base & bits).bit_count() for slug, bits in slugs.items()}
        matching = everything
        for entries in chosen.values():
            matching &= entries
        return Counts([pk for bit, pk in enumerate(self.ids) if matching >> bit & 1], options)

    def _union(self, facet: str, slugs: Iterable[str]) -> int:
        union = 0
        for slug in slugs:
            union |= self.sets.get(facet, {}).get(slug, 0)
        return union
