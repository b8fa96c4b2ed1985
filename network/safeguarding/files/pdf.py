"""PDF, read in a child process with limits of its own.

qpdf unpacks object streams before anybody can count, so a small file may ask for any amount of
memory. The child has a limit on memory and time, and a crash there is a refusal here.
"""

import contextlib
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import BinaryIO

from network.safeguarding.files.refusals import REASONS, UploadRefused

PROJECT = Path(__file__).resolve().parents[3]
MAX_MEMORY_BYTES = 1024 * 1024 * 1024
MAX_CPU_SECONDS = 15
MAX_WALL_SECONDS = 30
MAX_NODES = 2_000_000
ACTIVE_KEYS = frozenset({"/JS", "/JavaScript", "/XFA", "/RichMediaContent"})
ACTIVE_ACTIONS = frozenset({"/JavaScript", "/Launch", "/ImportData", "/Rendition", "/RichMedia"})
ATTACHMENT_KEYS = frozenset({"/EF", "/EmbeddedFiles"})
ATTACHMENT_TYPES = frozenset({"/EmbeddedFile", "/FileAttachment"})


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
    with tempfile.TemporaryFile() as copy:
        file.seek(0)
        shutil.copyfileobj(file, copy)
        copy.seek(0)
        code = _ask_child(copy)
    if code != "ok":
        raise UploadRefused(code if code in REASONS else "broken")


def _ask_child(copy: BinaryIO) -> str:
    try:
        answer = subprocess.run(
            [sys.executable, "-m", "network.safeguarding.files.pdf"],
            stdin=copy,
            capture_output=True,
            cwd=PROJECT,
            timeout=MAX_WALL_SECONDS,
            check=False,
            env={"PATH": "", "PYTHONPATH": ":".join(path for path in sys.path if path)},
        )
    except subprocess.TimeoutExpired:
        return "complex"
    return answer.stdout.decode("ascii", errors="replace").strip() or "complex"


def judge(file: BinaryIO) -> str:
    """Return "ok" or the code of the refusal. Runs in the child."""
    import pikepdf

    try:
        with pikepdf.open(file, suppress_warnings=True) as document:
            if document.is_encrypted:
                return "encrypted"
            if len(document.pages) == 0:
                return "broken"
            return _judge_objects(document)
    except pikepdf.PasswordError:
        return "encrypted"
    except pikepdf.PdfError:
        return "broken"


def _judge_objects(document) -> str:
    """Look at every object of the file, referred to or not, and at what stands inside them."""
    import pikepdf

    nodes = 0
    stack = [document.trailer, *document.objects]
    while stack:
        node = stack.pop()
        nodes += 1
        if nodes > MAX_NODES:
            return "complex"
        if isinstance(node, (pikepdf.Dictionary, pikepdf.Stream)):
            refusal = _judge_dictionary(node)
            if refusal:
                return refusal
            children = [value for _, value in node.items()]
        elif isinstance(node, pikepdf.Array):
            children = list(node)
        else:
            continue
        # What stands elsewhere in the file is on the list already.
        stack.extend(
            child
            for child in children
            if isinstance(child, pikepdf.Object) and not child.is_indirect
        )
    return "ok"


def _judge_dictionary(node) -> str:
    keys = set(node.keys())
    if keys & ACTIVE_KEYS or _name(node, "/S") in ACTIVE_ACTIONS:
        return "active-pdf"
    if keys & ATTACHMENT_KEYS or {_name(node, "/Type"), _name(node, "/Subtype")} & ATTACHMENT_TYPES:
        return "pdf-attachment"
    if _name(node, "/Subtype") in ("/RichMedia", "/3D"):
        return "active-pdf"
    if "/URI" in keys and _name(node, "/URI").strip().lower().startswith("javascript:"):
        return "active-pdf"
    return ""


def _name(node, key: str) -> str:
    import pikepdf

    value = node.get(key)
    return str(value) if isinstance(value, (pikepdf.Name, pikepdf.String, str)) else ""


def limit_this_process() -> None:
    """Bound memory, time and crash files of a child that reads a PDF."""
    import resource

    # Some systems know no limit on memory; the limit on time holds there still.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU_SECONDS, MAX_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    limit_this_process()
    with open(0, "rb", closefd=False) as standard_input:
        try:
            verdict = judge(standard_input)
        except MemoryError:
            verdict = "complex"
        except Exception:
            verdict = "broken"
    sys.stdout.write(verdict)
