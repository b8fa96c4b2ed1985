"""The ZIP beside the sheet. Nothing in it is unpacked to a path that it names itself."""

import io
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from resources.importing.columns import Problem

MAX_MEMBERS = 20_000
PIECE_BYTES = 1024 * 1024
IGNORED = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


class NotInZip(Exception):  # noqa: N818 -- a verdict, not a fault
    """A file that the ZIP does not give. ``words`` say why."""

    def __init__(self, words: str) -> None:
        self.words = words
        super().__init__(words)


class FilesZip:
    """The files of a ZIP by name, with or without their folders, read one at a time.

    ``problems`` holds what is wrong with the ZIP as a whole.
    """

    def __init__(self, path: Path) -> None:
        self.problems: list[Problem] = []
        self.by_path: dict[str, list[zipfile.ZipInfo]] = {}
        self.by_name: dict[str, set[str]] = {}
        self.asked_for: set[str] = set()
        try:
            self.archive = zipfile.ZipFile(path)
        except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError):
            self._is_wrong("This is no ZIP file, or it is damaged.")
            return
        members = self.archive.infolist()
        if len(members) > MAX_MEMBERS:
            self._is_wrong(f"It holds more than {MAX_MEMBERS} files. Divide it.")
            return
        for member in members:
            self._note(member)

    def _is_wrong(self, words: str) -> None:
        self.problems.append(Problem(0, "ZIP", words))

    def _note(self, member: zipfile.ZipInfo) -> None:
        name = _plain(member.filename)
        if member.is_dir() or name.startswith(IGNORED[0]) or name.endswith(IGNORED[1:]):
            return
        if name.startswith("/") or name[1:2] == ":" or ".." in name.split("/"):
            self._is_wrong(f"“{name[:200]}” points outside the ZIP, as only a trap does.")
            return
        self.by_path.setdefault(name.lower(), []).append(member)
        self.by_name.setdefault(name.rpartition("/")[2].lower(), set()).add(name.lower())

    def unpack(self, name: str, target: BinaryIO) -> str:
        """Write the file to ``target``; return its own name without its folders.

        :raises NotInZip: when it is missing, there twice, too large or damaged.
        """
        member = self.find(name)
        limit = settings.UPLOAD_MAX_BYTES
        for piece in self._pieces(member):
            target.write(piece)
            if target.tell() > limit:
                most = limit // 1024**2
                raise NotInZip(f"This file has more than {most} MB, the most there may be.")
        return _plain(member.filename).rpartition("/")[2]

    def read(self, name: str) -> bytes:
        """The bytes of a small file. Raises as :meth:`unpack`."""
        target = io.BytesIO()
        self.unpack(name, target)
        return target.getvalue()

    def _pieces(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        try:
            with self.archive.open(member) as stream:
                while piece := stream.read(PIECE_BYTES):
                    yield piece
        except (OSError, EOFError, RuntimeError, ValueError) as error:
            raise NotInZip("This file cannot be unpacked: it has a password or a fault.") from error
        except (zipfile.BadZipFile, zlib.error, NotImplementedError) as error:
            raise NotInZip("This file is damaged in the ZIP.") from error

    def find(self, name: str) -> zipfile.ZipInfo:
        """The entry that a cell names, by its path or by its name alone.

        :raises NotInZip: when there is none, or more than one.
        """
        wanted = _plain(name).strip().lstrip("./").lower()
        if wanted not in self.by_path:
            paths = self.by_name.get(wanted, set())
            if len(paths) > 1:
                raise NotInZip(
                    f"The ZIP holds several files of this name: {', '.join(sorted(paths))}. "
                    "Write it with its folder."
                )
            wanted = next(iter(paths), wanted)
        members = self.by_path.get(wanted, [])
        if not members:
            raise NotInZip(f"“{name}” is not in the ZIP.")
        if len(members) > 1:
            raise NotInZip(f"“{name}” is in the ZIP {len(members)} times.")
        self.asked_for.add(wanted)
        return members[0]

    def left_over(self) -> list[str]:
        """Files that no row has asked for."""
        return sorted(
            members[0].filename
            for path, members in self.by_path.items()
            if path not in self.asked_for
        )


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).replace("\\", "/")
