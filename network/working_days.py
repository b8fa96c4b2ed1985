"""Working days, working hours and bank holidays of the four nations (python package ``holidays``).

A nation is its slug; one that nobody knows counts as England. All days and hours are London's,
so a day on which the clocks change is a day like any other.
"""

from collections.abc import Container
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
SUBDIVISIONS = {"england": "ENG", "wales": "WLS", "scotland": "SCT", "northern-ireland": "NIR"}
# Working hours: from nine to five on a working day.
WORK_BEGINS, WORK_ENDS = time(9), time(17)
DAY_ENDS = time(23, 59)


@lru_cache(maxsize=8)
def _bank_holidays(subdivision: str) -> Container[date]:
    import holidays  # four megabytes

    return holidays.country_holidays("GB", subdiv=subdivision)


def is_working_day(day: date, nation: str) -> bool:
    """Monday to Friday and no bank holiday of the nation."""
    subdivision = SUBDIVISIONS.get(nation, "ENG")
    return day.weekday() < 5 and day not in _bank_holidays(subdivision)


def after_working_days(start: datetime, days: int, nation: str) -> datetime:
    """The end (23:59) of the ``days``-th working day after ``start``'s day.

    Counting starts on the day after, so that whoever is asked late in the evening has whole days.
    """
    day = start.astimezone(LONDON).date()
    remaining = days
    while remaining > 0:
        day += timedelta(days=1)
        if is_working_day(day, nation):
            remaining -= 1
    return datetime.combine(day, DAY_ENDS, tzinfo=LONDON)


def morning_before(end: datetime, days: int, nation: str) -> datetime:
    """The morning (9:00) of the working day that lies ``days`` working days before ``end``'s day.

    With no days it is the morning of that day itself. The moment at which to remind of a date.
    """
    day = end.astimezone(LONDON).date()
    remaining = days
    while remaining > 0:
        day -= timedelta(days=1)
        if is_working_day(day, nation):
            remaining -= 1
    return datetime.combine(day, WORK_BEGINS, tzinfo=LONDON)


def after_working_hours(start: datetime, hours: int, nation: str) -> datetime:
    """The moment at which ``hours`` working hours have passed since ``start``.

    Only the hours from nine to five of working days count: what begins at 16:00 on a Friday and has
    four hours ends at 12:00 on Monday, or on Tuesday when Monday is a bank holiday.
    """
    moment = start.astimezone(LONDON).replace(tzinfo=None)
    left = timedelta(hours=hours)
    while True:
        day = moment.date()
        begins = max(moment, datetime.combine(day, WORK_BEGINS))
        ends = datetime.combine(day, WORK_ENDS)
        if is_working_day(day, nation) and begins < ends:
            if begins + left <= ends:
                return (begins + left).replace(tzinfo=LONDON)
            left -= ends - begins
        moment = datetime.combine(day + timedelta(days=1), WORK_BEGINS)
