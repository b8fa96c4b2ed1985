"""All entries of one kind in memory: who may see which, what they carry, in which order."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from network.search import bits, facets
from network.search.remembering import kept_in

NEWEST, TITLE, USED = "newest", "title", "used"
# Choices whose numbers are kept: some ten kilobytes each with 50,000 entries.
MOST_KEPT = 500
# Choices of which the order is kept: thirty kilobytes each at most, with 50,000 entries.
MOST_SORTED = 50
Entry = tuple[int, int | None, datetime, str, int]


class Shelf:
    """Entries as sets of pages (:mod:`network.search.bits`). Never changed once it is made, so
    threads may share it.

    ``sets`` are the pages by facet and slug, ``public`` those without restriction and
    ``restricted`` the others by the id of their restriction.
    """

    def __init__(self) -> None:
        # What is sorted by, of each page: whole numbers and text, which compare faster than tuples.
        self.keys: dict[str, dict[int, int | str]] = {NEWEST: {}, TITLE: {}, USED: {}}
        self.sets: dict[str, dict[str, int]] = {}
        self.public = 0
        self.restricted: dict[int, int] = {}
        self._orders: dict[str, list[int]] = {}
        # Of choices that leave few of all.
        self._sorted: dict[tuple[str, int], list[int]] = {}
        self._counted: dict[tuple, tuple[int, facets.Numbers]] = {}

    @cached_property
    def everything(self) -> int:
        """All pages."""
        together = self.public
        for pages in self.restricted.values():
            together |= pages
        return together

    @property
    def number(self) -> int:
        return self.everything.bit_count()

    def visible(self, restrictions: Iterable[int]) -> int:
        """The pages that are public or stand under one of these restrictions.

        Costs nothing for a visitor, however many private pages there are.
        """
        together = self.public
        for restriction in self.restricted.keys() & set(restrictions):
            together |= self.restricted[restriction]
        return together

    def count(self, selected: facets.Selected, within: int) -> tuple[int, facets.Numbers]:
        """:func:`network.search.facets.count` of these pages, kept for whoever chooses the same."""
        choice = (within, *((facet, *slugs) for facet, slugs in selected.items()))
        return kept_in(
            self._counted,
            choice,
            lambda: facets.count(self.sets, selected, within),
            most=MOST_KEPT,
        )

    def order(self, name: str) -> list[int]:
        """All pages in the order "newest", "title" or "used"; sorted when first asked for."""
        if name not in self._orders:
            keys = self.keys[name]
            self._orders[name] = sorted(keys, key=keys.__getitem__)
        return self._orders[name]

    def in_order(self, name: str, pages: int, start: int, stop: int) -> list[int]:
        """Of these pages, those from ``start`` to before ``stop`` in this order."""
        order = self.order(name)
        if bits.is_few(pages, len(order)):
            few = kept_in(
                self._sorted,
                (name, pages),
                lambda: sorted(bits.numbers_of(pages), key=self.keys[name].__getitem__),
                most=MOST_SORTED,
            )
            return few[start:stop]
        return bits.slice_of(order, pages, start, stop, size=self.everything.bit_length())

    def with_changes(
        self, entries: Iterable[Entry], terms: Iterable[tuple[int, str, str]]
    ) -> "Shelf":
        """A copy with these entries (page, restriction, published, title, used) as they are now,
        and all their terms (page, facet, slug)."""
        shelf = self._copy()
        by_restriction: dict[int | None, list[int]] = {}
        for page, restriction_id, published_at, title, used in entries:
            newest = -(int(published_at.timestamp() * 1000) << 40) - page
            shelf.keys[NEWEST][page] = newest
            shelf.keys[USED][page] = -(used << 96) + newest
            shelf.keys[TITLE][page] = f"{title.casefold()}\0{page:012}"
            by_restriction.setdefault(restriction_id, []).append(page)
        together = {rule: bits.of_numbers(pages) for rule, pages in by_restriction.items()}
        changed = 0
        for pages in together.values():
            changed |= pages
        shelf._take_out(changed)
        shelf.public |= together.pop(None, 0)
        for rule, pages in together.items():
            shelf.restricted[rule] = shelf.restricted.get(rule, 0) | pages
        by_term: dict[tuple[str, str], list[int]] = defaultdict(list)
        for page, facet, slug in terms:
            if bits.has(changed, page):
                by_term[facet, slug].append(page)
        for (facet, slug), of_term in by_term.items():
            of_facet = shelf.sets.setdefault(facet, {})
            of_facet[slug] = of_facet.get(slug, 0) | bits.of_numbers(of_term)
        return shelf

    def without_others(self, pages: Iterable[int]) -> "Shelf":
        """A copy without the entries that are not among these pages."""
        shelf = self._copy()
        gone = self.everything & ~bits.of_numbers(pages)
        shelf._take_out(gone)
        for page in bits.numbers_of(gone):
            for keys in shelf.keys.values():
                del keys[page]
        return shelf

    def _copy(self) -> "Shelf":
        shelf = Shelf()
        # In the order in which they are sorted already: sorting them again takes a fraction.
        shelf.keys = {
            name: {page: keys[page] for page in self._orders.get(name, keys)}
            for name, keys in self.keys.items()
        }
        shelf.sets = {facet: dict(slugs) for facet, slugs in self.sets.items()}
        shelf.public, shelf.restricted = self.public, dict(self.restricted)
        return shelf

    def _take_out(self, pages: int) -> None:
        """Only of a copy that nobody has seen yet."""
        if not pages:
            return
        self.public &= ~pages
        self.restricted = _without(self.restricted, pages)
        self.sets = {facet: _without(slugs, pages) for facet, slugs in self.sets.items()}


@dataclass(frozen=True, slots=True)
class InOrder(Sequence):
    """Pages of a shelf in an order, of which only those asked for are looked up."""

    shelf: Shelf
    order: str
    pages: int

    def __len__(self) -> int:
        return self.pages.bit_count()

    def __getitem__(self, asked: slice) -> list[int]:
        start, stop, _ = asked.indices(len(self))
        return self.shelf.in_order(self.order, self.pages, start, stop)


def _without(sets: dict, pages: int) -> dict:
    left = {key: of_key & ~pages for key, of_key in sets.items()}
    return {key: of_key for key, of_key in left.items() if of_key}
