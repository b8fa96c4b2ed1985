"""Word documents and forms: real styles, repeated header rows, check boxes that can be clicked."""

import io
from collections.abc import Iterable

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from resources.demo import house_style as house
from resources.demo.archives import settled
from resources.demo.blocks import (
    Block,
    Callout,
    Heading,
    Item,
    ListBlock,
    Paragraph,
    Rule,
    Spans,
    Table,
    is_empty_cell,
    parse,
    plain,
)
from resources.demo.docx_styles import (
    add_field,
    define_lists,
    define_styles,
    list_instance,
    shade,
    table_rules,
    use_current_layout,
)

_WIDE_TABLE = 5  # columns; a wider table turns the pages to landscape
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


def write_docx(body: str, *, title: str, subtitle: str = "", licence: str = "") -> bytes:
    """The document as DOCX bytes. Raises SourceError for Markdown that cannot be shown."""
    blocks = parse(body)
    document = Document()
    _describe(document, title, subtitle)
    define_styles(document)
    define_lists(document)
    use_current_layout(document)
    widest = max((len(block.header) for block in blocks if isinstance(block, Table)), default=0)
    _set_page(document, landscape=widest > _WIDE_TABLE)
    _footer(document, title, licence)
    document.add_paragraph(title, style="Title")
    if subtitle:
        document.add_paragraph(subtitle, style="Subtitle")
    _Writer(document).write(blocks)
    stream = io.BytesIO()
    document.save(stream)
    return settled(stream.getvalue())


def _describe(document: DocumentType, title: str, subtitle: str) -> None:
    properties = document.core_properties
    properties.author = properties.last_modified_by = house.PUBLISHER
    properties.title, properties.subject = title, subtitle
    properties.language = house.LANGUAGE
    properties.comments = properties.keywords = properties.category = ""
    properties.created = properties.modified = house.TIMESTAMP
    properties.revision = 1
    # The template's thumbnail, and its counts of pages and words, are not this document's.
    leftovers = {RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES}
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype in leftovers:
            del package.rels[key]


def _set_page(document: DocumentType, *, landscape: bool) -> None:
    section = document.sections[0]
    short, long = Cm(21), Cm(29.7)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin, section.bottom_margin = Cm(2), Cm(2.5)
    section.footer_distance = Cm(1)


def _footer(document: DocumentType, title: str, licence: str) -> None:
    footer = document.sections[0].footer
    paragraph = footer.paragraphs[0]
    paragraph.add_run(f"{title}\n{house.footer_line(licence)} · Page ")
    add_field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    add_field(paragraph, "NUMPAGES")


class _Writer:
    """Adds blocks to one document, in order."""

    def __init__(self, document: DocumentType):
        self.document = document
        self.section_title = ""
        # Looked up once: finding a style by its name for each cell took most of the time.
        self.cell_styles = {
            header: document.styles[name].style_id
            for header, name in ((True, "Table header"), (False, "Table text"))
        }

    def write(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            match block:
                case Heading(level, spans):
                    self.section_title = plain(spans)
                    self._runs(self.document.add_heading(level=level), spans)
                case Paragraph(spans):
                    self._runs(self.document.add_paragraph(), spans)
                case ListBlock():
                    self._list(block, depth=0)
                    self._room_below(8)
                case Table():
                    self._table(block)
                case Callout(inner):
                    self._callout(inner)
                case Rule():
                    self.document.add_paragraph(style="Pause")

    def _room_below(self, points: float) -> None:
        """Leave `points` below the paragraph that was added last, if there is one."""
        paragraphs = self.document.element.body.findall(qn("w:p"))
        if paragraphs:
            WordParagraph(paragraphs[-1], self.document).paragraph_format.space_after = Pt(points)

    def _callout(self, blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            if isinstance(block, ListBlock):
                for item in block.items:
                    self._runs(
                        self.document.add_paragraph("•  ", style="Call-out"),
                        item.blocks[0].spans,
                    )
            elif isinstance(block, Paragraph | Heading):
                self._runs(self.document.add_paragraph(style="Call-out"), block.spans)
            else:
                self.write((block,))

    def _list(self, block: ListBlock, depth: int) -> None:
        number = list_instance(self.document, block.ordered, block.start)
        for item in block.items:
            self._item(item, block.ordered, number, depth)

    def _item(self, item: Item, ordered: bool, number: int, depth: int) -> None:
        first = True
        for block in item.blocks:
            if isinstance(block, ListBlock):
                self._list(block, depth + 1)
                continue
            if not isinstance(block, Paragraph):
                self.write((block,))
                continue
            style = "Check list" if item.checked is not None else "List Paragraph"
            if item.checked is None and first:
                style = "List Number" if ordered else "List Bullet"
            paragraph = self.document.add_paragraph(style=style)
            if first and item.checked is None:
                _number(paragraph, number, depth)
            elif first:
                _check_box(paragraph, item.checked, plain(block.spans))
                paragraph.add_run("\t")
            if depth and item.checked is not None:
                paragraph.paragraph_format.left_indent = Cm(0.8 * (depth + 1))
            self._runs(paragraph, block.spans)
            first = False

    def _table(self, block: Table) -> None:
        before = self.document.element.body.findall(qn("w:p"))[-1]
        WordParagraph(before, self.document).paragraph_format.keep_with_next = True
        table = self.document.add_table(rows=0, cols=len(block.header))
        table.autofit = False
        section = self.document.sections[0]
        usable = section.page_width - section.left_margin - section.right_margin
        widths = [Emu(int(usable * weight)) for weight in house.column_weights(block)]
        table_rules(table, widths, description=f"Table: {self.section_title}")
        self._row(table, block.header, widths, header=True)
        for row in block.rows:
            self._row(table, row, widths, header=False)
        self.document.add_paragraph(style="After table")

    def _row(self, table, cells: tuple[Spans, ...], widths: list[Emu], *, header: bool) -> None:
        row = table.add_row()
        properties = row._tr.get_or_add_trPr()
        properties.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        if header:
            properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
        to_fill = not header and any(is_empty_cell(spans) for spans in cells)
        if to_fill:
            row.height, row.height_rule = Cm(1.1), WD_ROW_HEIGHT_RULE.AT_LEAST
        for index, (cell, spans) in enumerate(zip(row.cells, cells, strict=False)):
            cell.width = widths[index]
            paragraph = cell.paragraphs[0]
            paragraph._p.style = self.cell_styles[header]
            if header:
                shade(cell, house.DEEP)
                paragraph.paragraph_format.keep_with_next = True
            elif to_fill and index == 0 and not is_empty_cell(spans):
                shade(cell, house.TINT)
            if header or not is_empty_cell(spans):
                self._runs(paragraph, spans)

    def _runs(self, paragraph, spans: Spans) -> None:
        for span in spans:
            if span.href:
                _link(paragraph, span.text, span.href)
                continue
            run = paragraph.add_run(span.text)
            run.bold = span.bold or None
            run.italic = span.italic or None
            if span.code:
                run.font.name = "Consolas"


def _number(paragraph, number: int, depth: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = depth
    properties.get_or_add_numId().val = number


def _check_box(paragraph, checked: bool, label: str) -> None:
    """A content control that Word shows as a box to click, titled for screen readers."""
    glyph = "☒" if checked else "☐"
    control = parse_xml(
        f'<w:sdt {nsdecls("w")} xmlns:w14="{_W14}"><w:sdtPr><w:alias/>'
        f'<w14:checkbox><w14:checked w14:val="{int(checked)}"/>'
        '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
        '<w:sdtContent><w:r><w:rPr><w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" '
        f'w:hAnsi="MS Gothic" w:hint="eastAsia"/></w:rPr><w:t>{glyph}</w:t></w:r>'
        "</w:sdtContent></w:sdt>"
    )
    control.find(f".//{qn('w:alias')}").set(qn("w:val"), label[:60])
    paragraph._p.append(control)


def _link(paragraph, text: str, href: str) -> None:
    relation = paragraph.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="{relation}"/>')
    run = paragraph.add_run(text)
    run.font.underline = True
    run.font.color.rgb = RGBColor.from_string(house.ACCENT)
    link.append(run._r)
    paragraph._p.append(link)
