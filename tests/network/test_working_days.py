"""Working days and hours: weekends, bank holidays of each nation, and the clocks' change."""

from datetime import date, datetime, timedelta

import pytest

from network.working_days import (
    LONDON,
    after_working_days,
    after_working_hours,
    is_working_day,
    morning_before,
)


def at(day: str, hour: int = 10, minute: int = 0) -> datetime:
    return datetime.fromisoformat(day).replace(hour=hour, minute=minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("day", "working_in"),
    [
        ("2026-03-17", {"england", "wales", "scotland"}),  # St Patrick's Day
        ("2026-04-03", set()),  # Good Friday
        ("2026-04-06", {"scotland"}),  # Easter Monday
        ("2026-07-13", {"england", "wales", "scotland"}),  # for the Twelfth, a Sunday
        ("2026-08-03", {"england", "wales", "northern-ireland"}),  # Scotland's summer holiday
        ("2026-08-31", {"scotland"}),  # the others' summer holiday
        ("2026-11-30", {"england", "wales", "northern-ireland"}),  # St Andrew's Day
        ("2026-12-28", set()),  # for Boxing Day, a Saturday
        ("2027-01-04", {"england", "wales", "northern-ireland"}),  # for 2 January in Scotland
        ("2026-03-14", set()),  # a Saturday
        ("2026-03-16", {"england", "wales", "scotland", "northern-ireland"}),
    ],
)
def test_each_nation_has_its_own_holidays(day, working_in):
    nations = ("england", "wales", "scotland", "northern-ireland")
    assert {nation for nation in nations if is_working_day(date.fromisoformat(day), nation)} == (
        working_in
    )


def test_a_nation_that_nobody_knows_counts_as_england():
    assert not is_working_day(date(2026, 8, 31), "atlantis")


@pytest.mark.parametrize(
    ("start", "days", "nation", "end"),
    [
        (at("2026-03-10"), 3, "england", "2026-03-13"),
        (at("2026-03-10", 23, 59), 3, "england", "2026-03-13"),
        (at("2026-03-13"), 1, "england", "2026-03-16"),
        (at("2026-04-01"), 3, "england", "2026-04-08"),
        (at("2026-04-01"), 3, "scotland", "2026-04-07"),
        (at("2026-12-24"), 1, "england", "2026-12-29"),
        (at("2026-03-10"), 0, "england", "2026-03-10"),
    ],
)
def test_working_days_end_at_the_end_of_a_day(start, days, nation, end):
    assert after_working_days(start, days, nation) == at(end, 23, 59)


def test_a_late_evening_of_summer_is_still_that_day():
    """23:30 in London in July is 22:30 in UTC, and 00:30 the next day in Paris."""
    start = datetime.fromisoformat("2026-07-21T22:30:00+00:00")
    assert after_working_days(start, 1, "england") == at("2026-07-22", 23, 59)
    after_midnight = datetime.fromisoformat("2026-07-21T23:30:00+00:00")
    assert after_working_days(after_midnight, 1, "england") == at("2026-07-23", 23, 59)


@pytest.mark.parametrize(
    ("start", "end"), [("2026-03-27", "2026-03-30"), ("2026-10-23", "2026-10-26")]
)
def test_a_weekend_on_which_the_clocks_change_moves_no_hour(start, end):
    """The end is at 23:59 by the clock on the wall, before and after the change."""
    due = after_working_days(at(start), 1, "england")
    assert due.isoformat()[:16] == f"{end}T23:59"
    assert due.utcoffset() != at(start).utcoffset()


@pytest.mark.parametrize(
    ("end", "days", "nation", "morning"),
    [
        ("2026-03-13", 1, "england", "2026-03-12"),
        ("2026-03-13", 0, "england", "2026-03-13"),
        ("2026-03-16", 1, "england", "2026-03-13"),
        ("2026-04-07", 1, "england", "2026-04-02"),
        ("2026-04-07", 1, "scotland", "2026-04-06"),
        ("2026-03-30", 1, "england", "2026-03-27"),
    ],
)
def test_the_morning_before_is_a_working_day_at_nine(end, days, nation, morning):
    assert morning_before(at(end, 23, 59), days, nation) == at(morning, 9)


@pytest.mark.parametrize("days", range(1, 12))
@pytest.mark.parametrize("nation", ["england", "scotland"])
def test_days_after_and_days_before_agree(days, nation):
    start = at("2026-03-31")
    end = after_working_days(start, days, nation)
    assert morning_before(end, days, nation) == at("2026-03-31", 9)


@pytest.mark.parametrize(
    ("start", "nation", "end"),
    [
        (at("2026-03-10", 9), "england", at("2026-03-10", 13)),
        (at("2026-03-10", 13), "england", at("2026-03-10", 17)),
        (at("2026-03-10", 13, 1), "england", at("2026-03-11", 9, 1)),
        (at("2026-03-10", 7), "england", at("2026-03-10", 13)),
        (at("2026-03-10", 22), "england", at("2026-03-11", 13)),
        (at("2026-03-13", 16), "england", at("2026-03-16", 12)),
        (at("2026-03-14", 11), "england", at("2026-03-16", 13)),
        (at("2026-04-02", 16), "england", at("2026-04-07", 12)),
        (at("2026-04-02", 16), "scotland", at("2026-04-06", 12)),
        (at("2026-03-16", 16), "northern-ireland", at("2026-03-18", 12)),
        (at("2026-03-27", 16), "england", at("2026-03-30", 12)),
    ],
)
def test_four_working_hours(start, nation, end):
    assert after_working_hours(start, 4, nation) == end


def test_more_hours_than_a_day_has():
    assert after_working_hours(at("2026-03-10", 9), 20, "england") == at("2026-03-12", 13)


def test_working_hours_of_a_moment_in_utc_are_those_of_london():
    start = datetime.fromisoformat("2026-07-21T15:00:00+00:00")
    assert after_working_hours(start, 4, "england") == at("2026-07-22", 12)
    assert after_working_hours(start, 4, "england") - start == timedelta(hours=20)
