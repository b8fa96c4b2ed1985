"""What ``make bench`` runs: ``python -m tests.benchmarks.speed``.

Takes every figure that the library's speed is promised in, each as a ratio within one run where
that is possible, and prints them together with what is wanted: "met", "falls short", or why it was
not measured. ``BENCH_RESOURCES`` (50000) is the size of the large library.

Ends with 0 whatever the figures say, because they depend on what else the machine is doing, and a
busy moment must break no build; with 1 only when a benchmark itself breaks.
"""

import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.benchmarks.figures import told

PYTHON = sys.executable
RUNS = {
    "The library on PostgreSQL": [
        *(PYTHON, "-m", "tests.postgres"),
        *(PYTHON, "-m", "tests.benchmarks.library"),
    ],
    "The library on SQLite": [PYTHON, "-m", "tests.benchmarks.library"],
    "Pages, beside a bare Django view and an empty Wagtail site": [
        *(PYTHON, "-m", "tests.benchmarks.pages"),
    ],
    "Downloads": [PYTHON, "-m", "tests.benchmarks.downloads"],
}


def main() -> int:
    broken, sections = [], {}
    with tempfile.TemporaryDirectory(prefix="speed-") as folder:
        for number, (title, command) in enumerate(RUNS.items()):
            say(f"\n{title}")
            path = Path(folder) / f"{number}.jsonl"
            path.touch()
            environment = {**os.environ, "BENCH_FIGURES": str(path)}
            environment.pop("DATABASE_URL", None)
            if command[2] == "tests.benchmarks.library":
                environment["DATABASE_URL"] = "sqlite://:memory:"
            if subprocess.run(command, env=environment, check=False).returncode:
                broken.append(title)
            sections[title] = told(path)
    return report(sections, broken)


def report(sections: dict, broken: list[str]) -> int:
    say(f"\nAll figures; {os.cpu_count()} cores, load at the end {os.getloadavg()[0]:.1f}")
    for title, figures in sections.items():
        say(f"\n{title}")
        for figure in figures:
            say(figure.line())
        if title in broken:
            say("  This benchmark broke; its own words are above.")
    verdicts = Counter(figure.verdict for figures in sections.values() for figure in figures)
    say(f"\n{', '.join(f'{number} {verdict}' for verdict, number in verdicts.most_common())}")
    return 1 if broken else 0


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
