"""All entries of one kind in memory: who may see which, what they carry, in which order."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from functools import cached_property

from network.search import bits

NEWEST, TITLE, USED = "newest", "title", "used"


class Shelf:
    """Entries as places (bits). Never changed once it is made, so threads may share it.

    ``sets`` are the places by facet and slug, ``public`` those without restriction and
    ``restricted`` the others by the id of their restriction. A place whose entry is gone is in
    none of them.
    """

    def __init__(self) -> None:
        self.pks: list[int] = []
        self.page_ids: list[int] = []
        # What is sorted by: whole numbers and text, which compare faster than tuples.
        self.keys: dict[str, list] = {NEWEST: [], TITLE: [], USED: []}
        self.sets: dict[str, dict[str, int]] = {}
        self.public = 0
        self.restricted: dict[int, int] = {}
        self._orders: dict[str, list[int]] = {}
        self._ranks: dict[str, list[int]] = {}
        self._earlier: dict[str, list[int]] = {}

    @cached_property
    def everything(self) -> int:
        """The places that have an entry."""
        together = self.public
        for places in self.restricted.values():
            together |= places
        return together

    @property
    def number(self) -> int:
        return self.everything.bit_count()

    @cached_property
    def _by_pk(self) -> dict[int, int]:
        return {pk: place for place, pk in enumerate(self.pks)}

    @cached_property
    def place_of_page(self) -> dict[int, int]:
        return {self.page_ids[place]: place for place in bits.places_of(self.everything)}

    def visible(self, restrictions: Iterable[int]) -> int:
        """The places of what is public or stands under one of these restrictions.

        Costs nothing for a visitor, however many private pages there are.
        """
        together = self.public
        for restriction in self.restricted.keys() & set(restrictions):
            together |= self.restricted[restriction]
        return together

    def pages(self, places: int) -> list[int]:
        return [self.page_ids[place] for place in bits.places_of(places)]

    def of_pages(self, page_ids: Iterable[int]) -> int:
        """The places of these pages, as far as they are here."""
        places = map(self.place_of_page.get, page_ids)
        return bits.of_places([place for place in places if place is not None], len(self.page_ids))

    def order(self, name: str) -> list[int]:
        """All places in the order "newest", "title" or "used"; sorted when first asked for."""
        if name not in self._orders:
            keys = self.keys[name]
            # What was sorted before a change is nearly sorted still, and takes a fraction.
            before = self._earlier.get(name, [])
            places = [*before, *range(len(before), len(keys))]
            self._orders[name] = sorted(places, key=keys.__getitem__)
        return self._orders[name]

    def rank(self, name: str) -> list[int]:
        """Where each place stands in the order."""
        if name not in self._ranks:
            ranks = [0] * len(self.pks)
            for rank, place in enumerate(self.order(name)):
                ranks[place] = rank
            self._ranks[name] = ranks
        return self._ranks[name]

    def pages_in_order(self, name: str, places: int, start: int, stop: int) -> list[int]:
        """Of these places, the pages from ``start`` to before ``stop``."""
        found = bits.slice_of(self.order(name), self.rank(name), places, start, stop)
        return [self.page_ids[place] for place in found]

    def with_changes(
        self,
        entries: Iterable[tuple[int, int, int | None, datetime, str, int]],
        terms: Iterable[tuple[int, str, str]],
    ) -> "Shelf":
        """A copy with these entries (pk, page, restriction, published, title, used) as they are
        now, and all their terms (pk, facet, slug)."""
        shelf, places = self._copy(), {}
        by_pk = self._by_pk
        by_restriction: dict[int | None, list[int]] = {}
        for pk, page_id, restriction_id, published_at, title, used in entries:
            place = places[pk] = by_pk.get(pk, len(shelf.pks))
            if place == len(shelf.pks):
                shelf.pks.append(pk)
                shelf.page_ids.append(page_id)
                for keys in shelf.keys.values():
                    keys.append(None)
            newest = -(int(published_at.timestamp() * 1000) << 40) - page_id
            shelf.keys[NEWEST][place] = newest
            shelf.keys[USED][place] = -(used << 96) + newest
            shelf.keys[TITLE][place] = f"{title.casefold()}\0{page_id:012}"
            by_restriction.setdefault(restriction_id, []).append(place)
        shelf._take_out(bits.of_places(places.values(), len(shelf.pks)))
        for restriction_id, of_restriction in by_restriction.items():
            together = bits.of_places(of_restriction, len(shelf.pks))
            if restriction_id is None:
                shelf.public |= together
            else:
                shelf.restricted[restriction_id] = (
                    shelf.restricted.get(restriction_id, 0) | together
                )
        by_term: dict[tuple[str, str], list[int]] = defaultdict(list)
        for pk, facet, slug in terms:
            if pk in places:
                by_term[facet, slug].append(places[pk])
        for (facet, slug), of_term in by_term.items():
            of_facet = shelf.sets.setdefault(facet, {})
            of_facet[slug] = of_facet.get(slug, 0) | bits.of_places(of_term, len(shelf.pks))
        return shelf

    def without_others(self, pks: set[int]) -> "Shelf":
        """A copy without the entries that are not among these."""
        shelf = self._copy()
        here = bits.places_of(self.everything)
        gone = [place for place in here if self.pks[place] not in pks]
        shelf._take_out(bits.of_places(gone, len(self.pks)))
        return shelf

    def _copy(self) -> "Shelf":
        shelf = Shelf()
        shelf.pks, shelf.page_ids = [*self.pks], [*self.page_ids]
        shelf.keys = {name: [*keys] for name, keys in self.keys.items()}
        shelf.sets = {facet: dict(slugs) for facet, slugs in self.sets.items()}
        shelf.public, shelf.restricted = self.public, dict(self.restricted)
        shelf._earlier = {**self._earlier, **self._orders}
        return shelf

    def _take_out(self, places: int) -> None:
        """Only of a copy that nobody has seen yet."""
        if not places:
            return
        self.public &= ~places
        self.restricted = _without(self.restricted, places)
        self.sets = {facet: _without(slugs, places) for facet, slugs in self.sets.items()}


def _without(sets: dict, places: int) -> dict:
    left = {key: of_key & ~places for key, of_key in sets.items()}
    return {key: of_key for key, of_key in left.items() if of_key}
