"""How much fits on a slide: measured in points with the widths of Helvetica, which Arial shares."""

from dataclasses import dataclass

from pptx.util import Pt
from reportlab.pdfbase.pdfmetrics import stringWidth

from resources.demo import house_style as house
from resources.demo.blocks import Spans, Table, plain
from resources.demo.pptx_xml import set_bullet

TABLE_SIZES = (24, 22, 20)  # points: the largest at which the table fits on one slide
CELL_PADDING = 8  # points on each side
_LEADING = 1.2
_AFTER = 0.42  # of the size, below each paragraph
_INDENT = 32  # points per level


@dataclass(frozen=True)
class Line:
    """One paragraph of a slide. `mark` is its bullet or number; `quiet` lines are call-outs."""

    spans: Spans
    level: int
    mark: str
    quiet: bool = False

    @property
    def indent(self) -> float:
        return _INDENT * (self.level + (1 if self.mark or self.level else 0))

    def height(self, width: float, size: float) -> float:
        """Points that the paragraph takes on a slide `width` points wide."""
        rows = wrapped_rows(self.spans, width - self.indent - 16, size)
        return rows * size * _LEADING + size * _AFTER

    def shape(self, paragraph, size: float) -> None:
        """Give a PowerPoint paragraph its indent, bullet and spacing."""
        paragraph.space_after = Pt(round(size * _AFTER))
        paragraph.line_spacing = 1.0
        hanging = _INDENT if self.mark else 0
        set_bullet(paragraph, self.mark, self.indent, hanging, house.ACCENT)


def wrapped_rows(spans: Spans, width: float, size: float) -> int:
    """Rows that the words need when wrapped at `width` points."""
    face = "Helvetica-Bold" if any(span.bold for span in spans) else "Helvetica"
    rows = 0
    for part in plain(spans).split("\n"):
        used, rows = 0.0, rows + 1
        for word in part.split():
            length = stringWidth(word + " ", face, size)
            if used and used + length > width:
                rows, used = rows + 1, 0.0
            used += length
    return max(rows, 1)


def paginate_lines(lines, width, height, sizes) -> tuple[int, list[list[Line]]]:
    """The first of `sizes` at which `lines` fit, else the last size and several pages."""
    for size in sizes:
        if sum(line.height(width, size) for line in lines) <= height:
            return size, [list(lines)]
    size, pages, used = sizes[-1], [[]], 0.0
    for line in lines:
        needed = line.height(width, size)
        if pages[-1] and used + needed > height:
            pages.append([])
            used = 0.0
        pages[-1].append(line)
        used += needed
    return size, pages


def column_widths(table: Table, width: float) -> list[float]:
    """Points for each column of a slide's table."""
    return [width * weight for weight in house.column_weights(table)]


def row_height(cells: tuple[Spans, ...], widths: list[float], size: float) -> float:
    """Points that a table row needs when written at `size`."""
    rows = max(
        wrapped_rows(spans, column - 2 * CELL_PADDING, size)
        for spans, column in zip(cells, widths, strict=False)
    )
    return rows * size * _LEADING + 10


def paginate_rows(
    table: Table, width: float, first: float, later: float
) -> tuple[int, list[tuple[tuple[Spans, ...], ...]]]:
    """A size for the table and its rows in pages: the first of `first` points, others `later`."""
    widths = column_widths(table, width)
    for size in TABLE_SIZES:
        rows = (table.header, *table.rows)
        if sum(row_height(row, widths, size) for row in rows) <= first:
            return size, [table.rows]
    size = TABLE_SIZES[-1]
    header = row_height(table.header, widths, size)
    pages: list[list] = [[]]
    used, room = header, first
    for row in table.rows:
        needed = row_height(row, widths, size)
        if pages[-1] and used + needed > room:
            pages.append([])
            used, room = header, later
        pages[-1].append(row)
        used += needed
    return size, [tuple(page) for page in pages]
