"""The rules of the code of practice, on moments of one invented morning."""

from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from resources.usage.counting import Count, Use, count, once

MORNING = datetime(2026, 3, 2, 9, 59, 0)


def at(seconds: int, *, person: str = "ann", item: str = "1/5", version: int = 1) -> Use:
    return Use(7, version, item, person, MORNING + timedelta(seconds=seconds))


def seconds(uses) -> list[int]:
    return sorted(int((use.at - MORNING).total_seconds()) for use in uses)


def test_second_click_within_thirty_seconds_is_the_one_that_counts():
    assert seconds(once([at(0), at(10)])) == [10]


def test_click_after_thirty_seconds_is_another_use():
    assert seconds(once([at(0), at(30), at(61)])) == [30, 61]


def test_window_slides_from_click_to_click():
    assert seconds(once([at(0), at(25), at(50), at(75)])) == [75]


def test_no_fixed_bucket_cuts_a_double_click_in_two():
    assert seconds(once([at(59), at(61)])) == [61]


def test_two_people_and_two_files_are_no_double_click():
    uses = [at(0), at(1, person="ben"), at(2, item="1/6")]
    assert seconds(once(uses)) == [0, 1, 2]


def test_order_of_events_does_not_matter():
    assert seconds(once([at(61), at(0), at(30)])) == [30, 61]


def test_unique_is_once_a_person_and_hour():
    uses = [at(0), at(40), at(90), at(5, person="ben")]
    # Ann before ten, Ann after ten, Ben before ten.
    assert count(once(uses)) == Count(total=4, unique=3)


@given(st.lists(st.integers(0, 600), min_size=1, max_size=30))
def test_what_is_counted_is_never_close_together_and_the_last_always_counts(moments):
    counted = seconds(once([at(moment) for moment in moments]))
    assert all(later - earlier > 30 for earlier, later in pairwise(counted))
    assert counted[-1] == max(moments)


@given(st.lists(st.integers(0, 600), max_size=30))
def test_counting_what_was_counted_changes_nothing(moments):
    first = list(once([at(moment) for moment in moments]))
    assert list(once(first)) == first
