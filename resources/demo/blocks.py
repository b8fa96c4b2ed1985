"""The Markdown of a demo document, read into a few plain blocks that every writer understands.

CommonMark with tables, as markdown-it-py reads it. What the four writers cannot show (raw HTML,
images, code fences) is refused here, so that no file silently loses words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

EMPTY_CELL = "____"
_CHECK = re.compile(r"^\[([ xX])\]\s+")


class SourceError(ValueError):
    """A content file breaks the format; the message names the place and what to change."""


@dataclass(frozen=True)
class Span:
    """A run of text with one look. `text` may hold a line break."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    href: str = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True)
class Heading:
    """`level` 1 is a `##` of the source: the document's title stands above it."""

    level: int
    spans: Spans


@dataclass(frozen=True)
class Paragraph:
    spans: Spans


@dataclass(frozen=True)
class Item:
    """One list item; `checked` is None unless the item starts with a check box."""

    blocks: tuple["Block", ...]
    checked: bool | None = None


@dataclass(frozen=True)
class ListBlock:
    items: tuple[Item, ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True)
class Table:
    """`header` and every row have the same number of cells."""

    header: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]

    @property
    def header_texts(self) -> tuple[str, ...]:
        return tuple(plain(cell) for cell in self.header)


@dataclass(frozen=True)
class Callout:
    blocks: tuple["Block", ...]


@dataclass(frozen=True)
class Rule:
    """A thematic break (`---`): a pause in the document."""


Block = Heading | Paragraph | ListBlock | Table | Callout | Rule


def plain(spans: Spans) -> str:
    """The words of the spans without their look."""
    return "".join(span.text for span in spans).strip()


def is_empty_cell(spans: Spans) -> bool:
    """Whether a table cell is there to be filled in by the reader."""
    return plain(spans) in ("", EMPTY_CELL)


def parse(markdown: str) -> tuple[Block, ...]:
    """Read `markdown` into blocks.

    Raises SourceError for anything no writer can show, naming the line where it stands.
    """
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    return tuple(_blocks(SyntaxTreeNode(parser.parse(markdown)).children))


def _blocks(nodes: list[SyntaxTreeNode]) -> Iterator[Block]:
    for node in nodes:
        match node.type:
            case "heading":
                level = int(node.tag[1]) - 1
                if not 1 <= level <= 3:
                    raise SourceError(f"line {_line(node)}: headings run from ## to ####")
                yield Heading(level, _spans(node.children))
            case "paragraph":
                yield Paragraph(_spans(node.children))
            case "bullet_list" | "ordered_list":
                ordered = node.type == "ordered_list"
                start = int(node.attrs.get("start", 1)) if ordered else 1
                yield ListBlock(tuple(_item(child) for child in node.children), ordered, start)
            case "blockquote":
                yield Callout(tuple(_blocks(node.children)))
            case "table":
                yield _table(node)
            case "hr":
                yield Rule()
            case _:
                raise SourceError(f"line {_line(node)}: {node.type} cannot be shown in a document")


def _item(node: SyntaxTreeNode) -> Item:
    blocks = tuple(_blocks(node.children))
    if blocks and isinstance(blocks[0], Paragraph) and blocks[0].spans:
        first = blocks[0].spans[0]
        found = _CHECK.match(first.text)
        if found:
            rest = Span(first.text[found.end() :], first.bold, first.italic, first.code, first.href)
            paragraph = Paragraph((rest, *blocks[0].spans[1:]))
            return Item((paragraph, *blocks[1:]), found.group(1) != " ")
    return Item(blocks)


def _table(node: SyntaxTreeNode) -> Table:
    head, *bodies = node.children
    header = tuple(_spans(cell.children) for cell in head.children[0].children)
    rows = tuple(
        tuple(_spans(cell.children) for cell in row.children)
        for body in bodies
        for row in body.children
    )
    return Table(header, rows)


def _spans(nodes: list[SyntaxTreeNode]) -> Spans:
    spans: list[Span] = []
    for inline in nodes:
        for span in _inline(inline.children, Span("")):
            if spans and _same_look(spans[-1], span):
                spans[-1] = _with_text(spans[-1], spans[-1].text + span.text)
            elif span.text:
                spans.append(span)
    return tuple(spans)


def _inline(nodes: list[SyntaxTreeNode], look: Span) -> Iterator[Span]:
    for node in nodes:
        match node.type:
            case "text":
                yield _with_text(look, node.content)
            case "softbreak":
                yield _with_text(look, " ")
            case "hardbreak":
                yield _with_text(look, "\n")
            case "code_inline":
                yield Span(node.content, look.bold, look.italic, True, look.href)
            case "strong":
                yield from _inline(node.children, Span("", True, look.italic, False, look.href))
            case "em":
                yield from _inline(node.children, Span("", look.bold, True, False, look.href))
            case "link":
                href = str(node.attrs["href"])
                yield from _inline(node.children, Span("", look.bold, look.italic, False, href))
            case _:
                raise SourceError(f"{node.type} ({node.content!r}) cannot be shown in a document")


def _with_text(look: Span, text: str) -> Span:
    return Span(text, look.bold, look.italic, look.code, look.href)


def _same_look(one: Span, other: Span) -> bool:
    return _with_text(one, "") == _with_text(other, "")


def _line(node: SyntaxTreeNode) -> int:
    return node.map[0] + 1 if node.map else 0
