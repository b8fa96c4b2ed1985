"""What ``make bench`` says of a figure, and how it ends."""

import json

import pytest

from tests.benchmarks import speed
from tests.benchmarks.figures import Figure, tell, told


@pytest.mark.parametrize(
    ("figure", "verdict"),
    [
        (Figure("a", 1.2, 1.2), "met"),
        (Figure("a", 1.21, 1.2), "falls short"),
        (Figure("a", 0.8, 0.8, is_least=True), "met"),
        (Figure("a", 0.79, 0.8, is_least=True), "falls short"),
        (Figure("a", 3.0), "to compare"),
        (Figure("a", None, 0, note="no nginx"), "not measured"),
    ],
)
def test_a_figure_is_judged(figure, verdict):
    assert figure.verdict == verdict


def test_a_line_says_what_was_measured_what_is_wanted_and_the_verdict():
    assert Figure("search", 61, 60, "ms", note="young").line().split() == [
        *("search", "61.00", "ms", "at", "most", "60", "ms", "falls", "short", "(young)")
    ]


def test_figures_are_collected_from_their_file(tmp_path, monkeypatch, capsys):
    path = tmp_path / "figures.jsonl"
    monkeypatch.setenv("BENCH_FIGURES", str(path))
    figures = [Figure("a", 1.0, 2.0), Figure("b", None, 0, note="why")]
    tell(figures)
    assert told(path) == figures
    assert len(capsys.readouterr().out.splitlines()) == 2


def play(monkeypatch, code: str) -> int:
    monkeypatch.setattr(speed, "RUNS", {"Played": [speed.PYTHON, "-c", code]})
    return speed.main()


def test_a_figure_that_falls_short_ends_well(monkeypatch, capsys):
    line = json.dumps({"what": "a", "value": 9.0, "limit": 1.0})
    code = f"import os; open(os.environ['BENCH_FIGURES'], 'a').write({line!r} + '\\n')"
    assert play(monkeypatch, code) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "1 falls short"


def test_a_benchmark_that_breaks_is_said_and_ends_badly(monkeypatch, capsys):
    assert play(monkeypatch, "raise SystemExit(3)") == 1
    assert "  This benchmark broke; its own words are above." in capsys.readouterr().out
