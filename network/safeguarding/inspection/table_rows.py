"""The rows of a table in a text or on a slide, read behind its headings."""

from dataclasses import dataclass, field

from network.safeguarding.inspection.cells import Cell
from network.safeguarding.inspection.headings import Headed


@dataclass(slots=True)
class Table:
    """A table in a text or on a slide, and its row that is being read."""

    headed: Headed = field(default_factory=Headed)
    row: list[Cell] = field(default_factory=list)
    cell: list[str] = field(default_factory=list)
    # Where among the lines of the part each cell of the row stands.
    places: list[list[int]] = field(default_factory=lambda: [[]])

    def add(self, text: str, place: int) -> None:
        self.cell.append(text)
        self.places[-1].append(place)

    def end_cell(self) -> None:
        self.row.append(Cell(len(self.row) + 1, " ".join(self.cell)))
        self.cell.clear()
        self.places.append([])

    def end_row(self) -> tuple[str, list[int]]:
        """The row with its headings, or nothing where that says no more than its cells; and the
        lines that are read apart."""
        plain, line = "; ".join(cell.text for cell in self.row), self.headed.line(self.row)
        gone = [place for column in self.headed.gone for place in self.places[column - 1]]
        self.row.clear()
        self.places = [[]]
        return line if self.headed.adds or _adds(line, plain) else "", gone


def _adds(line: str, plain: str) -> bool:
    """Whether a row read behind its headings says more than its cells, which are read already."""
    return len(line) > len(plain)
