"""The one gate for files from editors and members. It looks at content, never at names alone."""

from network.safeguarding.files.admission import (
    AdmittedFile,
    IdentifiesSomebody,
    admit,
    admit_as_decided,
    said,
)
from network.safeguarding.files.gate import KINDS, CheckedFile, check_upload
from network.safeguarding.files.inspecting import UNCHECKED
from network.safeguarding.files.names import clean_name
from network.safeguarding.files.reading import (
    CERTAIN,
    facts_of,
    look_inside,
    must_go,
    without_properties,
)
from network.safeguarding.inspection.facts import Facts
from network.safeguarding.inspection.marks import Finding
from network.safeguarding.inspection.refusals import UploadRefused

__all__ = [
    "CERTAIN",
    "KINDS",
    "UNCHECKED",
    "AdmittedFile",
    "CheckedFile",
    "Facts",
    "Finding",
    "IdentifiesSomebody",
    "UploadRefused",
    "admit",
    "admit_as_decided",
    "check_upload",
    "clean_name",
    "facts_of",
    "look_inside",
    "must_go",
    "said",
    "without_properties",
]
