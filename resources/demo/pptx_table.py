"""Tables and runs on slides."""

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Pt

from resources.demo import house_style as house
from resources.demo.blocks import Spans, Table, is_empty_cell
from resources.demo.pptx_design import LEFT, WIDTH
from resources.demo.pptx_fit import CELL_PADDING, column_widths, row_height


def draw_table(slide, table: Table, description: str, *, top: float, size: int) -> None:
    """Add `table` below `top`, written at `size` (both points), described for screen readers."""
    widths = column_widths(table, WIDTH)
    heights = [row_height(row, widths, size) for row in (table.header, *table.rows)]
    frame = slide.shapes.add_table(
        len(heights), len(widths), Pt(LEFT), Pt(top), Pt(WIDTH), Pt(sum(heights))
    )
    properties = frame._element.nvGraphicFramePr.cNvPr
    properties.set("name", f"Table: {description}")
    properties.set("descr", f"Table with the columns {', '.join(table.header_texts)}")
    drawn = frame.table
    drawn.first_row, drawn.horz_banding = True, False
    for column, width in zip(drawn.columns, widths, strict=True):
        column.width = Pt(width)
    for row, height in zip(drawn.rows, heights, strict=True):
        row.height = Pt(height)
    for number, cells in enumerate((table.header, *table.rows)):
        fill = house.DEEP if number == 0 else house.WHITE if number % 2 else house.TINT
        for index, spans in enumerate(cells):
            _write_cell(drawn.cell(number, index), spans, fill=fill, size=size)


def _write_cell(cell, spans: Spans, *, fill: str, size: int) -> None:
    header = fill == house.DEEP
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor.from_string(fill)
    cell.vertical_anchor = MSO_ANCHOR.TOP
    cell.margin_left = cell.margin_right = Pt(CELL_PADDING)
    cell.margin_top = cell.margin_bottom = Pt(5)
    colour = house.WHITE if header else house.INK
    paragraph = cell.text_frame.paragraphs[0]
    words = () if is_empty_cell(spans) else spans
    write_runs(paragraph, words, size, colour, bold=header)


def write_runs(paragraph, spans: Spans, size: float, colour: str, *, bold: bool = False) -> None:
    """Write the spans as runs of `size` points."""
    for span in spans:
        for index, part in enumerate(span.text.split("\n")):
            if index:
                paragraph.add_line_break()
            run = paragraph.add_run()
            run.text = part
            run.font.size = Pt(size)
            run.font.bold = bold or span.bold
            run.font.italic = span.italic
            run.font.color.rgb = RGBColor.from_string(colour)
            if span.href:
                run.hyperlink.address = span.href
