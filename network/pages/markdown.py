"""Texts that are written as Markdown become blocks of a page's body.

Used by the migration that creates the standard pages and by the demo's loaders. Pure functions:
nothing here reads the database or a setting.
"""

import json
import re
import tomllib
import uuid

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

FENCE = "+++"
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
LINK = re.compile(r"(?:https?://|mailto:|tel:|/(?!/)|#)", re.IGNORECASE)
# Ids of blocks only have to be unique on a page; made from the text, they are the same each time.
BLOCK_IDS = uuid.UUID("6f0c0b5e-3d0f-5a53-9d3f-0b8d6a8a7c11")


def split_front_matter(text: str) -> tuple[dict, str]:
    """Return the TOML between the first two ``+++`` lines, and the Markdown after them.

    :raises ValueError: if the text does not begin with such a block (``tomllib``'s own error is
        one too).
    """
    opening, _, rest = text.partition("\n")
    meta, separator, body = rest.partition(f"\n{FENCE}\n")
    if opening.strip() != FENCE or not separator:
        raise ValueError("The text does not begin with a block between two +++ lines.")
    return tomllib.loads(meta), body.strip()


def markdown_blocks(text: str) -> list[tuple[str, object]]:
    """Turn CommonMark with tables into ``(block name, value)`` pairs for a ``BodyBlock`` field.

    - Headings of the first two levels become ``heading`` blocks; deeper ones stay in the text.
    - A quotation becomes a ``quote`` block without a source, or a ``callout`` when it opens with
      bold words: they are its heading.
    - A table becomes a list: one entry a row, its first cell in bold, the others with the
      heading of their column, so that it reads well on a phone and aloud.
    - Everything between is one ``text`` block of what editors can write themselves: paragraphs,
      lists, bold, italic, links and third-level headings. Raw HTML is shown as text, pictures by
      their alternative text, and e-mail addresses become links.
    """
    blocks: list[tuple[str, object]] = []
    html = ""
    for group in _groups(_parser().parse(text)):
        first = group[0]
        if first.type == "hr":
            continue
        if first.type == "heading_open" and first.tag in {"h1", "h2"}:
            block = ("heading", _plain(group[1]))
        elif first.type == "blockquote_open":
            block = _quotation(group)
        else:
            html += _table(group) if first.type == "table_open" else _render(group)
            continue
        if html:
            blocks.append(("text", html))
            html = ""
        blocks.append(block)
    if html:
        blocks.append(("text", html))
    return blocks


def markdown_html(text: str) -> str:
    """The whole text as one piece of rich text; headings of any level stay in it."""
    html = ""
    for group in _groups(_parser().parse(text)):
        if group[0].type == "table_open":
            html += _table(group)
        elif group[0].type == "blockquote_open":
            html += _render(_unquoted(group))
        elif group[0].type != "hr":
            html += _render(group)
    return html


def raw_body(text: str) -> str:
    """The blocks of a Markdown text as a stream field stores them: JSON with an id a block.

    The same text gives the same ids.
    """
    return json.dumps(
        [
            {"type": name, "value": value, "id": str(uuid.uuid5(BLOCK_IDS, f"{place}:{value}"))}
            for place, (name, value) in enumerate(markdown_blocks(text))
        ]
    )


class _RichTextRenderer(RendererHTML):
    """Writes only the tags that the editor's rich text knows; a method a token type."""

    def text(self, tokens, idx, options, env) -> str:
        words = escapeHtml(tokens[idx].content)
        if env.get("in_link"):
            return words
        return ADDRESS.sub(lambda hit: f'<a href="mailto:{hit[0]}">{hit[0]}</a>', words)

    def code_inline(self, tokens, idx, options, env) -> str:
        return escapeHtml(tokens[idx].content)

    def fence(self, tokens, idx, options, env) -> str:
        return f"<p>{escapeHtml(tokens[idx].content.strip())}</p>"

    code_block = fence

    def image(self, tokens, idx, options, env) -> str:
        return escapeHtml(tokens[idx].content)

    def softbreak(self, tokens, idx, options, env) -> str:
        return " "

    def hardbreak(self, tokens, idx, options, env) -> str:
        return "<br/>"

    def strong_open(self, tokens, idx, options, env) -> str:
        return "<b>"

    def strong_close(self, tokens, idx, options, env) -> str:
        return "</b>"

    def em_open(self, tokens, idx, options, env) -> str:
        return "<i>"

    def em_close(self, tokens, idx, options, env) -> str:
        return "</i>"

    def link_open(self, tokens, idx, options, env) -> str:
        env["in_link"] = True
        env["allowed"] = bool(LINK.match(tokens[idx].attrGet("href") or ""))
        return f'<a href="{escapeHtml(tokens[idx].attrGet("href"))}">' if env["allowed"] else ""

    def link_close(self, tokens, idx, options, env) -> str:
        env["in_link"] = False
        return "</a>" if env["allowed"] else ""

    def paragraph_open(self, tokens, idx, options, env) -> str:
        if tokens[idx].level == 0:
            return "<p>"
        return "<br/>" if tokens[idx - 1].type == "paragraph_close" else ""

    def paragraph_close(self, tokens, idx, options, env) -> str:
        return "</p>" if tokens[idx].level == 0 else ""

    def heading_open(self, tokens, idx, options, env) -> str:
        return "<h3>"

    def heading_close(self, tokens, idx, options, env) -> str:
        return "</h3>"

    def ordered_list_open(self, tokens, idx, options, env) -> str:
        return "<ol>"


def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _groups(tokens: list[Token]) -> list[list[Token]]:
    """The tokens of each top-level block."""
    groups, group = [], []
    for token in tokens:
        group.append(token)
        if token.level == 0 and token.nesting <= 0:
            groups.append(group)
            group = []
    return groups


def _quotation(tokens: list[Token]) -> tuple[str, dict]:
    """A callout if the first words are bold, else a quotation with its paragraphs kept apart."""
    inlines = [token for token in tokens if token.type == "inline"]
    first = inlines[0]
    # The parser puts an empty text before bold words that open a paragraph.
    children = [child for child in first.children or [] if child.type != "text" or child.content]
    if not children or children[0].type != "strong_open":
        return "quote", {"text": "\n\n".join(map(_plain, inlines)), "source": ""}
    end = next(place for place, child in enumerate(children) if child.type == "strong_close")
    heading = "".join(child.content for child in children[:end])
    first.children = children[end + 1 :]
    if first.children:
        first.children[0].content = first.children[0].content.lstrip()
    text = _render(_unquoted(tokens)).removeprefix("<p></p>")
    return "callout", {"heading": heading.strip().rstrip(".:"), "text": text, "kind": "info"}


def _unquoted(tokens: list[Token]) -> list[Token]:
    """What stands in a quotation, lifted to the level of the quotation itself."""
    inner = tokens[1:-1]
    for token in inner:
        token.level -= 1
    return inner


def _render(tokens: list[Token]) -> str:
    """Line breaks between tags are the renderer's own layout; those of a text became spaces."""
    parser = _parser()
    return _RichTextRenderer().render(tokens, parser.options, {}).replace("\n", "")


def _plain(inline: Token) -> str:
    """An inline token's words without any marks."""
    words = ""
    for token in inline.children or []:
        words += " " if token.type in {"softbreak", "hardbreak"} else token.content
    return words.strip()


def _table(tokens: list[Token]) -> str:
    headers: list[str] = []
    rows: list[list[str]] = []
    for place, token in enumerate(tokens):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "th_open":
            headers.append(_plain(tokens[place + 1]))
        elif token.type == "td_open":
            rows[-1].append(_render([tokens[place + 1]]))
    entries = []
    for first, *others in (row for row in rows if row):
        cells = [
            f"{escapeHtml(header)}: {cell}"
            for header, cell in zip(headers[1:], others, strict=False)
            if cell
        ]
        if len(headers) == 2 and others and others[0]:
            cells = [others[0]]
        title = first.replace("<b>", "").replace("</b>", "")
        entries.append(f"<li>{'<br/>'.join([f'<b>{title}</b>', *cells])}</li>")
    return f"<ul>{''.join(entries)}</ul>"
