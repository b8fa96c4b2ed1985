"""Bit sets of entries: order, visibility, terms, and copies with changes. No database."""

from datetime import UTC, datetime, timedelta

import pytest

from network.search import bits, facets
from network.search.shelf import NEWEST, TITLE, USED, Shelf

DAY = datetime(2026, 1, 1, tzinfo=UTC)


def entry(
    page: int, *, restriction: int | None = None, title: str = "", days: int = 0, used: int = 0
):
    return (page, restriction, DAY + timedelta(days=days), title or f"T{page}", used)


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


def pages(shelf: Shelf, order: str, among: int | None = None) -> list[int]:
    return shelf.in_order(order, shelf.everything if among is None else among, 0, 99)


@pytest.mark.parametrize(
    "numbers", [[], [0], [7, 8, 9], [0, 63, 64, 999], [2, 70_000], list(range(3, 300))]
)
def test_numbers_come_back(numbers):
    assert bits.numbers_of(bits.of_numbers(numbers)) == numbers
    assert [n for n in range(1100) if bits.has(bits.of_numbers(numbers), n)] == [
        n for n in numbers if n < 1100
    ]


@pytest.mark.parametrize("numbers", [[], [0], [63], [0, 63, 64, 127, 500]])
def test_blocks_are_the_same_set(numbers):
    """As PostgreSQL makes them: 1 in place 63 is a number below nought."""
    blocks: dict[int, int] = {}
    for number in numbers:
        of_block = blocks.get(number >> 6, 0) | 1 << (number & 63)
        blocks[number >> 6] = of_block
    signed = [bits_ - (1 << 64) if bits_ >> 63 else bits_ for bits_ in blocks.values()]
    assert bits.of_blocks([*blocks][::-1], signed[::-1]) == bits.of_numbers(numbers)


def test_a_slice_is_the_same_from_a_few_and_from_many():
    def entry(page: int, hours: int) -> tuple:
        return page, None, begin + timedelta(hours=hours), f"{page:04}", 0

    begin = datetime(2026, 3, 2, tzinfo=UTC)
    shelf = Shelf().with_changes([entry(page, page) for page in range(1000)], [])

    def slice_of(numbers, start, stop):
        return shelf.in_order(NEWEST, bits.of_numbers(numbers), start, stop)

    few, many = [3, 500, 998], list(range(0, 1000, 2))
    for _ in range(2):
        assert slice_of(few, 1, 3) == [500, 3]
        assert slice_of([], 0, 20) == []
        assert slice_of(many, 2, 4) == [994, 992]
        assert slice_of(many, 600, 620) == []
        assert slice_of(many, 497, 900) == [4, 2, 0]
    changed = shelf.with_changes([entry(3, 2000)], [])
    assert changed.in_order(NEWEST, bits.of_numbers(few), 0, 3) == [3, 998, 500]
    assert slice_of(few, 0, 3) == [998, 500, 3]


def test_the_three_orders(shelf):
    assert pages(shelf, NEWEST) == [2, 3, 1]
    assert pages(shelf, TITLE) == [2, 1, 3]
    assert pages(shelf, USED) == [3, 1, 2]


def test_what_is_restricted_shows_to_those_who_pass(shelf):
    assert pages(shelf, NEWEST, shelf.visible(())) == [3, 1]
    assert pages(shelf, NEWEST, shelf.visible({9, 4})) == [2, 3, 1]


def test_counts_of_what_is_visible(shelf):
    _, numbers = shelf.count({}, shelf.visible(()))
    assert numbers == {"sector": {"police": 1, "health": 1}}


def test_a_choice_is_counted_once(shelf, monkeypatch):
    first = [
        shelf.count({"sector": [slug]}, among)
        for slug in ("police", "health")
        for among in (shelf.everything, shelf.public)
    ]
    monkeypatch.setattr(facets, "count", lambda *asked: pytest.fail("counted again"))
    again = [
        shelf.count({"sector": (slug,)}, among)
        for slug in ("police", "health")
        for among in (shelf.everything, shelf.public)
    ]
    assert [bits.numbers_of(matching) for matching, _ in again] == [[1, 2], [1], [3], [3]]
    assert again == first


def test_no_more_than_so_many_choices_are_kept(shelf, monkeypatch):
    monkeypatch.setattr("network.search.shelf.MOST_KEPT", 2)
    for among in range(1, 6):
        assert shelf.count({}, among)[0] == among
    assert len(shelf._counted) <= 2


def test_a_change_makes_a_copy(shelf):
    changed = shelf.with_changes(
        [entry(1, title="zeta", days=9), entry(4, days=4)], [(1, "sector", "health")]
    )
    assert pages(changed, NEWEST) == [1, 4, 2, 3]
    assert pages(changed, TITLE) == [2, 3, 4, 1]
    assert changed.sets == {"sector": {"police": 0b100, "health": 0b1010}}
    assert pages(shelf, NEWEST) == [2, 3, 1]
    assert shelf.sets["sector"]["police"] == 0b110


def test_an_entry_that_is_closed_later_leaves_the_public(shelf):
    changed = shelf.with_changes([entry(1, restriction=9)], [])
    assert pages(changed, NEWEST, changed.visible(())) == [3]


def test_what_is_gone_is_in_no_set(shelf):
    left = shelf.without_others({1, 2})
    assert pages(left, NEWEST) == [2, 1]
    assert left.number == 2
    assert left.sets == {"sector": {"police": 0b110}}
    assert pages(left.with_changes([entry(4)], []), TITLE) == [2, 1, 4]
