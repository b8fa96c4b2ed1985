"""Small numbers are left out, and cannot be had by subtracting either."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from network.reports.small_numbers import (
    ALL,
    FEWER,
    NOT_SHOWN,
    hidden_cells,
    hidden_in,
    listed,
    with_totals,
)


def test_one_small_number_takes_the_smallest_other_with_it():
    assert listed({"England": 20, "Scotland": 6, "Wales": 3, "Northern Ireland": 0}) == {
        "England": "20",
        "Scotland": NOT_SHOWN,
        "Wales": FEWER,
        "Northern Ireland": "0",
        ALL: "29",
    }


def test_two_small_numbers_hide_each_other():
    assert hidden_in({"a": 20, "b": 4, "c": 3}) == {"b", "c"}


def test_two_that_make_less_than_five_hide_a_third():
    """1 and 1 beside a total would be told: neither is 0, for a 0 is shown."""
    assert hidden_in({"a": 20, "b": 1, "c": 1}) == {"a", "b", "c"}


def test_five_is_told_and_nothing_is_hidden_without_need():
    assert hidden_in({"a": 5, "b": 0, "c": 12}) == set()


def test_where_nothing_else_can_be_hidden_the_total_is():
    assert listed({"a": 3, "b": 0}) == {"a": FEWER, "b": "0", ALL: FEWER}
    assert listed({}) == {ALL: "0"}


def test_in_a_table_a_hidden_cell_takes_one_of_its_row_and_one_of_its_column():
    counts = {("x", 1): 3, ("x", 2): 9, ("y", 1): 8, ("y", 2): 30, ("z", 1): 50, ("z", 2): 40}
    assert hidden_cells(counts) == {("x", 1), ("x", 2), ("y", 1), ("y", 2)}


def test_totals_of_a_table():
    assert with_totals({("x", 1): 3, ("y", 2): 4}) == {
        ("x", 1): 3,
        ("x", 2): 0,
        ("y", 1): 0,
        ("y", 2): 4,
        ("x", ALL): 3,
        ("y", ALL): 4,
        (ALL, 1): 3,
        (ALL, 2): 4,
        (ALL, ALL): 7,
    }


def _fits(values: tuple, shown: list, total) -> bool:
    return all(
        was is None or was == value for was, value in zip(shown, values, strict=True)
    ) and total in (None, sum(values))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=4))
def test_whoever_subtracts_finds_at_least_two_possible_values_for_each_small_number(numbers):
    """Everything that fits what is shown, tried one by one, up to twice the largest number."""
    counts = dict(enumerate(numbers))
    hidden = hidden_in(counts)
    shown = [None if key in hidden else number for key, number in counts.items()]
    total = None if ALL in hidden else sum(numbers)
    ranges = [range(1, 10) if was is None else (was,) for was in shown]
    possible = [values for values in product(*ranges) if _fits(values, shown, total)]
    for key, number in counts.items():
        if 0 < number < 5:
            assert len({values[key] for values in possible}) > 1


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_no_small_number_is_ever_written(number):
    assert str(number) not in listed({"a": number, "b": 30}).values()
