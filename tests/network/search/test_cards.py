from datetime import UTC, datetime

import pytest

from network.search.cards import minutes, when


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (None, ""),
        (0, ""),
        (1, "1 minute"),
        (45, "45 minutes"),
        (60, "1 hour"),
        (61, "1 hour 1 minute"),
        (150, "2 hours 30 minutes"),
    ],
)
def test_minutes_are_said_in_words(number, words):
    assert minutes(number) == words


def test_a_moment_is_said_in_londons_time():
    assert when(datetime(2026, 7, 9, 23, 30, tzinfo=UTC)) == "Friday 10 July 2026, 00:30"
