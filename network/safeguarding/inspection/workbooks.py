"""The sheets of a workbook in their order, row by row, as streams.

Reads the cells that are there: one cell in the last row of a sheet costs no more than one in the
first.
"""

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from network.safeguarding.inspection.cells import Cell, Formats, Rows, Texts
from network.safeguarding.inspection.part_streams import Reader, local, opened, tell


@dataclass(frozen=True, slots=True)
class Sheet:
    """``number`` counts all sheets with cells, hidden ones too, from 1."""

    number: int
    title: str
    is_visible: bool
    part: str


@dataclass(slots=True)
class _Contents:
    """Reads the part that lists the sheets, and those that say which part is which."""

    sheets: list[dict[str, str]] = field(default_factory=list)
    related: dict[str, tuple[str, str]] = field(default_factory=dict)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.related[attributes.get("Id", "")] = (kind, attributes.get("Target", ""))
        elif name == "sheet":
            self.sheets.append({local(key): value for key, value in attributes.items()})

    def text(self, data: str) -> None: ...

    def end(self, name: str) -> None: ...


class Workbook:
    """:raises NotXml, KeyError, zipfile.BadZipFile: from every method, for what is none."""

    def __init__(self, file: BinaryIO) -> None:
        self._archive = zipfile.ZipFile(file)
        package = _Contents()
        self._tell("_rels/.rels", package)
        main = self._of_kind("officeDocument", package.related, "")[0]
        folder, base = posixpath.split(main)
        self._contents = _Contents()
        texts, self._formats = Texts(), Formats()
        for reader in (self._contents, self._formats):
            self._tell(main, reader)
        self._tell(f"{folder}/_rels/{base}.rels", self._contents)
        self._folder = folder
        for kind, reader in (("sharedStrings", texts), ("styles", self._formats)):
            for part in self._of_kind(kind, self._contents.related, folder):
                self._tell(part, reader)
        self._texts = texts.items

    def sheets(self) -> list[Sheet]:
        """Those with cells, in the order of their tabs."""
        found = []
        for sheet in self._contents.sheets:
            kind, target = self._contents.related.get(sheet.get("id", ""), ("", ""))
            if kind == "worksheet":
                is_visible = sheet.get("state", "visible") == "visible"
                part = _part(self._folder, target)
                found.append(Sheet(len(found) + 1, sheet.get("name", ""), is_visible, part))
        return found

    def rows(self, sheet: Sheet) -> Iterator[list[Cell]]:
        """The rows that hold something, each with the cells that do."""
        reader = _InSheet(Rows(self._texts, self._formats))
        for _ in tell(opened(self._archive, self._archive.getinfo(sheet.part)), reader):
            yield from reader.rows.ready
            reader.rows.ready.clear()

    def _tell(self, part: str, reader: Reader) -> None:
        for _ in tell(opened(self._archive, self._archive.getinfo(part)), reader):
            pass

    def _of_kind(self, kind: str, related: dict[str, tuple[str, str]], folder: str) -> list[str]:
        return [_part(folder, target) for each, target in related.values() if each == kind]


class _InSheet:
    """Passes on what stands among the cells of a sheet."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self._is_in = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._is_in:
            self.rows.start(name, attributes)
        elif name == "sheetData":
            self._is_in = True

    def text(self, data: str) -> None:
        if self._is_in:
            self.rows.text(data)

    def end(self, name: str) -> None:
        if name == "sheetData":
            self._is_in = False
        elif self._is_in:
            self.rows.end(name)


def _part(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
