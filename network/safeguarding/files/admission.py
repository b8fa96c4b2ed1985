"""The way every document takes before it is stored: checked, read, and bared of its properties."""

from dataclasses import dataclass
from typing import BinaryIO

from network.safeguarding.files.gate import CheckedFile, pass_gate
from network.safeguarding.files.names import clean_name
from network.safeguarding.files.reading import marks_in_name, must_go
from network.safeguarding.inspection.facts import NO_FACTS, Facts
from network.safeguarding.inspection.marks import Finding
from network.safeguarding.inspection.refusals import UploadRefused

IF_NOBODY_IS_MEANT = (
    "If nobody is meant, you need do nothing: the file waits at the desk of the safeguarding "
    "leads, who can let it in."
)


class IdentifiesSomebody(UploadRefused):
    """A file that passed the gate and is held back for what it says.

    ``findings`` are what has to go from it; ``code`` is "identifies", ``reason`` names each one.
    """

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        super().__init__("identifies", " ".join([*map(said, findings), IF_NOBODY_IS_MEANT]))


@dataclass(frozen=True, slots=True)
class AdmittedFile:
    """A document that may be stored.

    ``bare`` is the same without properties, a temporary file at its beginning that is gone when it
    is closed or let go; None where it has none to lose and is stored as it came. ``checked``
    describes the file as it came. ``findings`` are all marks, for the person who publishes it:
    those in properties are of the file as it came. ``facts`` are what these said.
    """

    checked: CheckedFile
    findings: tuple[Finding, ...]
    bare: BinaryIO | None
    facts: Facts = NO_FACTS


def admit(file: BinaryIO, *, filename: str) -> AdmittedFile:
    """Check a document, screen its name, properties and text, then take its properties out: one
    process does all of it.

    The one way to a stored document, for forms, imports and code alike. Stores and logs nothing;
    ``file`` stands at its beginning afterwards.

    :raises IdentifiesSomebody: for what surely identifies somebody in its name or text.
    :raises UploadRefused: for every other file that is not let in.
    """
    checked, inspection = pass_gate(file, filename, "facts", "marks", "bare")
    findings = (*marks_in_name(clean_name(filename)), *inspection.findings)
    held_back = tuple(must_go(findings))
    if held_back:
        if inspection.bare is not None:
            inspection.bare.close()
        raise IdentifiesSomebody(held_back)
    return AdmittedFile(checked, findings, inspection.bare, inspection.facts)


def admit_as_decided(file: BinaryIO, *, filename: str) -> AdmittedFile:
    """Check a document and take its properties out, whatever it says: for one that somebody who may
    decide so has looked at.

    :raises UploadRefused: as above; nobody decides that a file is no danger.
    """
    checked, inspection = pass_gate(file, filename, "bare")
    return AdmittedFile(checked, (), inspection.bare)


def said(finding: Finding) -> str:
    """One finding in a sentence: where it stands, the phrase, and what to do."""
    where = "In the file’s name" if finding.place == "name" else "Inside the file"
    return f"{where}: “{finding.phrase}”. {finding.reason}"
