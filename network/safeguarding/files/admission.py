"""The way every document takes before it is stored: checked, read, and bared of its properties."""

import logging
from dataclasses import dataclass
from typing import BinaryIO

from network.safeguarding.files.findings import Finding, look_inside, must_go
from network.safeguarding.files.gate import CheckedFile, check_upload
from network.safeguarding.files.names import clean_name
from network.safeguarding.files.properties import without_properties
from network.safeguarding.files.refusals import UploadRefused

logger = logging.getLogger("network.safeguarding")


class IdentifiesSomebody(UploadRefused):
    """A file that passed the gate and is held back for what it says.

    ``findings`` are what has to go from it; ``code`` is "identifies", ``reason`` names each one.
    """

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        super().__init__("identifies", " ".join(said(finding) for finding in findings))


@dataclass(frozen=True, slots=True)
class AdmittedFile:
    """A document that may be stored.

    ``bare`` are its bytes without properties, or None where it has none to lose and is stored as
    it came. ``checked`` describes the file as it came. ``findings`` are all marks, for the person
    who publishes it: those in properties are of the file as it came.
    """

    checked: CheckedFile
    findings: tuple[Finding, ...]
    bare: bytes | None


def admit(file: BinaryIO, *, filename: str) -> AdmittedFile:
    """Check a document, screen its name, properties and text, then take its properties out.

    The one way to a stored document, for forms, imports and code alike. Stores and logs nothing;
    ``file`` stands at its beginning afterwards.

    :raises IdentifiesSomebody: for what surely identifies somebody in its name or text.
    :raises UploadRefused: for every other file that is not let in.
    """
    checked = check_upload(file, filename=filename)
    try:
        findings = look_inside(file, filename=clean_name(filename))
        bare = without_properties(file, checked.extension)
    except UploadRefused:
        raise
    except Exception as error:
        # What the gate let in and no reader can open is not stored unread.
        logger.warning("upload refused after an unforeseen error: %s", type(error).__name__)
        raise UploadRefused("broken") from error
    finally:
        file.seek(0)
    held_back = tuple(must_go(findings))
    if held_back:
        raise IdentifiesSomebody(held_back)
    return AdmittedFile(checked, tuple(findings), bare)


def said(finding: Finding) -> str:
    """One finding in a sentence: where it stands, the phrase, and what to do."""
    where = "In the file’s name" if finding.place == "name" else "Inside the file"
    return f"{where}: “{finding.phrase}”. {finding.reason}"
