"""The gate for PDF: read in a child process with limits of its own (``pdf_child.py``)."""

import zipfile
from typing import BinaryIO

from network.safeguarding.files.pdf_contents import ask_child
from network.safeguarding.files.refusals import REASONS, UploadRefused


def check_pdf(file: BinaryIO, size: int, extension: str) -> None:
    """Let a PDF pass that shows pages and does nothing else.

    :raises UploadRefused: for a password, scripts, programs, attachments, damage, or a file that
        needs more memory or time to read than the limits allow.
    """
    file.seek(0)
    if not file.read(1024).lstrip().startswith(b"%PDF-"):
        raise UploadRefused("wrong-content")
    if zipfile.is_zipfile(file):
        # Pages for one reader, an archive for another.
        raise UploadRefused("wrong-content")
    code = ask_child(file, "judge").decode("ascii", "replace").strip()
    if code != "ok":
        raise UploadRefused(code if code in REASONS else "broken")
