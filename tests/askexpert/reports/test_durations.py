"""Working days and what is usual, against figures counted by hand on a calendar."""

from datetime import UTC, datetime

import pytest

from askexpert.reports.durations import Usual, usual, working_days_between


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}:00").replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "end", "nation", "days"),
    [
        ("2026-03-10T09:00", "2026-03-10T17:00", "england", 0),
        ("2026-03-13T09:00", "2026-03-16T09:00", "england", 1),
        ("2026-03-14T09:00", "2026-03-15T09:00", "england", 0),
        ("2026-03-14T09:00", "2026-03-16T09:00", "england", 1),
        # Good Friday 3 April is one everywhere, Easter Monday 6 April not in Scotland.
        ("2026-04-02T09:00", "2026-04-07T09:00", "england", 1),
        ("2026-04-02T09:00", "2026-04-07T09:00", "scotland", 2),
        # St Patrick's Day is a Tuesday in 2026.
        ("2026-03-16T09:00", "2026-03-18T09:00", "northern-ireland", 1),
        ("2026-03-16T09:00", "2026-03-18T09:00", "wales", 2),
        # 31 December is a Thursday; New Year on a Friday; 4 January a bank holiday in Scotland.
        ("2026-12-31T09:00", "2027-01-04T09:00", "england", 1),
        ("2026-12-31T09:00", "2027-01-05T09:00", "scotland", 1),
        # Summer time: 23:30 UTC on Sunday is already Monday in London.
        ("2026-06-12T09:00", "2026-06-14T23:30", "england", 1),
        # Two whole years: 261 weekdays less 8 bank holidays, and 261 less 8.
        ("2024-12-31T09:00", "2026-12-31T09:00", "england", 506),
        ("2026-03-16T09:00", "2026-03-13T09:00", "england", 0),
    ],
)
def test_working_days_after_the_day_of_the_start(start, end, nation, days):
    assert working_days_between(at(start), at(end), nation) == days


@pytest.mark.parametrize(
    ("lengths", "median", "most"),
    [
        ([7, 1, 3, 2, 9], 3, 9),
        ([4, 1, 3, 2, 9, 8], 3.5, 9),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 40], 5.5, 9),
        ([0, 0, 0, 0, 0], 0, 0),
        (list(range(1, 21)), 10.5, 18),
    ],
)
def test_median_and_what_nine_in_ten_do_not_exceed(lengths, median, most):
    assert usual(lengths) == Usual(len(lengths), median, most)


@pytest.mark.parametrize("lengths", [[], [3], [3, 4, 5, 6]])
def test_four_lengths_are_too_few(lengths):
    found = usual(lengths)
    assert (found.median, found.most, found.median_words) == (None, None, "–")


def test_a_median_is_written_without_needless_zeros():
    assert usual([2, 2, 3, 3, 3, 3]).median_words == "3"
    assert usual([2, 2, 2, 3, 3, 3]).median_words == "2.5"
