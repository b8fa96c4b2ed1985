"""What a stored or checked file says: of people, and of itself; and the same file without it."""

from typing import BinaryIO

from network.safeguarding.files.inspecting import inspect
from network.safeguarding.inspection.facts import NO_FACTS, Facts
from network.safeguarding.inspection.marks import Finding, marks_in, name_as_text
from network.safeguarding.inspection.refusals import UploadRefused
from network.safeguarding.screening import BLOCK

# Formats that a published form never needs, however it is meant: with a check digit or a label.
CERTAIN = frozenset({"nhs", "upn", "nino", "dob", "caseref"})


def look_inside(file: BinaryIO, *, filename: str) -> list[Finding]:
    """Screen a checked file: its name, its properties, then the first 200,000 characters inside.

    Words in pictures and on scanned pages are not read. Stores and logs nothing; each phrase is
    reported once. ``file`` stands at its beginning afterwards.

    :raises UploadRefused: when it cannot be read within the limits.
    """
    extension = filename.rpartition(".")[2].lower()
    return [*marks_in_name(filename), *inspect(file, extension, "marks").findings]


def marks_in_name(filename: str) -> list[Finding]:
    return marks_in("name", name_as_text(filename))


def must_go(findings: list[Finding]) -> list[Finding]:
    """What holds a published file back: anything sure in its name, numbers and dates inside.

    Names inside are left to the person who checks: forms and slides quote authors and trainers.
    """
    return [
        finding
        for finding in findings
        if finding.severity == BLOCK and (finding.place == "name" or finding.type in CERTAIN)
        if finding.place != "properties"
    ]


def without_properties(file: BinaryIO, extension: str) -> BinaryIO | None:
    """Return the file without its properties, None where it has none to lose.

    Office: title, author, last editor, company, manager, keywords and custom properties, the names
    on comments and tracked changes, and what cameras wrote into pictures. PDF: the information
    dictionary and all metadata streams. What is shown on the pages stays. The result keeps its
    kind; the caller checks it as any other file. It is a temporary file at its beginning, gone when
    it is closed or let go. ``file`` stands at its beginning afterwards.

    :raises UploadRefused: when it cannot be read within the limits.
    """
    return inspect(file, extension, "bare").bare


def facts_of(file: BinaryIO, extension: str) -> Facts:
    """Read the properties of a file that the gate let in; never an error. ``file`` stands at its
    beginning afterwards."""
    try:
        return inspect(file, extension, "facts").facts
    except UploadRefused:
        return NO_FACTS
