"""The words inside Office documents and plain text, for the screening."""

import csv
import io
import tempfile
import zipfile
from itertools import zip_longest
from typing import BinaryIO

from network.safeguarding.inspection.addresses import said_in
from network.safeguarding.inspection.cells import Cell, Formats, Rows, Texts
from network.safeguarding.inspection.headings import APART, Headed
from network.safeguarding.inspection.part_streams import (
    HEAD_BYTES,
    NotXml,
    is_known,
    is_technical,
    is_text,
    local,
    opened,
    root_of,
    tell,
    without_tags,
)
from network.safeguarding.inspection.part_words import PartWords, joined
from network.safeguarding.inspection.properties import are_properties

# Read before the others: what these need to be understood.
_FIRST = ("sst", "styleSheet", "workbook", "pivotCacheDefinition")
# Kinds of parts that are no XML. No element can have such a name.
WORKBOOK, TEXT = "*workbook", "*text"
# Of one part that no parser reads: far more than holds the characters that are screened.
MAX_MARKUP_BYTES = 20 * 1024 * 1024
MAX_IN_MEMORY_BYTES = 1024 * 1024


def office_words(file: BinaryIO, most: int) -> tuple[str, str]:
    """The words of every part that is XML, whatever it is called, and of the workbooks behind
    charts; where there are more than ``most`` characters, long parts give way to short ones. Then
    who wrote comments and changed texts, a line each."""
    file.seek(0)
    with zipfile.ZipFile(file) as archive:
        package = _Package(archive, most)
        words = joined(package.texts(), most)
    return words, "\n".join(package.people)[:most]


class _Package:
    def __init__(self, archive: zipfile.ZipFile, most: int, *, is_inside: bool = False) -> None:
        self.archive, self.most, self.is_inside = archive, most, is_inside
        self.texts_of_cells, self.formats = Texts(), Formats()
        self.people: dict[str, None] = {}
        # The fields of each pivot table.
        self.fields: list[list[str]] = []

    def texts(self) -> list[str]:
        """The words of each part, in the order of the archive."""
        kinds = {member: self._kind(member) for member in self.archive.infolist()}
        read = sorted(
            (member for member, kind in kinds.items() if kind is not None),
            key=lambda member: _order(local(kinds[member])),
        )
        words = {member: self._words(member, kinds[member]) for member in read}
        return [words[member] for member in kinds if words.get(member)]

    def _kind(self, member: zipfile.ZipInfo) -> str | None:
        """The outermost element, "" for other markup, one of the kinds below that have none, None
        for what has no words to read here."""
        name = member.filename.lower()
        if member.is_dir() or are_properties(name):
            return None
        if name.endswith(".xlsx"):
            return None if self.is_inside else WORKBOOK
        with self.archive.open(member) as part:
            head = part.read(HEAD_BYTES)
        root = root_of(head)
        if root is None:
            return TEXT if is_text(head) else None
        return None if is_technical(root) else root

    def _words(self, member: zipfile.ZipInfo, root: str) -> str:
        if root == WORKBOOK:
            return self._words_of_workbook(member)
        if root == TEXT:
            with self.archive.open(member) as part:
                return _decoded(part.read(self.most * 4))[: self.most]
        try:
            return self._read(member, root)
        except NotXml:
            with self.archive.open(member) as part:
                return without_tags(part.read(MAX_MARKUP_BYTES))[: self.most]

    def _read(self, member: zipfile.ZipInfo, root: str) -> str:
        name = local(root)
        if name == "Relationships":
            return self._told(member, _Links(self.most)).words
        if name == "settings" and is_known(root):
            return self._told(member, _Variables(self.most)).words
        if name == "sst":
            self._told(member, self.texts_of_cells)
        if name == "workbook":
            self._told(member, self.formats)
        if name == "styleSheet":
            return self._told(member, self.formats).said[: self.most]
        part = PartWords(
            self.most,
            is_custom=not is_known(root) and name not in ("xml", "html"),
            rows=Rows(self.texts_of_cells.items, self.formats) if name == "worksheet" else None,
            columns=self._columns(name),
        )
        words = self._told(member, part).words
        self.people |= part.people
        return words

    def _columns(self, name: str) -> list[str]:
        """A list for the fields of a pivot table, or what the columns of its rows may be called."""
        if name == "pivotCacheDefinition":
            self.fields.append([])
            return self.fields[-1]
        return [" ".join(dict.fromkeys(names)) for names in zip_longest(*self.fields, fillvalue="")]

    def _words_of_workbook(self, member: zipfile.ZipInfo) -> str:
        with tempfile.SpooledTemporaryFile(max_size=MAX_IN_MEMORY_BYTES) as copy:
            for chunk in opened(self.archive, member):
                copy.write(chunk)
            with zipfile.ZipFile(copy) as workbook:
                inside = _Package(workbook, self.most, is_inside=True)
                words = joined(inside.texts(), self.most)
        self.people |= inside.people
        return words

    def _told(self, member: zipfile.ZipInfo, reader):
        for _ in tell(opened(self.archive, member), reader):
            pass
        return reader


class _Links:
    """The people that links of a part write to or ring, and the words in their addresses."""

    def __init__(self, most: int) -> None:
        self.most, self.words = most, ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = attributes.get("Type", "").rpartition("/")[2]
        is_outside = kind == "hyperlink" or attributes.get("TargetMode", "").lower() == "external"
        if is_outside and kind != "attachedTemplate" and len(self.words) < self.most:
            said = said_in(attributes.get("Target", ""))
            self.words += f"{said}\n" if said else ""

    def text(self, data: str) -> None: ...

    def end(self, name: str) -> None: ...


class _Variables(PartWords):
    """The variables of a document and what it is merged with; its other settings have no words."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        super().start(name, attributes if name in ("docVar", "query", "connectString") else {})


def _order(name: str) -> int:
    return _FIRST.index(name) if name in _FIRST else len(_FIRST)


def text_words(file: BinaryIO, most: int) -> str:
    file.seek(0)
    return _decoded(file.read(most * 4))[:most]


def table_words(file: BinaryIO, most: int) -> str:
    """The rows of a CSV file, each figure behind the heading of its column."""
    text, headed = text_words(file, most * 2), Headed()
    lines = []
    try:
        for row in csv.reader(io.StringIO(text, newline="")):
            lines.append(headed.line([Cell(*cell) for cell in enumerate(row, 1) if cell[1]]))
    except csv.Error:
        return text[:most]
    if headed.apart:
        lines.append(APART + "\n".join(headed.apart))
    return "\n".join(lines)[:most]


def _decoded(data: bytes) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeError:
        return data.decode("cp1252", "replace")
