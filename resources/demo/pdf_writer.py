"""PDF documents: tagged, with bookmarks, page numbers, tables that split, boxes and flowcharts."""

import io
from collections.abc import Iterable

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    HRFlowable,
    PageTemplate,
    Spacer,
)

from network.tagged_pdf import Node, add_structure, artifact
from resources.demo import house_style as house
from resources.demo.blocks import (
    Block,
    Callout,
    Heading,
    Item,
    ListBlock,
    Rule,
    Span,
    Spans,
    Table,
    is_empty_cell,
    parse,
)
from resources.demo.blocks import Paragraph as ParagraphBlock
from resources.demo.pdf_flowchart import flowchart_steps, is_flowchart
from resources.demo.pdf_styles import FAMILY, STYLES, drawable, markup, register_fonts
from resources.demo.pdf_tags import CheckParagraph, Paragraph
from resources.demo.pdf_tags import Table as TaggedTable

_MARGIN = 2 * cm
_WIDE_TABLE = 5  # columns; a wider table turns the pages to landscape
_ROOM_UNDER_HEADING = 4 * cm
_EMPTY_HEIGHT = 22  # points of room in a cell to fill in


def write_pdf(body: str, *, title: str, subtitle: str = "", licence: str = "") -> bytes:
    """The document as PDF bytes. Raises SourceError for Markdown that cannot be shown."""
    register_fonts()
    blocks = parse(body)
    widest = max(
        (len(b.header) for b in blocks if isinstance(b, Table) and not is_flowchart(b)), default=0
    )
    size = landscape(A4) if widest > _WIDE_TABLE else A4
    words = {"title": title, "subtitle": subtitle, "licence": licence}
    # Built twice: the first time to learn how many pages the footer must name.
    pages, _, _ = _build(blocks, size, **words, total=0)
    _, data, root = _build(blocks, size, **words, total=pages)
    return add_structure(data, root, title=title, author=house.PUBLISHER, language=house.LANGUAGE)


def _build(blocks, size, *, title, subtitle, licence, total) -> tuple[int, bytes, Node]:
    stream = io.BytesIO()
    root = Node("Document")
    story = _Story(root, size[0] - 2 * _MARGIN)
    story.title(title, subtitle)
    story.write(blocks)
    template = _Template(
        stream, size=size, title=title, subtitle=subtitle, licence=licence, total=total
    )
    template.build(story.flowables, canvasmaker=_canvas)
    return template.page, stream.getvalue(), root


def _canvas(*args, **kwargs) -> Canvas:
    return Canvas(*args, **{**kwargs, "invariant": 1, "lang": house.LANGUAGE})


class _Template(BaseDocTemplate):
    def __init__(self, stream, *, size, title, subtitle, licence, total):
        super().__init__(
            stream,
            pagesize=size,
            title=title,
            author=house.PUBLISHER,
            subject=subtitle,
            creator=house.PUBLISHER,
            lang=house.LANGUAGE,
        )
        self.footer, self.total = house.footer_line(licence), total
        self.bookmarks, self.bookmark_level = 0, -1
        frame = Frame(
            _MARGIN,
            _MARGIN,
            size[0] - 2 * _MARGIN,
            size[1] - 2 * _MARGIN,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        self.addPageTemplates(PageTemplate("page", [frame], onPage=self._decorate))

    def _decorate(self, canvas: Canvas, _template) -> None:
        width, height = self.pagesize
        with artifact(canvas):
            canvas.saveState()
            canvas.setFillColor(HexColor(f"#{house.ACCENT}"))
            canvas.rect(0, height - 10, width, 10, stroke=0, fill=1)
            canvas.setFillColor(HexColor(f"#{house.MUTED}"))
            canvas.setFont(FAMILY, 7.5)
            canvas.drawString(_MARGIN, 1.1 * cm, drawable(self.footer))
            number = f"Page {canvas.getPageNumber()} of {self.total}"
            canvas.drawRightString(width - _MARGIN, 1.1 * cm, number)
            canvas.restoreState()

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - ReportLab's name
        level = getattr(flowable, "bookmark", None)
        if level is None:
            return
        level = min(level, self.bookmark_level + 1)
        self.bookmark_level = level
        self.bookmarks += 1
        key = f"heading-{self.bookmarks}"
        self.canv.bookmarkPage(key, fit="FitH", top=self.frame._y + flowable.height + 20)
        self.canv.addOutlineEntry(flowable.getPlainText(), key, level)


class _Story:
    """Collects flowables and, beside them, the structure tree."""

    def __init__(self, root: Node, width: float):
        self.flowables: list[Flowable] = []
        self.node, self.width = root, width

    def title(self, title: str, subtitle: str) -> None:
        paragraph = self._paragraph((Span(title),), STYLES["Title"], "H1")
        paragraph.bookmark = 0
        self.flowables.append(paragraph)
        if subtitle:
            self.flowables.append(self._paragraph((Span(subtitle),), STYLES["Subtitle"]))
        self.flowables.append(_Line(self.width, house.ACCENT, 2))
        self.flowables.append(Spacer(1, 8))

    def write(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            match block:
                case Heading(level, spans):
                    if not hasattr(self.flowables[-1], "bookmark"):
                        self.flowables.append(CondPageBreak(_ROOM_UNDER_HEADING))
                    paragraph = self._paragraph(spans, STYLES[f"H{level}"], f"H{level + 1}")
                    paragraph.bookmark = level
                    self.flowables.append(paragraph)
                case ParagraphBlock(spans):
                    self.flowables.append(self._paragraph(spans, STYLES["Body"]))
                case ListBlock():
                    self._list(block, depth=0)
                    self.flowables.append(Spacer(1, 4))
                case Table():
                    self._table(block)
                case Callout(inner):
                    self._callout(inner)
                case Rule():
                    self.flowables.append(_Line(self.width, house.LINE, 0.8))

    def _paragraph(
        self, spans: Spans, style: ParagraphStyle, tag="P", parent=None, kind=Paragraph, **more
    ):
        paragraph = kind(markup(spans), style, **more)
        paragraph.node = (parent or self.node).add(tag)
        return paragraph

    def _list(self, block: ListBlock, depth: int) -> None:
        outer, self.node = self.node, self.node.add("L")
        for number, item in enumerate(block.items, start=block.start):
            listing, self.node = self.node, self.node.add("LI").add("LBody")
            self._item(item, f"{number}." if block.ordered else "•", depth)
            self.node = listing
        self.node = outer

    def _item(self, item: Item, mark: str, depth: int) -> None:
        style = STYLES["List"].clone(
            "List", leftIndent=17 * (depth + 1), bulletIndent=17 * depth + 4
        )
        if mark != "•":
            style.bulletIndent, style.leftIndent = 17 * depth, 17 * depth + 21
        first = True
        for block in item.blocks:
            if isinstance(block, ListBlock):
                self._list(block, depth + 1)
            elif not isinstance(block, ParagraphBlock):
                self.write((block,))
            elif first and item.checked is not None:
                paragraph = self._paragraph(block.spans, style, kind=CheckParagraph)
                paragraph.checked = item.checked
                self.flowables.append(paragraph)
            else:
                bullet = mark if first else None
                self.flowables.append(self._paragraph(block.spans, style, bulletText=bullet))
            first = False

    def _callout(self, blocks: tuple[Block, ...]) -> None:
        outer_flowables, self.flowables = self.flowables, []
        outer, self.node = self.node, self.node.add("BlockQuote")
        for block in blocks:
            if isinstance(block, ParagraphBlock):
                self.flowables.append(self._paragraph(block.spans, STYLES["Callout"]))
            else:
                self.write((block,))
        inside, self.flowables, self.node = self.flowables, outer_flowables, outer
        box = TaggedTable(
            [[flowable] for flowable in inside],
            colWidths=[self.width],
            style=[
                ("BACKGROUND", (0, 0), (-1, -1), HexColor(f"#{house.TINT}")),
                ("LINEBEFORE", (0, 0), (0, -1), 3, HexColor(f"#{house.ACCENT}")),
                ("LEFTPADDING", (0, 0), (-1, -1), 12),
                ("RIGHTPADDING", (0, 0), (-1, -1), 12),
                ("TOPPADDING", (0, 0), (-1, -1), 3),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
                ("TOPPADDING", (0, 0), (-1, 0), 8),
                ("BOTTOMPADDING", (0, -1), (-1, -1), 9),
            ],
            spaceBefore=4,
            spaceAfter=10,
        )
        self.flowables.append(box)

    def _table(self, block: Table) -> None:
        if is_flowchart(block):
            self.flowables.append(Spacer(1, 4))
            self.flowables += flowchart_steps(
                block, lambda spans, style: self._paragraph(spans, STYLES[style])
            )
            self.flowables.append(Spacer(1, 8))
            return
        table = self.node.add("Table")
        rows = [self._row(table, block.header, "TH", STYLES["Head"])]
        rows += [self._row(table, row, "TD", STYLES["Cell"]) for row in block.rows]
        tinted = [
            ("BACKGROUND", (0, index), (0, index), HexColor(f"#{house.TINT}"))
            for index, row in enumerate(block.rows, start=1)
            if not is_empty_cell(row[0]) and any(map(is_empty_cell, row))
        ]
        drawn = TaggedTable(
            rows,
            colWidths=[self.width * weight for weight in house.column_weights(block)],
            repeatRows=1,
            style=[
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("BACKGROUND", (0, 0), (-1, 0), HexColor(f"#{house.DEEP}")),
                ("GRID", (0, 0), (-1, -1), 0.6, HexColor(f"#{house.LINE}")),
                ("LEFTPADDING", (0, 0), (-1, -1), 6),
                ("RIGHTPADDING", (0, 0), (-1, -1), 6),
                ("TOPPADDING", (0, 0), (-1, -1), 4),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
                *tinted,
            ],
            spaceBefore=4,
            spaceAfter=10,
        )
        self.flowables.append(drawn)

    def _row(self, table: Node, cells: tuple[Spans, ...], tag: str, style) -> list:
        row, drawn = table.add("TR"), []
        for spans in cells:
            if tag == "TD" and is_empty_cell(spans):
                row.add(tag)
                drawn.append(Spacer(1, _EMPTY_HEIGHT))
            else:
                drawn.append(self._paragraph(spans, style, tag, row))
        return drawn


class _Line(HRFlowable):
    def __init__(self, width: float, colour: str, thickness: float):
        super().__init__(
            width=width,
            thickness=thickness,
            color=HexColor(f"#{colour}"),
            spaceBefore=4,
            spaceAfter=6,
        )

    def draw(self):
        with artifact(self.canv):
            super().draw()
