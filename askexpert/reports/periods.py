"""The time that a report is about: whole calendar months of London."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.timezone import localdate

from network.reports.months import shifted
from network.working_days import LONDON

LAST_YEAR, LAST_QUARTER, EVERYTHING = "last-12-months", "last-3-months", "everything"


@dataclass(frozen=True, slots=True)
class Period:
    """From the first moment of ``first`` to the last moment of the month before ``end``."""

    first: date
    end: date
    label: str

    @property
    def start_at(self) -> datetime:
        return datetime.combine(self.first, time(), tzinfo=LONDON)

    @property
    def end_at(self) -> datetime:
        return datetime.combine(self.end, time(), tzinfo=LONDON)

    @property
    def months(self) -> list[date]:
        """The first day of each month, oldest first."""
        months, month = [], self.first
        while month < self.end:
            months.append(month)
            month = shifted(month, 1)
        return months


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some months that follow each other, told as one: from ``first`` to ``last``, both with it."""

    first: date
    last: date

    @property
    def label(self) -> str:
        return self._from_to("%B", " to ")

    @property
    def short_label(self) -> str:
        return self._from_to("%b", " – ")

    def _from_to(self, month: str, to: str) -> str:
        if self.first == self.last:
            return f"{self.last:{month} %Y}"
        year = "" if self.first.year == self.last.year else " %Y"
        return f"{self.first:{month}{year}}{to}{self.last:{month} %Y}"


def stretches(months: list[date], counts: dict[date, int], least: int) -> list[Stretch]:
    """The months, joined to the ones after them until each stretch counts at least ``least``; what
    is left at the end joins the last one. Where every month has enough, each stands alone."""
    found: list[Stretch] = []
    first, number = None, 0
    for month in months:
        first, number = first or month, number + counts.get(month, 0)
        if number >= least:
            found.append(Stretch(first, month))
            first, number = None, 0
    if first is not None:
        begins = found.pop().first if found else first
        found.append(Stretch(begins, months[-1]))
    return found


def month_of(moment: datetime) -> date:
    return localdate(moment, LONDON).replace(day=1)


def choices(today: date, oldest: date, *, rolling: bool) -> list[tuple[str, str]]:
    """What one may choose; the first is the default.

    Without ``rolling`` only calendar years, which never overlap: two periods that differ by a few
    weeks would tell, subtracted from each other, what a small number hides. The year that runs
    then counts to the end of last month.
    """
    this = today.year if rolling or today.month > 1 else today.year - 1
    years = [(str(year), str(year)) for year in range(this, min(oldest.year, this) - 1, -1)]
    if not rolling:
        return years
    return [
        (LAST_YEAR, "The last 12 months"),
        (LAST_QUARTER, "The last 3 months"),
        *years,
        (EVERYTHING, "Everything"),
    ]


def period_of(code: str, today: date, oldest: date, *, rolling: bool) -> Period:
    """The period of a choice. Rolling ones have the running month in them."""
    this = today.replace(day=1)
    end = shifted(this, 1) if rolling else this
    if code == LAST_YEAR:
        return Period(shifted(this, -11), end, "the last 12 months")
    if code == LAST_QUARTER:
        return Period(shifted(this, -2), end, "the last 3 months")
    if code == EVERYTHING:
        return Period(min(oldest.replace(day=1), this), end, "everything")
    year = int(code)
    return Period(date(year, 1, 1), min(date(year + 1, 1, 1), end), code)
