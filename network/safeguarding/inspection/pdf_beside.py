"""The words that a PDF has beside the text of its pages: fields and what is filled in, comments,
bookmarks, labels of pages, what pictures are said to show."""

import html
import re
from collections.abc import Iterator

from network.safeguarding.inspection.addresses import said_in
from network.safeguarding.inspection.headings import APART
from network.safeguarding.inspection.refusals import UploadRefused

MAX_NODES = 5_000_000
MAX_VALUE_BYTES = 1024 * 1024
# Where no words for people stand, or words that the stored file loses.
SKIPPED = frozenset({"/Font", "/ColorSpace", "/ExtGState", "/Shading", "/Metadata", "/PieceInfo"})
# What fields ask for, what was filled in, and what can be chosen (ISO 32000-1, 12.7).
VALUES = ("/V", "/DV", "/Opt")
# Comments and their people (12.5), bookmarks (12.3), prefixes of page labels (12.4), files (7.11),
# captions of buttons, signatures (12.8).
WORDS = (
    "/Title",
    "/Subj",
    "/Contents",
    "/RC",
    "/P",
    "/F",
    "/UF",
    "/Desc",
    "/CA",
    "/AC",
    "/Name",
    "/Reason",
    "/Location",
    "/ContactInfo",
)
# Of a tagged PDF: as many as there are pieces of text, so they are read into a list of their own.
TAGGED_WORDS = ("/Alt", "/ActualText", "/E")
READ = frozenset({"/TU", "/T", "/URI", *VALUES, *WORDS, *TAGGED_WORDS})
_BREAK = re.compile(r"</(?:p|div|li)\s*>|<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


class _Lines:
    """Different lines, up to ``most`` characters and the one that passes them."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.length = 0
        self.lines: dict[str, None] = {}

    def add(self, line: str) -> None:
        line = line.strip()
        if line and line not in self.lines and self.length <= self.most:
            self.lines[line[: self.most + 1]] = None
            self.length += len(line) + 1


def words_beside(document, most: int) -> str:
    """A line for each field with its value, and for each comment, bookmark and so on, up to
    ``most`` characters and as many again of tagged text. Reads whatever the pages and the catalogue
    lead to, once.

    :raises UploadRefused: "complex" for more than can be looked at.
    """
    import pikepdf

    said, asked, tagged = _Lines(most), _Lines(most), _Lines(most)
    stack, seen, nodes = [document.Root], set(), 0
    while stack:
        node = stack.pop()
        nodes += 1
        if nodes > MAX_NODES:
            raise UploadRefused("complex")
        if node.is_indirect:
            number = node.objgen
            if number in seen:
                continue
            seen.add(number)
        if isinstance(node, (pikepdf.Dictionary, pikepdf.Stream)):
            items = dict(node.items())
            if not items.keys().isdisjoint(READ):
                _read(items, said, asked, tagged)
            children = [value for key, value in items.items() if key not in SKIPPED]
        elif isinstance(node, pikepdf.Array):
            children = list(node)
        else:
            continue
        stack.extend(child for child in reversed(children) if isinstance(child, pikepdf.Object))
    # What an empty field asks for stands beside nothing: "Date of birth" says nothing of a day that
    # another field or the page has.
    groups = (said.lines, asked.lines, tagged.lines)
    return APART.join("\n".join(lines) for lines in groups if lines)


def _read(items: dict, said: _Lines, asked: _Lines, tagged: _Lines) -> None:
    labels = [words for key in ("/TU", "/T") for words in _words(items, key)]
    values = [words for key in VALUES for words in _words(items, key)]
    for value in values:
        said.add(f"{labels[0]}: {value}" if labels else value)
    for label in () if values else labels:
        asked.add(label)
    # The bytes of a signature are no words.
    for key in WORDS:
        for words in _words(items, key) if key != "/Contents" or "/ByteRange" not in items else ():
            said.add(words)
    for address in _words(items, "/URI"):
        said.add(said_in(address))
    for key in TAGGED_WORDS:
        for words in _words(items, key):
            tagged.add(words)


def _words(items: dict, key: str) -> list[str]:
    """The strings that stand under a key, in a list too; long values are streams (12.7.3.4)."""
    import pikepdf

    value = items.get(key)
    if value is None:
        return []
    if isinstance(value, pikepdf.Stream) and key in ("/V", "/DV", "/RC"):
        data = value.read_bytes()[:MAX_VALUE_BYTES]
        return [_plain(data.decode("utf-8", "replace"))]
    words = list(_strings(value, pikepdf))
    if key == "/RC":
        return [_plain(each) for each in words]
    if key == "/T" and ("/FT" in items or "/Subtype" not in items):
        # The name of a field ("child_name") is no account's.
        return [each.replace("_", " ") for each in words]
    return words


def _strings(value, pikepdf) -> Iterator[str]:
    """A choice in a list may be two strings: what is stored and what is shown."""
    if isinstance(value, pikepdf.String):
        yield str(value)
    elif isinstance(value, pikepdf.Array):
        for part in value:
            if isinstance(part, pikepdf.String):
                yield str(part)
            elif isinstance(part, pikepdf.Array):
                yield from (str(each) for each in part if isinstance(each, pikepdf.String))


def _plain(rich: str) -> str:
    """Rich text (XHTML) without its tags, a line for each paragraph."""
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", rich)))
