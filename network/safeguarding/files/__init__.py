"""The one gate for files from editors and members. It looks at content, never at names alone."""

from network.safeguarding.files.admission import AdmittedFile, IdentifiesSomebody, admit, said
from network.safeguarding.files.facts import Facts, facts_of
from network.safeguarding.files.findings import Finding, look_inside, must_go
from network.safeguarding.files.gate import KINDS, CheckedFile, check_upload
from network.safeguarding.files.names import clean_name
from network.safeguarding.files.properties import without_properties
from network.safeguarding.files.refusals import UploadRefused

__all__ = [
    "KINDS",
    "AdmittedFile",
    "CheckedFile",
    "Facts",
    "Finding",
    "IdentifiesSomebody",
    "UploadRefused",
    "admit",
    "check_upload",
    "clean_name",
    "facts_of",
    "look_inside",
    "must_go",
    "said",
    "without_properties",
]
