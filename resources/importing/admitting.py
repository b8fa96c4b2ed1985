"""Take the files of a sheet through the gate, one at a time, and note what each one met."""

import hashlib
import io
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

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

    def content(self) -> bytes:
        return self.path.read_bytes()


@dataclass
class Admissions:
    """What became of every file: taken by its row, or refused with a problem."""

    taken: dict[int, Admitted] = field(default_factory=dict)
    refused: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


@contextmanager
def admissions(
    plans: list[ResourcePlan], files: FilesZip, *, say: Callable[[str], None]
) -> Iterator[Admissions]:
    """Admit every file of every plan. The bytes lie in a temporary folder until the context ends.

    Memory: one file at a time. Time: the gate's own limits for each file.
    """
    outcome = Admissions()
    first_with: dict[str, int] = {}
    wanted = [file for plan in plans for v in plan.versions.values() for file in v.files]
    with TemporaryDirectory(prefix="import-") as folder:
        for count, file in enumerate(wanted, start=1):
            began = time.monotonic()
            _admit(file, files, Path(folder), outcome, first_with)
            say(f"{count}/{len(wanted)} {file.name} ({time.monotonic() - began:.1f} s)")
        yield outcome


def _admit(
    file: FilePlan, files: FilesZip, folder: Path, outcome: Admissions, first_with: dict[str, int]
) -> None:
    try:
        name, content = files.read(file.name)
        admitted = admit(io.BytesIO(content), filename=name)
    except NotInZip as missing:
        outcome.refused.append(Problem(file.row, "file", missing.words))
        return
    except UploadRefused as refusal:
        outcome.refused.append(Problem(file.row, "file", f"{file.name}: {refusal.reason}"))
        return
    kept = content if admitted.bare is None else admitted.bare
    sha256 = hashlib.sha256(kept).hexdigest()
    path = folder / str(file.row)
    path.write_bytes(kept)
    # The bytes are on the disk; what stays in memory is what was found.
    outcome.taken[file.row] = Admitted(name, replace(admitted, bare=None), sha256, path)
    _note(file, outcome, first_with, sha256, admitted)


def _note(file, outcome: Admissions, first_with: dict, sha256: str, admitted: AdmittedFile) -> None:
    def warn(words: str) -> None:
        outcome.warnings.append(Problem(file.row, "file", words, is_warning=True))

    if sha256 in first_with:
        warn(f"{file.name} has the same content as the file of row {first_with[sha256]}.")
    first_with.setdefault(sha256, file.row)
    for place in places_of({sha256, admitted.checked.sha256}):
        warn(f"{file.name} is stored already: {place}.")
    for finding in admitted.findings:
        if finding.place != "properties":
            warn(f"{file.name} says “{finding.phrase}”. {finding.reason}")
