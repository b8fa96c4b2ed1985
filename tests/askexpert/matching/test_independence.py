"""The core must run without Django, and stay quick without a rebuild."""

import subprocess
import sys
from datetime import date
from pathlib import Path
from time import process_time

from askexpert.matching import Evidence, Expert, Question, TextIndex, rank_experts

ROOT = Path(__file__).resolve().parents[3]


def test_the_core_imports_no_django():
    script = (
        "import sys, pkgutil, importlib, askexpert.matching as core\n"
        "for module in pkgutil.iter_modules(core.__path__):\n"
        "    importlib.import_module(f'askexpert.matching.{module.name}')\n"
        "print(sorted(name for name in sys.modules if name.split('.')[0] in "
        "('django', 'wagtail', 'network')))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True, text=True
    )
    assert ran.stdout == "[]\n"


def test_an_update_costs_a_small_part_of_a_new_index():
    def piece(expert, number):
        words = " ".join(f"w{(expert * 7 + number * 13 + step) % 900}" for step in range(40))
        return Evidence(f"{expert}/{number}", f"e{expert}", words)

    pieces = [piece(expert, number) for expert in range(400) for number in range(5)]
    began = process_time()
    index = TextIndex(pieces)
    built = process_time() - began
    began = process_time()
    for expert in range(10):
        index.replace_expert(f"e{expert}", [piece(expert, 99)])
    assert process_time() - began < built / 4


def test_time_grows_no_faster_than_the_number_of_experts():
    question = Question(id="q", text=" ".join(f"w{n}" for n in range(60)), topics=("a", "b"))

    def seconds(number):
        experts = [Expert(id=f"e{n}", topics={"a": "lead"}) for n in range(number)]
        index = TextIndex(
            Evidence(f"{n}", f"e{n}", " ".join(f"w{(n + step) % 300}" for step in range(40)))
            for n in range(number)
        )
        times = []
        for _ in range(5):
            began = process_time()
            rank_experts(question, experts, index, today=date(2026, 1, 1))
            times.append(process_time() - began)
        return min(times)

    assert seconds(4_000) < 25 * seconds(400)
