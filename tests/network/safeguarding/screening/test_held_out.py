"""The recall and the share of clean texts asked for, on texts written before the tuning."""

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from network.safeguarding.screening import screen
from network.safeguarding.screening.evaluation import Evaluation, evaluate

TODAY = date(2026, 11, 21)
SETS = Path(__file__).parents[1] / "held_out"
NAMES = ("first", "second", "formats", "last", "last_formats", "fresh", "voices")
SOFT = ("name", "school", "address", "handle")


@cache
def measured(*names: str) -> Evaluation:
    records = [
        json.loads(line)
        for name in names
        for line in (SETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    return evaluate(records, lambda text: screen(text, today=TODAY))


@pytest.mark.parametrize("names", [NAMES, ("last", "last_formats", "fresh"), ("voices",)])
def test_each_type_is_found_as_often_as_asked(names):
    below = {
        kind: score.recall
        for kind, score in measured(*names).by_type.items()
        if score.recall is None or score.recall < (0.85 if kind in SOFT else 0.95)
    }

    assert below == {}


def test_every_type_has_enough_labels_to_say_so():
    few = {kind for kind, score in measured(*NAMES).by_type.items() if score.labelled < 15}

    assert few == set()


@pytest.mark.parametrize("name", NAMES)
def test_at_most_one_clean_text_in_ten_is_marked(name):
    result = measured(name)

    assert result.clean >= 24
    assert result.clean_share <= 0.1


def test_nineteen_marks_in_twenty_are_right():
    scores = measured(*NAMES).by_type.values()

    assert sum(score.right for score in scores) >= 0.95 * sum(score.reported for score in scores)


@pytest.mark.parametrize("name", NAMES)
def test_labels_lie_inside_their_text_in_order(name):
    for line in (SETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        position = 0
        for label in record["spans"]:
            assert position <= label["start"] < label["end"] <= len(record["text"])
            position = label["end"]
