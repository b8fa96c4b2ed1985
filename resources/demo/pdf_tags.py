"""Tagged PDF: the order and kind of every text, so that a screen reader can read the file.

ReportLab draws but does not tag. Here each drawn text carries a node of the structure tree and
marks its content with a number (MCID, ISO 32000-1, 14.7 and 14.8); after the file is built,
`add_structure` writes the tree into it. What only decorates is marked as an artifact.
"""

import io
from contextlib import contextmanager
from dataclasses import dataclass, field

import pikepdf
from reportlab.platypus import Paragraph as PlainParagraph
from reportlab.platypus import Table as PlainTable

from resources.demo import house_style as house


@dataclass(eq=False)
class Node:
    """One element of the structure tree: `tag` such as H1, P, TH; `marks` are (page, MCID)."""

    tag: str
    children: list["Node"] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)

    def add(self, tag: str) -> "Node":
        """Append a child and return it."""
        child = Node(tag)
        self.children.append(child)
        return child


@contextmanager
def marked(canvas, node: Node):
    """Whatever is drawn inside belongs to `node`. Pages count from 0."""
    page = canvas.getPageNumber() - 1
    numbers = canvas.__dict__.setdefault("_marks_per_page", {})
    number = numbers.get(page, 0)
    numbers[page] = number + 1
    node.marks.append((page, number))
    canvas._code.append(f"/{node.tag} <</MCID {number}>> BDC")
    yield
    canvas._code.append("EMC")


@contextmanager
def artifact(canvas):
    """Whatever is drawn inside is decoration and is not read out."""
    canvas._code.append("/Artifact BMC")
    yield
    canvas._code.append("EMC")


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


def add_structure(data: bytes, root: Node, *, title: str) -> bytes:
    """Write the tree, language and title into a finished PDF, with bytes that never vary."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        tree = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        parents: dict[int, dict[int, pikepdf.Object]] = {}
        tree.K = _element(pdf, root, tree, parents)
        numbers = pikepdf.Array()
        for page, marks in sorted(parents.items()):
            pdf.pages[page].obj.StructParents = page
            pdf.pages[page].obj.Tabs = pikepdf.Name.S
            row = pikepdf.Array([marks[number] for number in range(len(marks))])
            numbers.append(page)
            numbers.append(pdf.make_indirect(row))
        tree.ParentTree = pdf.make_indirect(pikepdf.Dictionary(Nums=numbers))
        tree.ParentTreeNextKey = len(pdf.pages)
        pdf.Root.StructTreeRoot = tree
        pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
        pdf.Root.Lang = pikepdf.String(house.LANGUAGE)
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
            meta["dc:title"] = title
            meta["dc:creator"] = [house.PUBLISHER]
            meta["dc:language"] = [house.LANGUAGE]
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def _element(pdf, node: Node, parent, parents) -> pikepdf.Object:
    element = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name(f"/{node.tag}"), P=parent)
    )
    if node.tag == "TH":
        element.A = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Column)
    kids = pikepdf.Array()
    for page, number in node.marks:
        parents.setdefault(page, {})[number] = element
        kids.append(pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=pdf.pages[page].obj, MCID=number))
    for child in node.children:
        kids.append(_element(pdf, child, element, parents))
    element.K = kids
    return element
