"""A measured figure with what is wanted of it, told the same way by every benchmark.

``tell`` prints figures, and adds them to the file that ``BENCH_FIGURES`` names, where
``tests.benchmarks.speed`` collects them.
"""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """``limit`` is the most that is wanted, or the least where ``is_least``; None where the figure
    is there to compare. ``value`` is None, with a ``note``, where it could not be measured."""

    what: str
    value: float | None
    limit: float | None = None
    unit: str = "×"
    is_least: bool = False
    note: str = ""

    @property
    def verdict(self) -> str:
        if self.value is None:
            return "not measured"
        if self.limit is None:
            return "to compare"
        is_met = self.value >= self.limit if self.is_least else self.value <= self.limit
        return "met" if is_met else "falls short"

    def line(self) -> str:
        value = "" if self.value is None else f"{self.value:.2f} {self.unit}"
        wanted = ""
        if self.limit is not None:
            wanted = f"{'at least' if self.is_least else 'at most'} {self.limit:g} {self.unit}"
        note = f"  ({self.note})" if self.note else ""
        return f"  {self.what:<66}{value:>14}  {wanted:<20}{self.verdict}{note}"


def tell(figures: list[Figure]) -> None:
    for figure in figures:
        print(figure.line(), flush=True)  # noqa: T201
    if path := os.environ.get("BENCH_FIGURES"):
        with Path(path).open("a") as file:
            file.writelines(f"{json.dumps(asdict(figure))}\n" for figure in figures)


def told(path: Path) -> list[Figure]:
    """Every figure of the file."""
    return [Figure(**json.loads(line)) for line in path.read_text().splitlines()]
