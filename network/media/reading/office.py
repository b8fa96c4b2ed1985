"""Words of Office documents, read from their parts. Runs in the child."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from network.media.reading.passages import NOTES, SHEET, SLIDE, Piece, clean, in_parts
from network.safeguarding.inspection.workbooks import Workbook

LARGEST_PART_BYTES = 64 * 1024 * 1024
_HEADING = re.compile(r"(?:heading|title|überschrift)\s*\d*", re.IGNORECASE)
_TITLES = frozenset({"title", "ctrTitle"})


def _local(element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _parsed(archive: zipfile.ZipFile, name: str):
    """A part as a tree, or None when it is not there."""
    try:
        if archive.getinfo(name).file_size > LARGEST_PART_BYTES:
            return None
        return ElementTree.fromstring(archive.read(name))  # noqa: S314 -- in a bounded child
    except KeyError:
        return None


def _related(archive: zipfile.ZipFile, name: str) -> dict[str, tuple[str, str]]:
    """Kind and name of each part that a part refers to, by id."""
    folder, base = posixpath.split(name)
    tree = _parsed(archive, f"{folder}/_rels/{base}.rels")
    related = {}
    for row in () if tree is None else tree:
        target = posixpath.normpath(posixpath.join("/", folder, row.get("Target", "")))
        related[row.get("Id")] = (row.get("Type", "").rpartition("/")[2], target.lstrip("/"))
    return related


def _text(element) -> str:
    """What a paragraph says; tabs and breaks are blanks, deleted words are left out."""
    pieces = []
    for node in element.iter():
        name = _local(node)
        if name == "t":
            pieces.append(node.text or "")
        elif name in {"tab", "br", "cr"}:
            pieces.append(" ")
    return clean("".join(pieces)).replace("\n", " ")


def _paragraphs(element) -> Iterator:
    """The paragraphs in a tree, each once: what old programs are shown instead is left out."""
    for child in element:
        name = _local(child)
        if name == "p":
            yield child
        elif name != "Fallback":
            yield from _paragraphs(child)


def read_docx(file) -> Iterator[Piece]:
    """Parts of the text under their headings, then notes at the foot and the end."""
    with zipfile.ZipFile(file) as archive:
        names = [
            "word/document.xml",
            "word/footnotes.xml",
            "word/endnotes.xml",
        ]
        yield from in_parts(block for name in names for block in _blocks(_parsed(archive, name)))


def _blocks(tree) -> Iterator[tuple[str, str]]:
    heading = ""
    for paragraph in () if tree is None else _paragraphs(tree):
        text = _text(paragraph)
        if not text:
            continue
        if _is_heading(paragraph):
            heading = text
        yield heading, text


def _is_heading(paragraph) -> bool:
    for node in paragraph.iter():
        if _local(node) == "pStyle":
            return any(_HEADING.match(value) for value in node.attrib.values())
    return False


def read_pptx(file) -> Iterator[Piece]:
    """Each slide in the order of the show, and the notes of the speaker beside it."""
    with zipfile.ZipFile(file) as archive:
        show = "ppt/presentation.xml"
        related = _related(archive, show)
        tree = _parsed(archive, show)
        slides = [] if tree is None else [e for e in tree.iter() if _local(e) == "sldId"]
        for number, slide in enumerate(slides, start=1):
            key = next((value for name, value in slide.attrib.items() if name.endswith("}id")), "")
            _, name = related.get(key, ("", ""))
            title, text = _slide(_parsed(archive, name))
            yield Piece(SLIDE, number, text or title, title)
            for kind, notes in _related(archive, name).values() if name else ():
                if kind == "notesSlide":
                    spoken = _notes(_parsed(archive, notes))
                    if spoken:
                        yield Piece(NOTES, number, spoken, title)


def _slide(tree) -> tuple[str, str]:
    """Title, and everything else that stands on a slide."""
    title, lines = "", []
    for shape in () if tree is None else _shapes(tree):
        said = [text for p in shape.iter() if _local(p) == "p" and (text := _text(p))]
        if _placeholder(shape) in _TITLES and not title:
            title = " ".join(said)
        else:
            lines += said
    return title, "\n".join(lines)


def _notes(tree) -> str:
    shapes = [] if tree is None else list(_shapes(tree))
    spoken = [shape for shape in shapes if _placeholder(shape) == "body"]
    return "\n".join(
        text for shape in spoken for p in shape.iter() if _local(p) == "p" and (text := _text(p))
    )


def _shapes(tree) -> Iterator:
    """Shapes and tables, also those in groups."""
    for child in tree:
        name = _local(child)
        if name in {"sp", "graphicFrame"}:
            yield child
        elif name != "Fallback":
            yield from _shapes(child)


def _placeholder(shape) -> str | None:
    for node in shape.iter():
        if _local(node) == "ph":
            return node.get("type", "")
    return None


def read_xlsx(file) -> Iterator[Piece]:
    """The rows of each visible sheet, in pieces; cells as they are shown."""
    book = Workbook(file)
    for sheet in book.sheets():
        if not sheet.is_visible:
            continue
        rows = (
            clean(" ".join(cell.text for cell in row)).replace("\n", " ")
            for row in book.rows(sheet)
        )
        for piece in in_parts(((sheet.title, row) for row in rows if row), SHEET):
            yield Piece(SHEET, sheet.number, piece.text, piece.heading)
