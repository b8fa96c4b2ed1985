"""What a report is made of: tables, charts, and a few sentences."""

from dataclasses import dataclass, field

BAR_START, BAR_END, WIDTH = 172, 316, 384
ROW_HEIGHT, BAR_HEIGHT = 30, 16
LABEL_LENGTH = 24


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is marked as a gap; its words say so too."""

    text: str
    is_gap: bool = False

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Table:
    """Headers and rows; the first cell of a row is its header. ``code`` is in its CSV's address."""

    code: str
    title: str
    headers: tuple[str, ...]
    rows: list[tuple]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a chart. ``text`` is what stands behind the bar; ``mark`` a second, longer value,
    drawn as a thin line with an end; no ``value`` is no bar."""

    label: str
    value: float | None
    text: str
    mark: float | None = None

    @property
    def short_label(self) -> str:
        fits = len(self.label) <= LABEL_LENGTH
        return self.label if fits else f"{self.label[: LABEL_LENGTH - 1].rstrip()}…"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A bar with its place in the picture, in its units."""

    bar: Bar
    top: int
    middle: int
    baseline: int
    width: int
    mark: int | None
    text_at: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Lying bars, drawn on the server. ``about`` says in words what there is to see; the figures
    themselves stand in a table below."""

    code: str
    title: str
    about: str
    bars: list[Bar]

    width = WIDTH
    bar_start = BAR_START
    bar_height = BAR_HEIGHT

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see: no bar at all."""
        return not any(bar.value or bar.mark for bar in self.bars)

    @property
    def height(self) -> int:
        return len(self.bars) * ROW_HEIGHT + 4

    @property
    def drawn(self) -> list[Drawn]:
        longest = max((max(bar.value or 0, bar.mark or 0) for bar in self.bars), default=0) or 1
        unit = (BAR_END - BAR_START) / longest
        places = []
        for number, bar in enumerate(self.bars):
            top = number * ROW_HEIGHT + (ROW_HEIGHT - BAR_HEIGHT) // 2 + 2
            width = round((bar.value or 0) * unit)
            mark = None if bar.mark is None else BAR_START + round(bar.mark * unit)
            end = max(BAR_START + width, mark or 0)
            middle = top + BAR_HEIGHT // 2
            places.append(Drawn(bar, top, middle, middle + 5, width, mark, end + 7))
        return places


@dataclass(frozen=True, slots=True)
class Content:
    """A whole report: sentences first, then pictures, then figures."""

    facts: list[str] = field(default_factory=list)
    gaps: list[tuple[str, list[str]]] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def table(self, code: str) -> Table | None:
        return next((table for table in self.tables if table.code == code), None)


def share(part: int, whole: int) -> str:
    """The part in a hundred, rounded; empty where there is no whole."""
    return f"{round(100 * part / whole)}%" if whole else ""
