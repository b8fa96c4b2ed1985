"""What the demonstration's ended questions are made of, without loading them."""

import tomllib

import pytest

from askexpert.demo import FOLDER
from askexpert.demo.past_year import FILE, PastQuestion
from network.members.demo import source as people_source
from network.safeguarding.screening import BLOCK, screen

with FILE.open("rb") as file:
    ROWS = tomllib.load(file)["questions"]
TEXTS = ("title", "text", "answer", "outcome", "follow_up", "follow_up_answer", "reason")


def test_nothing_in_them_would_have_been_held_back():
    held = [
        (row["key"], text[span.start : span.end])
        for row in ROWS
        for text in (row.get(name, "") for name in TEXTS)
        for span in screen(text)
        if span.severity == BLOCK
    ]
    assert held == []


def test_nobody_asked_before_they_were_a_member():
    joined = {person["key"]: person["joined_days_ago"] for person in people_source()["people"]}
    assert [row["key"] for row in ROWS if joined[row["asker"]] <= row["days_ago"]] == []


def test_each_has_a_key_of_its_own():
    with (FOLDER / "questions.toml").open("rb") as file:
        longer = [story["key"] for story in tomllib.load(file)["questions"]]
    keys = [row["key"] for row in ROWS] + longer
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("course", sorted({row.get("course", "answered") for row in ROWS}))
def test_what_became_of_each_is_told_in_full(course):
    ended_early = course in ("declined", "sent_back")
    assert ended_early or course == "safe" or hasattr(PastQuestion, f"_add_{course}")
    rows = [row for row in ROWS if row.get("course", "answered") == course]
    needs = {"declined": "reason", "sent_back": "reason", "answered": "answer", "safe": "answer"}
    assert [row["key"] for row in rows if course in needs and not row.get(needs[course])] == []
