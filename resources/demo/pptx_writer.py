"""Slide sets, 16:9: real titles, readable sizes, speaker notes; long slides go on to a second."""

import io
from dataclasses import dataclass, field

from pptx import Presentation
from pptx.presentation import Presentation as PresentationType
from pptx.util import Pt

from resources.demo import house_style as house
from resources.demo.archives import settled
from resources.demo.blocks import (
    Block,
    Callout,
    Heading,
    ListBlock,
    Paragraph,
    SourceError,
    Span,
    Table,
    parse,
    plain,
)
from resources.demo.pptx_design import BODY_HEIGHT, BODY_TOP, LEFT, WIDTH, design
from resources.demo.pptx_fit import Line, paginate_lines, paginate_rows
from resources.demo.pptx_table import draw_table, write_runs
from resources.demo.pptx_xml import set_language

_SIZES = (28, 26, 24, 22, 20)  # points: the largest at which a slide's words fit; never smaller
_TABLE_GAP = 12  # points above a table


@dataclass
class _Slide:
    title: str
    lines: list[Line] = field(default_factory=list)
    table: Table | None = None
    notes: list[str] = field(default_factory=list)


@dataclass
class _Part:
    """What one slide shows of a source slide."""

    lines: list[Line]
    size: int
    table: Table | None = None
    table_size: int = 0


def write_pptx(body: str, *, title: str, subtitle: str = "", licence: str = "") -> bytes:
    """The slide set as PPTX bytes.

    Raises SourceError for words before the first slide, a second table on one, or Markdown that
    has no place on a slide.
    """
    opening, slides = _slides(body)
    presentation = Presentation()
    design(presentation, house.footer_line(licence))
    _describe(presentation, title, subtitle)
    _title_slide(presentation, title, subtitle, opening)
    for slide in slides:
        _add(presentation, slide)
    for slide in presentation.slides:
        set_language(slide._element, house.LANGUAGE)
        if slide.has_notes_slide:
            set_language(slide.notes_slide._element, house.LANGUAGE)
    stream = io.BytesIO()
    presentation.save(stream)
    return settled(stream.getvalue())


def _describe(presentation: PresentationType, title: str, subtitle: str) -> None:
    properties = presentation.core_properties
    properties.author = properties.last_modified_by = house.PUBLISHER
    properties.title, properties.subject = title, subtitle
    properties.language = house.LANGUAGE
    properties.keywords = properties.comments = properties.category = ""
    properties.created = properties.modified = house.TIMESTAMP
    properties.revision = 1


def _slides(body: str) -> tuple[list[str], list[_Slide]]:
    opening: list[str] = []
    slides: list[_Slide] = []
    for block in parse(body):
        notes = _notes(block)
        if isinstance(block, Heading) and block.level == 1:
            slides.append(_Slide(plain(block.spans)))
        elif not slides:
            if notes is None:
                raise SourceError("slides: words stand before the first ## slide")
            opening += notes
        elif notes is not None:
            slides[-1].notes += notes
        elif isinstance(block, Table):
            if slides[-1].table is not None:
                raise SourceError(f"slide {slides[-1].title!r}: one table at most")
            slides[-1].table = block
        else:
            slides[-1].lines += _lines(block, 0)
    return opening, slides


def _notes(block: Block) -> list[str] | None:
    """The paragraphs of a call-out that starts with "Notes:", else None."""
    if not isinstance(block, Callout) or not isinstance(block.blocks[0], Paragraph):
        return None
    if not plain(block.blocks[0].spans).startswith("Notes:"):
        return None
    paragraphs = [text for inner in block.blocks for text in _plain_lines(inner)]
    paragraphs[0] = paragraphs[0].removeprefix("Notes:").strip()
    return [text for text in paragraphs if text]


def _plain_lines(block: Block) -> list[str]:
    if isinstance(block, ListBlock):
        marks = (f"{n}. " if block.ordered else "• " for n in range(block.start, 10_000))
        return [
            mark + " ".join(text for inner in item.blocks for text in _plain_lines(inner))
            for mark, item in zip(marks, block.items, strict=False)
        ]
    if isinstance(block, Paragraph | Heading):
        return [plain(block.spans)]
    raise SourceError("speaker notes hold paragraphs and lists only")


def _lines(block: Block, level: int) -> list[Line]:
    match block:
        case Paragraph(spans):
            return [Line(spans, level, "")]
        case Heading(_, spans):
            bold = tuple(Span(s.text, True, s.italic, s.code, s.href) for s in spans)
            return [Line(bold, level, "")]
        case Callout(blocks):
            lines = [line for inner in blocks for line in _lines(inner, level)]
            return [Line(line.spans, line.level, line.mark, True) for line in lines]
        case ListBlock(items, ordered, start):
            return [
                line
                for number, item in enumerate(items, start=start)
                for line in _item_lines(item, f"{number}." if ordered else "•", level)
            ]
        case _:
            raise SourceError("a slide holds paragraphs, lists and one table")


def _item_lines(item, mark: str, level: int) -> list[Line]:
    if item.checked is not None:
        mark = "☒" if item.checked else "☐"
    lines: list[Line] = []
    for block in item.blocks:
        if isinstance(block, ListBlock):
            lines += _lines(block, level + 1)
        else:
            lines += [Line(line.spans, level, mark, line.quiet) for line in _lines(block, level)]
            mark = ""
    return lines


def _title_slide(presentation, title: str, subtitle: str, notes: list[str]) -> None:
    slide = presentation.slides.add_slide(presentation.slide_layouts[0])
    slide.shapes.title.text = title
    slide.placeholders[1].text = subtitle or house.PUBLISHER
    _write_notes(slide, notes)


def _add(presentation, source: _Slide) -> None:
    if source.table is None:
        size, pages = paginate_lines(source.lines, WIDTH, BODY_HEIGHT, _SIZES)
        parts = [_Part(lines, size) for lines in pages]
    else:
        size, pages = paginate_lines(source.lines, WIDTH, BODY_HEIGHT * 0.4, (22, 20))
        *before, last = pages
        parts = [_Part(lines, size) for lines in before]
        room = BODY_HEIGHT - _TABLE_GAP - sum(line.height(WIDTH, size) for line in last)
        table_size, row_pages = paginate_rows(source.table, WIDTH, room, BODY_HEIGHT - _TABLE_GAP)
        for rows in row_pages:
            parts.append(_Part(last, size, Table(source.table.header, rows), table_size))
            last = []
    for number, part in enumerate(parts, start=1):
        title = f"{source.title} ({number} of {len(parts)})" if len(parts) > 1 else source.title
        notes = [f"Continues “{source.title}”: the notes are with its first slide."]
        _draw(presentation, title, part, source.notes if number == 1 else notes)


def _draw(presentation, title: str, part: _Part, notes: list[str]) -> None:
    layout = presentation.slide_layouts[1 if part.lines else 2]
    slide = presentation.slides.add_slide(layout)
    slide.shapes.title.text = title
    used = sum(line.height(WIDTH, part.size) for line in part.lines)
    if part.lines:
        body = slide.placeholders[1]
        if part.table is not None:
            body.left, body.top, body.width = (Pt(v) for v in (LEFT, BODY_TOP, WIDTH))
            body.height = Pt(used + 6)
        _write_lines(body.text_frame, part.lines, part.size)
    if part.table is not None:
        top = BODY_TOP + used + _TABLE_GAP
        draw_table(slide, part.table, title, top=top, size=part.table_size)
    _write_notes(slide, notes)


def _write_lines(frame, lines: list[Line], size: int) -> None:
    frame.word_wrap = True
    for index, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        line.shape(paragraph, size)
        write_runs(paragraph, line.spans, size, house.DEEP if line.quiet else house.INK)


def _write_notes(slide, paragraphs: list[str]) -> None:
    if paragraphs:
        slide.notes_slide.notes_text_frame.text = "\n".join(paragraphs)
