"""The child process that opens PDFs: started by path, with the task as its argument.

It imports nothing of this project, so that it starts quickly, and it has limits on memory and
time. qpdf unpacks object streams before anybody can count, so a small file may ask for any amount
of memory; a crash here is a refusal in ``pdf_contents.py``. The PDF stands on standard input.
"""

import contextlib
import json
import shutil
import sys
import tempfile
from typing import BinaryIO

MAX_CHARACTERS = 200_000
MAX_MEMORY_BYTES = 1024 * 1024 * 1024
MAX_CPU_SECONDS = 15
MAX_NODES = 2_000_000
ACTIVE_KEYS = frozenset({"/JS", "/JavaScript", "/XFA", "/RichMediaContent"})
ACTIVE_ACTIONS = frozenset({"/JavaScript", "/Launch", "/ImportData", "/Rendition", "/RichMedia"})
ATTACHMENT_KEYS = frozenset({"/EF", "/EmbeddedFiles"})
ATTACHMENT_TYPES = frozenset({"/EmbeddedFile", "/FileAttachment"})


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


def facts(source: BinaryIO) -> str:
    """Title, author and dates of the information dictionary, as JSON. Runs in the child."""
    import pikepdf

    with pikepdf.open(source, suppress_warnings=True) as document:
        info = document.trailer.get("/Info", {})
        names = ("/Title", "/Author", "/CreationDate", "/ModDate")
        return json.dumps({name: str(info[name])[:1000] for name in names if name in info})


def limit_this_process() -> None:
    """Bound memory, time and crash files of a child that reads a PDF."""
    import resource

    # Some systems know no limit on memory; the limit on time holds there still.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU_SECONDS, MAX_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(task: str) -> None:
    """Do one task and write its answer to standard output: a verdict, text, or a PDF."""
    limit_this_process()
    with open(0, "rb", closefd=False) as source:
        if task == "judge":
            try:
                verdict = judge(source)
            except MemoryError:
                verdict = "complex"
            except Exception:
                verdict = "broken"
            sys.stdout.write(verdict)
        elif task == "text":
            sys.stdout.buffer.write(words(source).encode("utf-8", "replace"))
        elif task == "facts":
            sys.stdout.write(facts(source))
        else:
            with tempfile.TemporaryFile() as result:
                bare(source, result)
                result.seek(0)
                shutil.copyfileobj(result, sys.stdout.buffer)


if __name__ == "__main__":
    main(sys.argv[1])
