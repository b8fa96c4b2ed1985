"""Markdown to the blocks of a page's body (:class:`network.pages.blocks.BodyBlock`).

Rich text here has paragraphs, one level of headings inside it, lists, bold, italic and links, as
editors have. Whatever else the Markdown holds is put in these terms: a table becomes a list with
one entry a row, a quotation a block of its own (a callout when it opens with bold words), a rule
disappears, code becomes plain words.
"""

from html import escape

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

TAGS = {"strong_open": "b", "strong_close": "b", "em_open": "i", "em_close": "i"}
SECTION_HEADINGS = ("h1", "h2")


class _RichTextRenderer(RendererHTML):
    """HTML in the tags that Wagtail stores for these features."""

    def code_inline(self, tokens, idx, options, env) -> str:
        return escape(tokens[idx].content)

    def fence(self, tokens, idx, options, env) -> str:
        lines = tokens[idx].content.strip().splitlines()
        return "<p>" + "<br/>".join(escape(line) for line in lines) + "</p>"

    code_block = fence

    def softbreak(self, tokens, idx, options, env) -> str:
        return " "

    def hr(self, tokens, idx, options, env) -> str:
        return ""

    def renderToken(self, tokens, idx, options, env) -> str:  # noqa: N802 -- the base's name
        token = tokens[idx]
        if token.type in TAGS:
            return f"<{'/' if token.nesting < 0 else ''}{TAGS[token.type]}>"
        if token.type.startswith("heading_"):
            token.tag = "h3"
        return super().renderToken(tokens, idx, options, env)


_markdown = MarkdownIt("commonmark", {"html": False}, renderer_cls=_RichTextRenderer).enable(
    "table"
)


def markdown_html(text: str) -> str:
    """The whole text as one piece of rich text; section headings become its inner headings."""
    return _render(_markdown.parse(text))


def markdown_blocks(text: str) -> list[tuple[str, object]]:
    """The text as (block name, value) pairs in order, ready for a ``BodyBlock`` stream.

    ``##`` opens a ``heading`` block, a quotation is a ``quote`` or ``callout`` block, everything
    between them is one ``text`` block.
    """
    blocks: list[tuple[str, object]] = []
    waiting: list[Token] = []

    def close_text() -> None:
        html = _render(waiting)
        waiting.clear()
        if html:
            blocks.append(("text", html))

    for group in _top_level_groups(_markdown.parse(text)):
        first = group[0]
        if first.type == "heading_open" and first.tag in SECTION_HEADINGS:
            close_text()
            blocks.append(("heading", _plain(group)))
        elif first.type == "blockquote_open":
            close_text()
            blocks.append(_quotation(group))
        else:
            waiting.extend(group)
    close_text()
    return blocks


def _quotation(tokens: list[Token]) -> tuple[str, dict]:
    """A callout when the first words are bold: they are its heading; else a quotation."""
    paragraph = next(token for token in tokens if token.type == "inline")
    children = paragraph.children or []
    if len(children) < 3 or children[1].type != "strong_open":
        # markdown-it puts an empty text in front of bold words that open a paragraph.
        return "quote", {"text": _plain(tokens), "source": ""}
    end = next(i for i, child in enumerate(children) if child.type == "strong_close")
    heading = "".join(child.content for child in children[:end])
    paragraph.children = children[end + 1 :]
    if paragraph.children:
        paragraph.children[0].content = paragraph.children[0].content.lstrip()
    return "callout", {
        "heading": heading.strip().rstrip("."),
        "text": _render(tokens[1:-1]).removeprefix("<p></p>"),
        "kind": "info",
    }


def _top_level_groups(tokens: list[Token]) -> list[list[Token]]:
    """Cut the flat token list where the nesting is back at zero."""
    groups, current, depth = [], [], 0
    for token in tokens:
        current.append(token)
        depth += token.nesting
        if depth == 0:
            groups.append(current)
            current = []
    return groups


def _render(tokens: list[Token]) -> str:
    parts: list[str] = []
    waiting: list[Token] = []
    for group in _top_level_groups(tokens):
        if group[0].type == "table_open":
            parts.append(_render_plainly(waiting))
            waiting = []
            parts.append(_table_as_list(group))
        else:
            waiting.extend(group)
    parts.append(_render_plainly(waiting))
    return "".join(parts).replace("\n", "").strip()


def _render_plainly(tokens: list[Token]) -> str:
    return _markdown.renderer.render(tokens, _markdown.options, {})


def _table_as_list(tokens: list[Token]) -> str:
    """One entry a row: the first cell in bold, then the other cells after their columns' headings."""
    headings: list[str] = []
    rows: list[list[str]] = []
    row: list[str] = []
    in_head = False
    for token in tokens:
        if token.type in ("thead_open", "thead_close"):
            in_head = token.type == "thead_open"
        elif token.type == "tr_open":
            row = headings if in_head else []
        elif token.type == "tr_close" and not in_head:
            rows.append(row)
        elif token.type == "inline":
            row.append(_render_plainly([token]).strip())
    entries = []
    for first, *others in rows:
        said = "; ".join(
            f"{heading}: {cell}" if heading else cell
            for heading, cell in zip(headings[1:], others, strict=False)
            if cell
        )
        name = f"<b>{first}</b>" if first and "<b>" not in first else first
        entries.append(f"<li>{'. '.join(part for part in (name, said) if part)}</li>")
    return f"<ul>{''.join(entries)}</ul>"


def _plain(tokens: list[Token]) -> str:
    """The words alone, paragraphs kept apart."""
    paragraphs = []
    for token in tokens:
        if token.type == "inline":
            words = "".join(
                " " if child.type in ("softbreak", "hardbreak") else child.content
                for child in token.children or []
            )
            paragraphs.append(words.strip())
    return "\n\n".join(paragraphs)
