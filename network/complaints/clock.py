"""The clock of a complaint, in calendar days as the law counts them.

Data Protection Act 2018, section 164A (put in by the Data (Use and Access) Act 2025, in force since
19 June 2026): a complaint is acknowledged within 30 days and answered without undue delay. The
regulator counts from the day after receipt and lets a last day on a weekend move to the next
working day; this clock does not move it, so it is never later than the law.
"""

from datetime import datetime, time, timedelta

from network.working_days import LONDON

ACKNOWLEDGE_WITHIN = 30
# Our own aim; the law says "without undue delay".
ANSWER_WITHIN = 30
# Days before a date at which the handler is reminded: day 20 and day 27 of 30.
REMINDERS = (3, 10)
# The regulator wants to hear from a complainant within three months of our last word.
CLOSES_AFTER = timedelta(days=92)


def end_of_day(moment: datetime, days: int) -> datetime:
    """The last minute of the day that lies ``days`` after the day of ``moment``, in London."""
    day = moment.astimezone(LONDON).date() + timedelta(days=days)
    return datetime.combine(day, time(23, 59), tzinfo=LONDON)
