"""Take the files of a sheet through the gate, one at a time, and note what each one met.

What is said of a file goes to a terminal and its log: kinds of what was marked, never the words.
"""

import hashlib
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from network.media.held.holding import KINDS_IN_WORDS, name_of, reason_of
from network.safeguarding.files import AdmittedFile, UploadRefused, admit
from resources.editing.duplicates import places_of
from resources.importing.columns import Problem
from resources.importing.planning import FilePlan, ResourcePlan
from resources.importing.zips import FilesZip, NotInZip


@dataclass
class Admitted:
    """A file that may be stored: its download name, its bytes on this machine's disk."""

    name: str
    admitted: AdmittedFile
    sha256: str
    path: Path


@dataclass
class Admissions:
    """What became of every file: taken by its row, or refused with a problem. ``first_with`` is
    the first row of each content."""

    taken: dict[int, Admitted] = field(default_factory=dict)
    refused: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    first_with: dict[str, int] = field(default_factory=dict)


@contextmanager
def admissions(
    plans: list[ResourcePlan],
    files: FilesZip,
    *,
    say: Callable[[str], None],
    refused: Callable[[BinaryIO, str, UploadRefused], None] = lambda *_: None,
) -> Iterator[Admissions]:
    """Admit every file of every plan. The bytes lie in a temporary folder until the context ends.
    ``refused`` is called with each file that the gate does not let in, its name and the refusal.

    Memory: a piece of one file at a time. Time: the gate's own limits for each file.
    """
    outcome = Admissions()
    wanted = [file for plan in plans for v in plan.versions.values() for file in v.files]
    with TemporaryDirectory(prefix="import-") as folder:
        for count, file in enumerate(wanted, start=1):
            began = time.monotonic()
            _admit(file, files, Path(folder), outcome, refused)
            say(f"{count}/{len(wanted)} row {file.row} ({time.monotonic() - began:.1f} s)")
        yield outcome


def _admit(
    file: FilePlan,
    files: FilesZip,
    folder: Path,
    outcome: Admissions,
    refused: Callable,
) -> None:
    path = folder / str(file.row)
    with path.open("wb+") as content:
        try:
            name = files.unpack(file.name, content)
            admitted = admit(content, filename=name)
        except NotInZip as missing:
            outcome.refused.append(Problem(file.row, "file", missing.words))
            return
        except UploadRefused as refusal:
            refused(content, name, refusal)
            words = f"{name_of(name, refusal)}: {reason_of(refusal)}"
            outcome.refused.append(Problem(file.row, "file", words))
            return
        if admitted.bare is not None:
            content.truncate(0)
            shutil.copyfileobj(admitted.bare, content)
        content.seek(0)
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    # The bytes are on the disk; what stays open is nothing, and in memory what was found.
    outcome.taken[file.row] = Admitted(name, replace(admitted, bare=None), sha256, path)
    _note(file, outcome, sha256, admitted)


def _note(file: FilePlan, outcome: Admissions, sha256: str, admitted: AdmittedFile) -> None:
    def warn(words: str) -> None:
        outcome.warnings.append(Problem(file.row, "file", words, is_warning=True))

    first = outcome.first_with.setdefault(sha256, file.row)
    if first != file.row:
        warn(f"{file.name} has the same content as the file of row {first}.")
    for place in places_of({sha256, admitted.checked.sha256}):
        warn(f"{file.name} is stored already: {place}.")
    marked = [finding for finding in admitted.findings if finding.place != "properties"]
    if marked:
        kinds = ", ".join(
            dict.fromkeys(KINDS_IN_WORDS.get(finding.type, "something") for finding in marked)
        )
        warn(f"{file.name}: the screening marked {kinds}. Look at it before it is published.")
