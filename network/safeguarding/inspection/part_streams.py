"""The parts of an Office document that hold XML, known by what is in them and not by their names.

Knows no list of parts that are read: whatever is XML is, but for the few kinds that only a program
reads.
"""

import codecs
import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Protocol
from xml.parsers import expat

CHUNK_BYTES = 64 * 1024
HEAD_BYTES = 16 * 1024
# Namespaces of what programs write by rules that are known here.
KNOWN = (
    "http://schemas.openxmlformats.org/",
    "http://purl.oclc.org/ooxml/",
    "http://schemas.microsoft.com/",
    "urn:schemas-microsoft-com:",
    "http://www.w3.org/",
    "http://purl.org/",
)
# SharePoint keeps what its own columns say of a document: their names are those of the elements.
FIELDS_OF_A_LIBRARY = "http://schemas.microsoft.com/office/2006/metadata/properties"
# Parts without words, by the name of their outermost element: how things look and are calculated.
_TECHNICAL = frozenset(
    {
        *("Types", "styles", "theme", "themeOverride", "fonts", "webSettings", "calcChain"),
        *("tblStyleLst", "presentationPr", "viewPr", "layoutDef", "styleDef", "colorsDef"),
        *("chartStyle", "colorStyle", "datastoreItem", "commentsIds", "commentsEx"),
        *("commentsExtensible",),
    }
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_STARTS = (b"<", b"\x00<", *_UTF_16)


class Reader(Protocol):
    """What is told of each element, by its name without namespace, and of the text in it."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...
    def end(self, name: str) -> None: ...
    def text(self, data: str) -> None: ...


class NotXml(Exception):  # noqa: N818 -- an outcome, not a fault
    """A part that is not well-formed, or has definitions of its own."""


class _Found(Exception):  # noqa: N818
    pass


def root_of(head: bytes) -> str | None:
    """The outermost element of a part, "namespace}name", from its first bytes; "" for markup that
    is no XML, None for what is neither."""
    found = None

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal found
        found = name
        raise _Found

    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_STARTS):
        return None
    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler = start
    with suppress(_Found, expat.ExpatError, LookupError, ValueError):
        parser.Parse(head, False)
    return "" if found is None and head.lstrip().startswith(b"<") else found


def is_text(head: bytes) -> bool:
    """Whether a part that is no markup begins like plain text."""
    with suppress(UnicodeError):
        text = codecs.getincrementaldecoder("utf-8-sig")().decode(head)
        return bool(text.strip()) and not _CONTROL.search(text)
    return False


def is_known(root: str) -> bool:
    return root.startswith(KNOWN) and not root.startswith(FIELDS_OF_A_LIBRARY)


def is_technical(root: str) -> bool:
    return is_known(root) and root.rpartition("}")[2] in _TECHNICAL


def opened(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK_BYTES):
            yield chunk


def tell(chunks: Iterable[bytes], reader: Reader) -> Iterator[None]:
    """Tell ``reader`` of a part; a step for each chunk, so that what it has can be taken.

    :raises NotXml: at the place where the part cannot be read on.
    """
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True

    def start(name: str, attributes: dict[str, str]) -> None:
        reader.start(name.rpartition("}")[2], attributes)

    def end(name: str) -> None:
        reader.end(name.rpartition("}")[2])

    def doctype(*args) -> None:
        raise NotXml

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = doctype
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
            yield
        parser.Parse(b"", True)
        yield
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise NotXml from error


def local(name: str) -> str:
    """A name without its namespace: ``tell`` leaves those of attributes."""
    return name.rpartition("}")[2]


def without_tags(data: bytes) -> str:
    """The words of markup that no parser reads, such as an old drawing: each text on a line."""
    encoding = "utf-16" if data[:2] in _UTF_16 else "utf-8-sig"
    text = data.decode(encoding, "replace")
    return re.sub(r"\s*<[^<>]{0,20000}>\s*", "\n", text)
