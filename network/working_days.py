"""Working days and bank holidays of the four nations (python package ``holidays``)."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

LONDON = ZoneInfo("Europe/London")
SUBDIVISIONS = {"england": "ENG", "wales": "WLS", "scotland": "SCT", "northern-ireland": "NIR"}


@lru_cache(maxsize=8)
def _bank_holidays(subdivision: str) -> holidays.HolidayBase:
    return holidays.country_holidays("GB", subdiv=subdivision)


def is_working_day(day: date, nation: str) -> bool:
    """Monday to Friday and no bank holiday of the nation (a slug; unknown ones are England)."""
    subdivision = SUBDIVISIONS.get(nation, "ENG")
    return day.weekday() < 5 and day not in _bank_holidays(subdivision)


def after_working_days(start: datetime, days: int, nation: str) -> datetime:
    """The end of the ``days``-th working day after ``start``'s day, in the nation's time.

    Counting starts on the day after, so that whoever is asked late in the evening has whole days.
    """
    day = start.astimezone(LONDON).date()
    remaining = days
    while remaining > 0:
        day += timedelta(days=1)
        if is_working_day(day, nation):
            remaining -= 1
    return datetime.combine(day, time(23, 59), tzinfo=LONDON)
