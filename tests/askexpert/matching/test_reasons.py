from datetime import date

from askexpert.matching import Expert, Question
from askexpert.matching.reasons import reasons

TODAY = date(2026, 3, 1)


def told(expert, question):
    return reasons(expert, question, today=TODAY, passage=None)


def test_what_is_not_known_is_left_out():
    assert told(Expert(id="e"), Question(id="q")) == ("0 of 1 open", "never asked")


def test_no_topic_in_common_is_said():
    lines = told(Expert(id="e"), Question(id="q", topics=("bullying",), contexts=("school",)))
    assert lines[:2] == ("0 of 1 topic", "0 of 1 context")


def test_another_nation_is_said_as_such():
    lines = told(Expert(id="e", nation="Wales"), Question(id="q", nation="England"))
    assert lines[0] == "in Wales"


def test_one_day_and_today_read_naturally():
    yesterday = Expert(id="e", last_invited=date(2026, 2, 28))
    assert told(yesterday, Question(id="q"))[-1] == "last asked 1 day ago"
    assert told(Expert(id="e", last_invited=TODAY), Question(id="q"))[-1] == "last asked today"
