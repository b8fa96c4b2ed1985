"""The words of a PDF, and the same PDF without its properties, by a child process with limits.

The limits are those of the gate (:mod:`network.safeguarding.files.pdf`).
"""

import shutil
import subprocess
import sys
import tempfile
from typing import BinaryIO

from network.safeguarding.files.pdf import MAX_WALL_SECONDS, PROJECT, limit_this_process
from network.safeguarding.files.refusals import UploadRefused

MAX_CHARACTERS = 200_000


def without_pdf_properties(file: BinaryIO) -> bytes:
    """Return the PDF without information dictionary and metadata streams.

    :raises UploadRefused: "complex" when it needs more time or memory than the limits allow.
    """
    return _ask_child(file, "bare")


def text_of_pdf(file: BinaryIO) -> str:
    """Return the words of the pages, at most 200,000 characters; scanned pages have none.

    :raises UploadRefused: as above.
    """
    return _ask_child(file, "text").decode("utf-8", "replace")


def _ask_child(file: BinaryIO, task: str) -> bytes:
    with tempfile.TemporaryFile() as copy:
        file.seek(0)
        shutil.copyfileobj(file, copy)
        file.seek(0)
        copy.seek(0)
        try:
            answer = subprocess.run(
                [sys.executable, "-m", "network.safeguarding.files.pdf_contents", task],
                stdin=copy,
                capture_output=True,
                cwd=PROJECT,
                timeout=MAX_WALL_SECONDS,
                check=False,
                env={"PATH": "", "PYTHONPATH": ":".join(path for path in sys.path if path)},
            )
        except subprocess.TimeoutExpired as error:
            raise UploadRefused("complex") from error
    if answer.returncode != 0:
        raise UploadRefused("complex")
    return answer.stdout


def bare(source: BinaryIO, target: BinaryIO) -> None:
    """Write the PDF again without properties. Runs in the child."""
    import pikepdf

    with pikepdf.open(source, suppress_warnings=True) as document:
        if "/Info" in document.trailer:
            del document.trailer["/Info"]
        for node in document.objects:
            if isinstance(node, (pikepdf.Dictionary, pikepdf.Stream)):
                for key in ("/Metadata", "/PieceInfo", "/LastModified"):
                    if key in node:
                        del node[key]
        document.save(target, deterministic_id=True)


def words(source: BinaryIO) -> str:
    """The words of all pages. Runs in the child."""
    import pypdf

    pieces, length = [], 0
    for page in pypdf.PdfReader(source).pages:
        text = page.extract_text() or ""
        pieces.append(text)
        length += len(text)
        if length > MAX_CHARACTERS:
            break
    return "\n".join(pieces)[:MAX_CHARACTERS]


if __name__ == "__main__":
    limit_this_process()
    with open(0, "rb", closefd=False) as standard_input:
        if sys.argv[1] == "bare":
            with tempfile.TemporaryFile() as result:
                bare(standard_input, result)
                result.seek(0)
                shutil.copyfileobj(result, sys.stdout.buffer)
        else:
            sys.stdout.buffer.write(words(standard_input).encode("utf-8", "replace"))
