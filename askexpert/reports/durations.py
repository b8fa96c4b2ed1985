"""How long something took, in working days of a nation, and what is usual."""

import math
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from network.reports.small_numbers import LEAST
from network.working_days import LONDON, is_working_day

TOO_FEW = "–"


@lru_cache(maxsize=256)
def _counted(year: int, nation: str) -> tuple[int, ...]:
    """For each day of the year, how many working days lie before it; then the whole year's."""
    first, end = date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()
    counts = [0]
    for ordinal in range(first, end):
        counts.append(counts[-1] + is_working_day(date.fromordinal(ordinal), nation))
    return tuple(counts)


def _through(day: date, nation: str) -> int:
    """How many working days of the day's year there are up to and with it."""
    return _counted(day.year, nation)[day.timetuple().tm_yday]


def working_days_between(start: datetime, end: datetime, nation: str) -> int:
    """Working days after the day of ``start`` up to and with the day of ``end``.

    Counted as the clocks do: the same day is 0, Friday to Monday 1. Days are London's.
    """
    first, last = start.astimezone(LONDON).date(), end.astimezone(LONDON).date()
    if last <= first:
        return 0
    whole_years = sum(_counted(year, nation)[-1] for year in range(first.year, last.year))
    return whole_years + _through(last, nation) - _through(first, nation)


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual among some lengths: half took at most ``median``, nine in ten at most ``most``.

    Both are empty where fewer than five lengths are known.
    """

    number: int = 0
    median: float | None = None
    most: int | None = None

    @property
    def median_words(self) -> str:
        return TOO_FEW if self.median is None else f"{self.median:g}"

    @property
    def most_words(self) -> str:
        return TOO_FEW if self.most is None else str(self.most)


def usual(lengths: list[int]) -> Usual:
    """The median (of an even number the mean of the two in the middle) and the 90th percentile
    (the smallest length that at least nine in ten do not exceed)."""
    ordered = sorted(lengths)
    number = len(ordered)
    if number < LEAST:
        return Usual(number)
    half = number // 2
    median = ordered[half] if number % 2 else (ordered[half - 1] + ordered[half]) / 2
    return Usual(number, median, ordered[math.ceil(number * 0.9) - 1])
