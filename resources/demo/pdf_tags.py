"""Paragraphs and tables that know which node of a tagged PDF they belong to (see
:mod:`network.tagged_pdf`)."""

from reportlab.platypus import Paragraph as PlainParagraph
from reportlab.platypus import Table as PlainTable

from network.tagged_pdf import Node, artifact, marked
from resources.demo import house_style as house


class Paragraph(PlainParagraph):
    """A paragraph that belongs to a node; its parts do too when a page break splits it."""

    node: Node | None = None

    def draw(self):
        with marked(self.canv, self.node):
            super().draw()

    def split(self, available_width, available_height):
        parts = super().split(available_width, available_height)
        for part in parts:
            part.node = self.node
        return parts


class CheckParagraph(Paragraph):
    """A paragraph with a drawn box before its first line. `checked` says whether it is ticked."""

    checked: bool | None = False

    def draw(self):
        if self.checked is not None:
            with artifact(self.canv):
                self._box()
        super().draw()

    def split(self, available_width, available_height):
        parts = super().split(available_width, available_height)
        for position, part in enumerate(parts):
            part.checked = self.checked if position == 0 else None
        return parts

    def _box(self):
        canvas, style, side = self.canv, self.style, 9.5
        left = style.leftIndent - 17
        bottom = self.height - style.leading + (style.leading - side) / 2 - 0.5
        canvas.saveState()
        canvas.setStrokeColor(f"#{house.DEEP}")
        canvas.setLineWidth(1)
        canvas.rect(left, bottom, side, side)
        if self.checked:
            canvas.line(left + 2, bottom + 2, left + side - 2, bottom + side - 2)
            canvas.line(left + 2, bottom + side - 2, left + side - 2, bottom + 2)
        canvas.restoreState()


class Table(PlainTable):
    """A table whose rules and fills are decoration."""

    def _drawBkgrnd(self):  # noqa: N802 - ReportLab's name
        with artifact(self.canv):
            super()._drawBkgrnd()

    def _drawLines(self):  # noqa: N802 - ReportLab's name
        with artifact(self.canv):
            super()._drawLines()
