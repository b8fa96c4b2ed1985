"""The demo's letters: people who exist, reasons that exist, texts that screening lets pass."""

import tomllib

from network.members.demo import source as people_source
from network.relay.demo import SOURCE
from network.relay.enums import ReportReason
from network.relay.screening import look_at
from network.relay.transitions import REPORT

with SOURCE.open("rb") as file:
    STORY = tomllib.load(file)
LETTERS = [row for story in STORY["conversations"] for row in story["letters"]]


def test_everybody_in_the_letters_is_an_approved_member_of_the_demo():
    approved = {
        person["key"] for person in people_source()["people"] if person["membership"] == "approved"
    }
    named = {key for story in STORY["conversations"] for key in story["with"]}
    named |= {row["by"] for row in (*LETTERS, *STORY["reports"], *STORY["blocks"])}
    assert named - approved == set()


def test_nothing_in_the_letters_is_held_back():
    assert [row["text"] for row in LETTERS if look_at(row["text"]).blocking] == []


def test_letters_stand_in_the_order_of_time():
    for story in STORY["conversations"]:
        days = [row["days_ago"] for row in story["letters"]]
        assert days == sorted(days, reverse=True)


def test_reports_are_about_letters_that_exist_and_decided_by_a_known_step():
    keys = {row["key"] for row in LETTERS if "key" in row}
    assert {report["letter"] for report in STORY["reports"]} == keys
    assert {report["reason"] for report in STORY["reports"]} <= set(ReportReason.values)
    assert {report["decision"] for report in STORY["reports"] if "decision" in report} <= set(
        REPORT
    )
