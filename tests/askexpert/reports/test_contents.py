"""The reports as pure functions: figures by hand."""

from datetime import UTC, date, datetime, timedelta

import pytest

from askexpert import history
from askexpert.enums import Refused
from askexpert.reports.coverage import coverage
from askexpert.reports.fairness import fairness
from askexpert.reports.outcomes import outcomes
from askexpert.reports.periods import Period, choices, period_of, stretches
from askexpert.reports.rows import Ask, Asked, Willing
from askexpert.reports.safety import safety
from askexpert.reports.times import times
from network.reports.parts import Bar, Cell, Chart

# A Monday in a month without a bank holiday.
MONDAY = datetime(2026, 6, 1, 10, tzinfo=UTC)
NATIONS = {"england": "England", "wales": "Wales"}


def asked(key: int, *, days: int | None = None, nation="england", **fields) -> Asked:
    """Sent on the Monday and answered so many calendar days later."""
    answered = None if days is None else MONDAY + timedelta(days=days)
    return Asked(
        key=key,
        nation=nation,
        status=fields.pop("status", "closed" if answered else "matching"),
        helped=fields.pop("helped", None),
        submitted_at=MONDAY,
        answered_at=answered,
        **fields,
    )


def test_times_by_month_and_nation():
    # Tuesday 1, Wednesday 2, Thursday 3, Friday 4, next Monday 5, next Tuesday 6 working days.
    rows = [asked(key, days=days) for key, days in enumerate((1, 2, 3, 4, 7, 8))]
    rows += [asked(10 + key) for key in range(6)]
    content = times(rows, [date(2026, 6, 1), date(2026, 7, 1)], NATIONS)
    assert content.facts == [
        "Half of the askers had their first answer within 3.5 working days, nine in ten within 6."
    ]
    figures = ("12", "50%", "–", "–", "–", "3.5", "6")
    assert content.table("months").rows == [
        ("June to July 2026", *figures),
        ("All of them", *figures),
    ]
    assert content.table("nations").rows[0] == ("England", *figures)
    assert content.table("states").rows == [
        ("Finding an expert", "6"),
        ("Closed", "6"),
        ("All of them", "12"),
    ]
    assert content.charts[0].bars == [Bar("Jun – Jul 2026", 3.5, "3.5 · 6", 6)]


def test_a_small_nation_is_hidden_with_another_and_has_no_median():
    rows = [asked(key, days=1) for key in range(9)]
    rows += [asked(20 + key, days=1, nation="wales") for key in range(2)]
    lines = times(rows, [date(2026, 6, 1)], NATIONS).table("nations").rows
    assert [line[1] for line in lines] == ["not shown", "fewer than 5", "11"]
    assert lines[1][2:] == ("–",) * 6


def test_a_share_that_tells_of_a_few_is_left_out():
    rows = [asked(key, days=1) for key in range(9)] + [asked(20)]
    line = times(rows, [date(2026, 6, 1)], NATIONS).table("months").rows[0]
    assert line[:3] == ("June 2026", "10", "–")


def test_too_few_answers_have_no_chart():
    content = times([asked(1, days=2)], [date(2026, 6, 1)], NATIONS)
    assert content.charts == []
    assert content.facts[0].startswith("Fewer than five questions have an answer")


def test_coverage_names_the_gaps_and_counts_each_person_once_in_all():
    people = [
        Willing(1, "A", "England", ("Police", "Health"), frozenset({"Disruption"})),
        Willing(2, "B", "Wales", ("Police",), frozenset(), frozenset({"Disruption", "Bullying"})),
    ]
    content = coverage(people, ["Bullying", "Disruption", "Housing"], ["Health", "Police", "Youth"])
    none = Cell("none", is_gap=True)
    assert content.table("topics").rows == [
        ("Bullying", Cell("0 + 1"), none, Cell("0 + 1"), none),
        ("Disruption", Cell("1 + 1"), Cell("1 + 0"), Cell("1 + 1"), none),
        ("Housing", none, none, none, none),
    ]
    assert [names for _, names in content.gaps] == [
        ["Housing"],
        ["Bullying"],
        ["Disruption"],
        ["Youth"],
    ]


def ask(question: int, expert: int, status="completed", reason="") -> Ask:
    return Ask(question, expert, f"Person {expert}", status, reason)


def test_fairness_counts_shares_and_never_a_no_as_anything_else():
    asks = [ask(number, 1) for number in range(5)]
    asks += [ask(9, 1, "declined", "no_time")]
    asks += [ask(number, number, "invited") for number in range(2, 8)]
    willing = [Willing(1, "Person 1", "", ("Police",)), Willing(99, "Rested", "", ("Health",))]
    sectors = {1: "Police", **dict.fromkeys(range(2, 8), "Health")}
    content = fairness(asks, willing, sectors)
    # The five most asked have 6 + 1 + 1 + 1 + 1 = 10 of 12; five of seven people are 71%.
    assert content.facts == [
        "The five who were asked most got 83% of the 12 invitations; spread evenly over the 7 who "
        "were asked it would be 71%.",
        "1 of the 2 who are willing now were not asked.",
    ]
    assert content.table("experts").rows[0] == (
        "Person 1",
        "Police",
        "6",
        "50%",
        "5",
        "1",
        "0",
        "0",
    )
    assert content.table("sectors").rows == [
        ("Health", "1", "6", "50%", "0", "0", "0", "6"),
        ("Police", "1", "6", "50%", "5", "1", "0", "0"),
    ]


def test_nobody_invited():
    content = fairness([], [], {})
    assert (content.facts, content.charts) == (["Nobody was invited in this time."], [])


def test_outcomes_hide_few_and_tell_many():
    rows = [asked(key, days=1, helped=True) for key in range(12)]
    rows += [asked(20 + key, days=1, helped=False) for key in range(2)]
    rows += [asked(40 + key, days=1) for key in range(6)]
    topics = {row.key: ["Bullying"] for row in rows} | {0: ["Bullying", "Disruption"]}
    asks = [ask(number, 1, "declined", "no_time") for number in range(6)]
    steps = [(row.key, "mark_unmatched", "") for row in rows[:5]]
    content = outcomes(rows, topics, {0: 1}, asks, steps)
    assert content.table("helped").rows == [
        ("It helped", "12"),
        ("It did not help", "fewer than 5"),
        ("No word", "not shown"),
        ("Not closed yet", "0"),
        ("All of them", "20"),
    ]
    assert [bar.value for bar in content.charts[0].bars] == [12, None, None, 0]
    assert content.table("topics").rows == [
        ("Bullying", "20", "12", "fewer than 5", "not shown", "0"),
    ]
    assert content.table("topics").note == "Fewer than five answers each: Disruption."
    assert content.table("unmatched").rows[0] == ("Answered later", "5")
    assert content.table("reasons").rows == [("Said no: I have no time just now", "6")]


@pytest.mark.parametrize(("reason", "label"), Refused.choices)
def test_limits_are_told_in_words_too(reason, label):
    steps = [(key, "refuse_invitation", reason) for key in range(6)]
    (line,) = outcomes([], {}, {}, [], steps).table("reasons").rows
    assert line == (f"Not invited: {label[0].lower()}{label[1:]}", "6")
    assert history.REASONS[reason] == f"{label}."


def test_safety_by_month():
    steps = [
        ("quarantine", "identifies:expert", MONDAY),
        ("quarantine", "risk:site", MONDAY),
        ("quarantine", "risk:reader", MONDAY),
        ("quarantine", "risk", MONDAY),
        ("quarantine", ":desk", MONDAY),
        ("return_to_queue", "", MONDAY + timedelta(days=40)),
    ]
    content = safety(steps, [MONDAY], [date(2026, 6, 1), date(2026, 7, 1)])
    assert content.table("months").rows == [
        ("June 2026", "5", "0", "0", "0", "1"),
        ("July 2026", "0", "0", "1", "0", "0"),
        ("All of them", "5", "0", "1", "0", "1"),
    ]
    assert content.table("reasons").headers == (
        "Reason",
        "At the desk",
        "By an expert who was asked",
        "By a reader of the open version",
        "By the site",
        "Not known",
        "All of them",
    )
    assert content.table("reasons").rows == [
        ("It could identify a child or somebody else", "0", "1", "0", "0", "0", "1"),
        ("Somebody may be at risk", "0", "0", "1", "1", "1", "3"),
        ("No reason was chosen", "1", "0", "0", "0", "0", "1"),
    ]


def test_a_chart_gives_the_longest_line_all_of_its_room():
    chart = Chart("c", "C", "", [Bar("a", 5, "5", 10), Bar("b", 10, "10"), Bar("c", None, "–")])
    first, second, third = chart.drawn
    assert (first.width, first.mark, first.text_at) == (72, 316, 323)
    assert (second.width, second.mark, second.text_at) == (144, None, 323)
    assert (third.width, third.text_at, chart.height) == (0, 179, 94)


def test_months_are_joined_until_there_are_enough():
    months = [date(2025, 11, 1), date(2025, 12, 1), *(date(2026, n, 1) for n in range(1, 6))]
    counts = dict(zip(months, (2, 1, 3, 5, 9, 4, 0), strict=True))
    joined = stretches(months, counts, 5)
    assert [stretch.label for stretch in joined] == [
        "November 2025 to January 2026",
        "February 2026",
        "March to May 2026",
    ]
    assert [stretch.short_label for stretch in joined] == [
        "Nov 2025 – Jan 2026",
        "Feb 2026",
        "Mar – May 2026",
    ]


def test_too_few_in_all_are_one_stretch():
    months = [date(2026, 1, 1), date(2026, 2, 1)]
    assert [stretch.label for stretch in stretches(months, {}, 5)] == ["January to February 2026"]


TODAY = date(2026, 11, 21)


def test_the_last_twelve_months_have_the_running_one_in_them():
    period = period_of("last-12-months", TODAY, date(2024, 2, 3), rolling=True)
    assert (period.months[0], period.months[-1], len(period.months)) == (
        date(2025, 12, 1),
        date(2026, 11, 1),
        12,
    )


def test_who_may_not_subtract_periods_has_years_to_the_end_of_last_month():
    assert choices(TODAY, date(2024, 2, 3), rolling=False) == [
        ("2026", "2026"),
        ("2025", "2025"),
        ("2024", "2024"),
    ]
    period = period_of("2026", TODAY, date(2024, 2, 3), rolling=False)
    assert period == Period(date(2026, 1, 1), date(2026, 11, 1), "2026")
    january = date(2026, 1, 9)
    assert choices(january, date(2025, 5, 1), rolling=False) == [("2025", "2025")]
