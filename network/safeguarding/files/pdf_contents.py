"""What a child process with limits says of a PDF: its words, or the same without properties."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import BinaryIO

from network.safeguarding.files.pdf_child import MAX_CHARACTERS
from network.safeguarding.files.refusals import UploadRefused

CHILD = Path(__file__).with_name("pdf_child.py")
MAX_WALL_SECONDS = 30

__all__ = ["MAX_CHARACTERS", "ask_child", "text_of_pdf", "without_pdf_properties"]


def without_pdf_properties(file: BinaryIO) -> bytes:
    """Return the PDF without information dictionary and metadata streams.

    :raises UploadRefused: "complex" when it needs more time or memory than the limits allow.
    """
    return ask_child(file, "bare")


def text_of_pdf(file: BinaryIO) -> str:
    """Return the words of the pages, at most 200,000 characters; scanned pages have none.

    :raises UploadRefused: as above.
    """
    return ask_child(file, "text").decode("utf-8", "replace")


def ask_child(file: BinaryIO, task: str) -> bytes:
    """Return what the child writes for "judge", "text", "facts" or "bare".

    The child reads a copy of its own. ``file`` stands at its beginning afterwards.

    :raises UploadRefused: "complex" when it crashes or needs more than the limits allow.
    """
    with tempfile.TemporaryFile() as copy:
        file.seek(0)
        shutil.copyfileobj(file, copy)
        file.seek(0)
        copy.seek(0)
        try:
            # Isolated: no folder of the project or of the user can shadow the library.
            answer = subprocess.run(
                [sys.executable, "-I", str(CHILD), task],
                stdin=copy,
                capture_output=True,
                timeout=MAX_WALL_SECONDS,
                check=False,
                env={"PATH": ""},
            )
        except subprocess.TimeoutExpired as error:
            raise UploadRefused("complex") from error
    if answer.returncode != 0:
        raise UploadRefused("complex")
    return answer.stdout
