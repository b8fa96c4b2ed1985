"""Screening and safety, for safeguarding leads: how often, never what."""

from collections import Counter, defaultdict
from datetime import date, datetime

from askexpert.alarms import Alarm, Side, read
from askexpert.reports.periods import month_of
from network.reports.parts import Bar, Chart, Content, Table

COLUMNS = {
    "quarantine": "Given to a lead",
    "return_to_asker": "Change asked for",
    "return_to_queue": "Found safe",
    "remove": "Removed",
}
NOTICES = "Urgent notices"
WHY = {
    **dict(Alarm.choices),
    "": "No reason was chosen",
}
SIDES = {**dict(Side.choices), "": "Not known"}


def safety(
    steps: list[tuple[str, str, datetime]], notices: list[datetime], months: list[date]
) -> Content:
    """``steps`` are (action, code of the reason, moment), ``notices`` the moments at which urgent
    help was shown because somebody said that a child is at risk."""
    counts: dict[date, Counter] = defaultdict(Counter)
    for action, _, at in steps:
        counts[month_of(at)][COLUMNS[action]] += 1
    for at in notices:
        counts[month_of(at)][NOTICES] += 1
    columns = (*COLUMNS.values(), NOTICES)
    total = sum(counts.values(), Counter())
    lines = [
        (f"{month:%B %Y}", *(str(counts[month][column]) for column in columns)) for month in months
    ]
    lines.append(("All of them", *(str(total[column]) for column in columns)))
    return Content(
        charts=[_chart(code, label, counts, months) for code, label in CHARTS],
        tables=[
            Table("months", "By month", ("Month", *columns), lines),
            _reasons([code for action, code, _ in steps if action == "quarantine"]),
        ],
        notes=[
            "Of an urgent notice nothing is kept but that it was shown, and that for a year.",
            "Your own questions are not counted for you.",
        ],
    )


CHARTS = ((COLUMNS["quarantine"], "quarantines"), (NOTICES, "notices"))


def _reasons(codes: list[str]) -> Table:
    """What was seen, by the side from which it was seen."""
    counts = Counter(read(code) for code in codes)
    lines = [
        (
            words,
            *(str(counts[alarm, side]) for side in SIDES),
            str(sum(counts[alarm, side] for side in SIDES)),
        )
        for alarm, words in WHY.items()
    ]
    return Table(
        "reasons",
        "Why questions were given to a lead, and from which side",
        ("Reason", *SIDES.values(), "All of them"),
        lines,
    )


def _chart(label: str, code: str, counts: dict[date, Counter], months: list[date]) -> Chart:
    return Chart(
        code,
        f"{label} by month",
        "One line for each month; the number stands behind the bar.",
        [
            Bar(f"{month:%B %Y}", counts[month][label], str(counts[month][label]))
            for month in months
        ],
    )
