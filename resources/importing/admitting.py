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

from network.media.held.holding import name_of, reason_of
from network.media.marks import kinds_of, was_looked_at
from network.safeguarding.files import AdmittedFile, UploadRefused, admit, clean_name
from resources.editing.duplicates import places_of
from resources.editing.looking import listed
from resources.importing.columns import Problem
from resources.importing.planning import FilePlan, ResourcePlan
from resources.importing.zips import FilesZip, NotInZip

LOOK_FIRST = (
    "Look whether a child can be recognised, and say with --marks-looked-at that you have; or "
    "leave out --publish, and look in the admin."
)


@dataclass
class Admitted:
    """A file that may be stored: its download name, its bytes on this machine's disk."""

    name: str
    admitted: AdmittedFile
    sha256: str
    path: Path


@dataclass
class Admissions:
    """What became of every file: taken by its row, or refused with a problem. ``notes`` are things
    to know, and files to look at first; ``first_with`` is the first row of each content."""

    taken: dict[int, Admitted] = field(default_factory=dict)
    refused: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    first_with: dict[str, int] = field(default_factory=dict)


@contextmanager
def admissions(
    plans: list[ResourcePlan],
    files: FilesZip,
    *,
    say: Callable[[str], None],
    refused: Callable[[BinaryIO, str, UploadRefused], None] = lambda *_: None,
    look_first: bool = False,
) -> Iterator[Admissions]:
    """Admit every file of every plan. The bytes lie in a temporary folder until the context ends.
    ``refused`` is called with each file that the gate does not let in, its name and the refusal.
    With ``look_first`` a file with marks that nobody has looked at is a fault and not a warning.

    Memory: a piece of one file at a time. Time: the gate's own limits for each file.
    """
    outcome = Admissions()
    wanted = [file for plan in plans for v in plan.versions.values() for file in v.files]
    with TemporaryDirectory(prefix="import-") as folder:
        for count, file in enumerate(wanted, start=1):
            began = time.monotonic()
            admitted = _admit(file, files, Path(folder), outcome, refused)
            if admitted is not None:
                _note(file, outcome, admitted, look_first=look_first)
            say(f"{count}/{len(wanted)} row {file.row} ({time.monotonic() - began:.1f} s)")
        yield outcome


def _admit(
    file: FilePlan,
    files: FilesZip,
    folder: Path,
    outcome: Admissions,
    refused: Callable,
) -> Admitted | None:
    path = folder / str(file.row)
    with path.open("wb+") as content:
        try:
            name = files.unpack(file.name, content)
            admitted = admit(content, filename=name)
        except NotInZip as missing:
            outcome.refused.append(Problem(file.row, "file", missing.words))
            return None
        except UploadRefused as refusal:
            refused(content, name, refusal)
            words = f"{name_of(name, refusal)}: {reason_of(refusal)}"
            outcome.refused.append(Problem(file.row, "file", words))
            return None
        if admitted.bare is not None:
            content.truncate(0)
            shutil.copyfileobj(admitted.bare, content)
        content.seek(0)
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    # The bytes are on the disk; what stays open is nothing, and in memory what was found.
    outcome.taken[file.row] = Admitted(name, replace(admitted, bare=None), sha256, path)
    return outcome.taken[file.row]


def _note(file: FilePlan, outcome: Admissions, taken: Admitted, *, look_first: bool) -> None:
    def note(words: str, *, is_warning: bool = True) -> None:
        outcome.notes.append(Problem(file.row, "file", words, is_warning=is_warning))

    sha256 = taken.sha256
    first = outcome.first_with.setdefault(sha256, file.row)
    if first != file.row:
        note(f"{file.name} has the same content as the file of row {first}.")
    for place in places_of({sha256, taken.admitted.checked.sha256}):
        note(f"{file.name} is stored already: {place}.")
    kinds = kinds_of(taken.admitted.findings)
    if not kinds or was_looked_at(sha256=sha256, name=clean_name(taken.name)):
        return
    words = f"{file.name}: the screening marked {listed(kinds)}."
    if look_first:
        note(f"{words} {LOOK_FIRST}", is_warning=False)
    else:
        note(f"{words} Look at it before it is published.")
