"""Bit sets of entries: order, visibility, terms, and copies with changes. No database."""

from datetime import UTC, datetime, timedelta

import pytest

from network.search import bits, facets
from network.search.shelf import NEWEST, TITLE, USED, Shelf

DAY = datetime(2026, 1, 1, tzinfo=UTC)


def entry(
    pk: int, *, restriction: int | None = None, title: str = "", days: int = 0, used: int = 0
):
    """Entry ``pk`` of page ``pk + 100``."""
    return (pk, pk + 100, restriction, DAY + timedelta(days=days), title or f"T{pk}", used)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf().with_changes(
        [
            entry(1, title="beta", days=1, used=5),
            entry(2, title="Alpha", days=3, restriction=9),
            entry(3, title="gamma", days=2, used=8),
        ],
        [(1, "sector", "police"), (2, "sector", "police"), (3, "sector", "health")],
    )


def pages(shelf: Shelf, order: str, places: int | None = None) -> list[int]:
    return shelf.pages_in_order(order, shelf.everything if places is None else places, 0, 99)


@pytest.mark.parametrize("places", [[], [0], [7, 8, 9], [0, 63, 64, 999]])
def test_places_come_back(places):
    assert bits.places_of(bits.of_places(places, 1000)) == places


def test_a_slice_is_the_same_from_a_few_and_from_many():
    order = list(range(999, -1, -1))
    rank = [999 - place for place in range(1000)]
    few, many = [3, 500, 998], list(range(0, 1000, 2))
    assert bits.slice_of(order, rank, bits.of_places(few, 1000), 1, 3) == [500, 3]
    assert bits.slice_of(order, rank, bits.of_places(many, 1000), 2, 4) == [994, 992]
    assert bits.slice_of(order, rank, bits.of_places(many, 1000), 600, 620) == []


def test_the_three_orders(shelf):
    assert pages(shelf, NEWEST) == [102, 103, 101]
    assert pages(shelf, TITLE) == [102, 101, 103]
    assert pages(shelf, USED) == [103, 101, 102]


def test_what_is_restricted_shows_to_those_who_pass(shelf):
    assert pages(shelf, NEWEST, shelf.visible(())) == [103, 101]
    assert pages(shelf, NEWEST, shelf.visible({9, 4})) == [102, 103, 101]


def test_counts_of_what_is_visible(shelf):
    _, numbers = facets.count(shelf.sets, {}, shelf.visible(()))
    assert numbers == {"sector": {"police": 1, "health": 1}}


def test_a_change_makes_a_copy(shelf):
    changed = shelf.with_changes(
        [entry(1, title="zeta", days=9), entry(4, days=4)], [(1, "sector", "health")]
    )
    assert pages(changed, NEWEST) == [101, 104, 102, 103]
    assert pages(changed, TITLE) == [102, 103, 104, 101]
    assert changed.sets == {"sector": {"police": 0b10, "health": 0b101}}
    assert pages(shelf, NEWEST) == [102, 103, 101]
    assert shelf.sets["sector"]["police"] == 0b11


def test_an_entry_that_is_closed_later_leaves_the_public(shelf):
    changed = shelf.with_changes([entry(1, restriction=9)], [])
    assert pages(changed, NEWEST, changed.visible(())) == [103]


def test_what_is_gone_is_in_no_set(shelf):
    left = shelf.without_others({1, 2})
    assert pages(left, NEWEST) == [102, 101]
    assert left.number == 2
    assert left.sets == {"sector": {"police": 0b11}}
    assert left.of_pages([101, 103]) == 0b1
