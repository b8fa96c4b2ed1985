from datetime import UTC, date, datetime

import pytest

from network.search.cards import files_rule, minutes, when


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


MIDNIGHT = "2026-12-04T00:00:00+00:00"
NOON = "2026-12-04T12:00:00+00:00"
# Half past midnight on 10 July in London.
SUMMER = "2026-07-09T23:30:00+00:00"


@pytest.mark.parametrize(
    ("files_for", "files_from", "today", "words"),
    [
        ("readers", None, date(2026, 12, 3), ""),
        ("members", None, date(2026, 12, 3), "Files for members"),
        ("request", None, date(2026, 12, 3), "Files on request"),
        ("readers", MIDNIGHT, date(2026, 12, 3), "Files from 4 December 2026"),
        ("members", MIDNIGHT, date(2026, 12, 3), "Files for members, from 4 December 2026"),
        ("readers", MIDNIGHT, date(2026, 12, 4), ""),
        # Before noon and after it, these words are true.
        ("readers", NOON, date(2026, 12, 4), "Files from 4 December 2026"),
        ("readers", NOON, date(2026, 12, 5), ""),
        ("request", NOON, date(2026, 12, 5), "Files on request"),
        ("readers", SUMMER, date(2026, 7, 10), "Files from 10 July 2026"),
    ],
)
def test_for_whom_files_are_and_from_when(files_for, files_from, today, words):
    details = {"files_for": files_for, "files_from": files_from}
    assert files_rule(details, today) == words


def test_a_card_of_a_kind_without_files_says_nothing_of_them():
    assert files_rule({}, date(2026, 12, 3)) == ""
