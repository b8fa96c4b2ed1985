"""The order of the checks, and what is known of a file that passed."""

import hashlib
import logging
from dataclasses import dataclass
from typing import BinaryIO

from django.conf import settings
from django.template.defaultfilters import filesizeformat

from network.safeguarding.files.clamd import scan
from network.safeguarding.files.inspecting import Inspection, inspect
from network.safeguarding.files.names import clean_name
from network.safeguarding.inspection.refusals import UploadRefused

logger = logging.getLogger("network.safeguarding")
CHUNK_BYTES = 256 * 1024
OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that is let in, and how it is served."""

    media_type: str


KINDS = {
    "csv": Kind("text/csv"),
    "docx": Kind(f"{OFFICE}.wordprocessingml.document"),
    "pdf": Kind("application/pdf"),
    "pptx": Kind(f"{OFFICE}.presentationml.presentation"),
    "txt": Kind("text/plain"),
    "xlsx": Kind(f"{OFFICE}.spreadsheetml.sheet"),
}


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that passed. ``size`` is in bytes, ``extension`` has no dot."""

    media_type: str
    extension: str
    size: int
    sha256: str


def check_upload(file: BinaryIO, *, filename: str) -> CheckedFile:
    """Check a file by its content: name, size, then what is inside.

    ``file`` is binary and seekable; it stands at its beginning afterwards. What is inside is looked
    at by a process with limits on time and memory.

    :raises UploadRefused: with a reason to show. Nothing else is raised for any content.
    """
    return pass_gate(file, filename)[0]


def pass_gate(file: BinaryIO, filename: str, *tasks: str) -> tuple[CheckedFile, Inspection]:
    """As above; the process that checks the file does ``tasks`` on it as well."""
    try:
        return _look(file, filename, tasks)
    except UploadRefused:
        raise
    except Exception as error:
        # What nobody foresaw must not let a file in.
        logger.warning("upload refused after an unforeseen error: %s", type(error).__name__)
        raise UploadRefused("broken") from error
    finally:
        file.seek(0)


def _look(file: BinaryIO, filename: str, tasks: tuple[str, ...]) -> tuple[CheckedFile, Inspection]:
    extension = clean_name(filename).rpartition(".")[2].lower()
    kind = KINDS.get(extension)
    if kind is None:
        raise UploadRefused("extension", _extension_reason(extension, filename))
    size, sha256 = _measure(file)
    scan(file)
    inspection = inspect(file, extension, "check", *tasks)
    return CheckedFile(kind.media_type, extension, size, sha256), inspection


def _measure(file: BinaryIO) -> tuple[int, str]:
    """Count and hash what is really there, and stop reading where it is too much."""
    digest = hashlib.sha256()
    size = 0
    file.seek(0)
    while chunk := file.read(CHUNK_BYTES):
        size += len(chunk)
        if size > settings.UPLOAD_MAX_BYTES:
            limit = filesizeformat(settings.UPLOAD_MAX_BYTES)
            raise UploadRefused(
                "too-large", f"This file is larger than {limit}, the most that can be uploaded."
            )
        digest.update(chunk)
    if size == 0:
        raise UploadRefused("empty")
    return size, digest.hexdigest()


def _extension_reason(extension: str, filename: str) -> str:
    known = ", ".join(f".{name}" for name in sorted(KINDS))
    if "." not in filename:
        return f"This file's name has no ending that says what it is. Use one of {known}."
    return f"Files of the kind “.{extension}” cannot be uploaded. Use one of {known}."
