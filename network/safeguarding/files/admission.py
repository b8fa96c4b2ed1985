"""The way every document takes before it is stored: checked, read, and bared of its properties."""

from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from django.utils.formats import date_format
from django.utils.timezone import localtime

from network.safeguarding.files.decided import NOTHING_YET, Decided, decided_on
from network.safeguarding.files.gate import CheckedFile, pass_gate
from network.safeguarding.files.names import clean_name
from network.safeguarding.files.reading import marks_in_name, must_go
from network.safeguarding.inspection.facts import NO_FACTS, Facts
from network.safeguarding.inspection.marks import Finding
from network.safeguarding.inspection.refusals import UploadRefused

IF_NOBODY_IS_MEANT = (
    "If nobody is meant, you need do nothing: the file waits at the desk of the safeguarding "
    "leads, who can let it in, and you are told what they decide."
)
BY_ITS_NAME = "No file is let in under such a name. Give it another one and choose it again."
WAITS = (
    "The same file waits at the desk of the safeguarding leads since {day}. You need not choose it "
    "again: you are told what they decide."
)
STAYS_REFUSED = (
    "A safeguarding lead has looked at the same file on {day}, and it stays refused. Take out what "
    "is marked and choose the new copy."
)


class IdentifiesSomebody(UploadRefused):
    """A file that passed the gate and is held back for what it says.

    ``findings`` are what has to go from it; ``code`` is "identifies", ``reason`` names each one and
    ends with ``what_next``. ``decided`` is what leads have said of the same content.
    """

    def __init__(self, findings: tuple[Finding, ...], decided: Decided = NOTHING_YET) -> None:
        self.findings = findings
        self.decided = decided
        self.what_next = _what_next(findings, decided)
        super().__init__("identifies", " ".join([*map(said, findings), self.what_next]))


def _what_next(findings: tuple[Finding, ...], decided: Decided) -> str:
    if any(finding.place == "name" for finding in findings):
        return BY_ITS_NAME
    if decided.kept_at is not None:
        return STAYS_REFUSED.format(day=_day(decided.kept_at))
    if decided.waits_since is not None:
        return WAITS.format(day=_day(decided.waits_since))
    return IF_NOBODY_IS_MEANT


def _day(moment: datetime) -> str:
    return date_format(localtime(moment), "j F Y")


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
    ``file`` stands at its beginning afterwards. What a lead has released is let in again with all
    its marks, unless it is its name that identifies somebody.

    :raises IdentifiesSomebody: for what surely identifies somebody in its name or text.
    :raises UploadRefused: for every other file that is not let in.
    """
    checked, inspection = pass_gate(file, filename, "facts", "marks", "bare")
    findings = (*marks_in_name(clean_name(filename)), *inspection.findings)
    held_back = tuple(must_go(findings))
    if held_back:
        decided = decided_on(checked.sha256, checked.extension)
        if decided.is_released:
            held_back = tuple(finding for finding in held_back if finding.place == "name")
    if held_back:
        if inspection.bare is not None:
            inspection.bare.close()
        raise IdentifiesSomebody(held_back, decided)
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
