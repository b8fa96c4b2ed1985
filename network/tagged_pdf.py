"""Tagged PDF: the order and kind of every text, so that a screen reader can read the file.

ReportLab draws but does not tag. Here each drawn text carries a node of the structure tree and
marks its content with a number (MCID, ISO 32000-1, 14.7 and 14.8); after the file is built,
`add_structure` writes the tree into it. What only decorates is marked as an artifact.
"""

import io
from contextlib import contextmanager
from dataclasses import dataclass, field

import pikepdf


@dataclass(eq=False)
class Node:
    """One element of the structure tree: `tag` such as H1, P, TH; `marks` are (page, MCID).

    A Link names its annotation as (page, place among the page's annotations), and says in `words`
    where it leads. Pages count from 0.
    """

    tag: str
    children: list["Node"] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    annotation: tuple[int, int] | None = None
    words: str = ""

    def add(self, tag: str) -> "Node":
        """Append a child and return it."""
        child = Node(tag)
        self.children.append(child)
        return child


@contextmanager
def marked(canvas, node: Node):
    """Whatever is drawn inside belongs to `node`."""
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


def add_structure(data: bytes, root: Node, *, title: str, author: str, language: str) -> bytes:
    """Write the tree, language, title and author into a finished PDF, with bytes that never vary
    for the same file."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        _Tree(pdf).write(root)
        pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
        pdf.Root.Lang = pikepdf.String(language)
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
            meta["dc:title"] = title
            meta["dc:creator"] = [author]
            meta["dc:language"] = [language]
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


class _Tree:
    """The structure tree of one file while it is written."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.marks: dict[int, dict[int, pikepdf.Object]] = {}
        self.links: list[pikepdf.Object] = []

    def write(self, root: Node) -> None:
        """Build the tree below the catalogue; pages come first in the tree of parents."""
        pdf = self.pdf
        tree = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        tree.K = self._element(root, tree)
        numbers = pikepdf.Array()
        for page, marks in sorted(self.marks.items()):
            pdf.pages[page].obj.StructParents = page
            pdf.pages[page].obj.Tabs = pikepdf.Name.S
            row = pikepdf.Array([marks[number] for number in range(len(marks))])
            numbers.append(page)
            numbers.append(pdf.make_indirect(row))
        for number, element in enumerate(self.links, start=len(pdf.pages)):
            numbers.append(number)
            numbers.append(element)
        tree.ParentTree = pdf.make_indirect(pikepdf.Dictionary(Nums=numbers))
        tree.ParentTreeNextKey = len(pdf.pages) + len(self.links)
        pdf.Root.StructTreeRoot = tree

    def _element(self, node: Node, parent) -> pikepdf.Object:
        pdf = self.pdf
        element = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.StructElem, S=pikepdf.Name(f"/{node.tag}"), P=parent
            )
        )
        if node.tag == "TH":
            element.A = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Column)
        kids = pikepdf.Array()
        for page, number in node.marks:
            self.marks.setdefault(page, {})[number] = element
            kids.append(
                pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=pdf.pages[page].obj, MCID=number)
            )
        if node.annotation is not None:
            kids.append(self._annotation(node, element))
        for child in node.children:
            kids.append(self._element(child, element))
        element.K = kids
        return element

    def _annotation(self, node: Node, element) -> pikepdf.Dictionary:
        page, place = node.annotation
        target = self.pdf.pages[page]
        if not target.obj.Annots[place].is_indirect:
            target.obj.Annots[place] = self.pdf.make_indirect(target.obj.Annots[place])
        link = target.obj.Annots[place]
        link.Contents = pikepdf.String(node.words)
        link.StructParent = len(self.pdf.pages) + len(self.links)
        self.links.append(element)
        return pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Pg=target.obj, Obj=link)
