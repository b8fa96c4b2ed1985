"""For how long somebody may pause invitations with one press."""

from datetime import date, timedelta

# When schools' terms end, about: day and month. They differ by nation and council, so a page says
# the date beside the words.
ENDS_OF_TERM = ((20, 12), (3, 4), (22, 7))
SHORTEST_TERM = timedelta(days=7)

TWO_WEEKS, MONTH, TERM = "two-weeks", "month", "end-of-term"
LABELS = {
    TWO_WEEKS: "For two weeks",
    MONTH: "For 30 days",
    TERM: "Until the end of term",
}


def end_of_term(today: date) -> date:
    """The next end of a school term that is at least a week away."""
    days = [
        date(year, month, day)
        for year in (today.year, today.year + 1)
        for day, month in ENDS_OF_TERM
    ]
    return min(day for day in days if day >= today + SHORTEST_TERM)


def pause_ends(code: str, today: date) -> date:
    """The day on which a pause of this kind that begins today is over.

    :raises KeyError: for a kind that does not exist.
    """
    ends = {
        TWO_WEEKS: today + timedelta(days=14),
        MONTH: today + timedelta(days=30),
        TERM: end_of_term(today),
    }
    return ends[code]


def pauses(today: date) -> list[dict]:
    """The kinds to offer, each with its code, its words and the day on which it is over."""
    return [
        {"code": code, "label": label, "until": pause_ends(code, today)}
        for code, label in LABELS.items()
    ]
