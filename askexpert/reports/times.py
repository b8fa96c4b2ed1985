"""How long askers wait: to the first check, the first invitation, an acceptance, an answer.

Made from the dates that stay when the words of a question are gone.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from askexpert.enums import QuestionStatus
from askexpert.reports.durations import TOO_FEW, Usual, usual, working_days_between
from askexpert.reports.periods import Stretch, month_of, stretches
from askexpert.reports.rows import Asked
from network.reports.parts import Bar, Chart, Content, Table, share
from network.reports.small_numbers import ALL, LEAST, hidden_cells, listed, told, with_totals

STEPS = ("checked_at", "invited_at", "accepted_at", "answered_at")
ANSWERED, NOT_YET = "answered", "not yet"
HEADERS = (
    "Sent",
    "Share answered",
    "To first check",
    "To first invitation",
    "To acceptance",
    "To first answer",
    "Nine in ten answered within",
)


def times(asked: list[Asked], months: list[date], nations: dict[str, str]) -> Content:
    """By month of sending, by nation, and where the questions stand. Lengths are medians in working
    days of the question's nation.

    Months in which fewer than five were answered are joined to the next: a small network has a
    picture too, and none of one person's wait.
    """
    rows = [_waited(row) for row in asked]
    answered = Counter(row.month for row in rows if row.is_answered)
    joined = stretches(months, answered, LEAST)
    by_month = _grouped(rows, lambda row: _stretch_of(joined, row.month))
    by_nation = _grouped(rows, lambda row: row.nation)
    waits = usual(_lengths(rows, "answered_at"))
    chart = _chart(by_month, joined)
    return Content(
        facts=_facts(rows, waits),
        charts=[] if all(bar.value is None for bar in chart.bars) else [chart],
        tables=[
            Table(
                "months",
                "By month of sending",
                ("Month", *HEADERS),
                _lines(by_month, {stretch: stretch.label for stretch in joined}, rows),
                "Working days; medians unless the column says otherwise. Months with fewer than "
                "five answers are joined.",
            ),
            Table("nations", "By nation", ("Nation", *HEADERS), _lines(by_nation, nations, rows)),
            _states(rows),
        ],
        notes=[
            "A working day is one of the nation whose law and guidance apply: no weekend, none of "
            "its bank holidays. What is done on the day of sending took 0.",
            "The median is what half of the questions did not exceed. It is left out where fewer "
            "than five are known.",
        ],
    )


@dataclass(frozen=True, slots=True)
class Waited:
    """A question and how many working days each step took since it was sent."""

    month: date
    nation: str
    status: str
    days: dict[str, int]

    @property
    def is_answered(self) -> bool:
        return "answered_at" in self.days


def _waited(row: Asked) -> Waited:
    moments = {step: getattr(row, step) for step in STEPS}
    days = {
        step: working_days_between(row.submitted_at, moment, row.nation)
        for step, moment in moments.items()
        if moment is not None
    }
    return Waited(month_of(row.submitted_at), row.nation, row.status, days)


def _grouped(rows: list[Waited], key) -> dict:
    groups = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups


def _lengths(rows: list[Waited], step: str) -> list[int]:
    return [row.days[step] for row in rows if step in row.days]


def _facts(rows: list[Waited], waits: Usual) -> list[str]:
    if waits.median is None:
        return [
            "Fewer than five questions have an answer, which is too few to say how long it takes."
        ]
    days = "day" if waits.median == 1 else "days"
    return [
        f"Half of the askers had their first answer within {waits.median_words} working {days}, "
        f"nine in ten within {waits.most_words}."
    ]


def _lines(groups: dict, labels: dict, rows: list[Waited]) -> list[tuple]:
    """One line per label, and one of everything. The share is told only where neither those who
    have an answer nor those who have none are few."""
    counts = {}
    for key in labels:
        answered = sum(row.is_answered for row in groups.get(key, ()))
        counts[key, ANSWERED] = answered
        counts[key, NOT_YET] = len(groups.get(key, ())) - answered
    known, hidden = with_totals(counts), hidden_cells(counts)
    lines = []
    for key, label in (*labels.items(), (ALL, "All of them")):
        group = rows if key == ALL else groups.get(key, [])
        sent = known[key, ALL]
        is_hidden = (key, ALL) in hidden
        half_hidden = is_hidden or (key, ANSWERED) in hidden
        lines.append(
            (
                label,
                told(sent, hidden=is_hidden),
                TOO_FEW if half_hidden or not sent else share(known[key, ANSWERED], sent),
                *(usual(_lengths(group, step)).median_words for step in STEPS),
                usual(_lengths(group, "answered_at")).most_words,
            )
        )
    return lines


def _stretch_of(joined: list[Stretch], month: date) -> Stretch | None:
    place = bisect_left(joined, month, key=lambda stretch: stretch.last)
    return joined[place] if place < len(joined) else None


def _chart(by_month: dict, joined: list[Stretch]) -> Chart:
    bars = []
    for stretch in joined:
        wait = usual(_lengths(by_month.get(stretch, []), "answered_at"))
        words = f"{wait.median_words} · {wait.most_words}" if wait.most is not None else "too few"
        bars.append(Bar(stretch.short_label, wait.median, words, wait.most))
    return Chart(
        "waits",
        "Working days to the first answer",
        "By month of sending. The bar is the median, the thin line reaches to what "
        "nine in ten did not exceed; both figures stand behind it and in the table below.",
        bars,
    )


def _states(rows: list[Waited]) -> Table:
    counts = Counter(row.status for row in rows)
    present = {status.label: counts[status] for status in QuestionStatus if counts[status]}
    words = listed(present)
    lines = [(label, words[label]) for label in present]
    return Table(
        "states",
        "Where they stand now",
        ("State", "Questions"),
        [*lines, ("All of them", words[ALL])],
    )
