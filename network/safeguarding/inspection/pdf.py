"""PDF: judged object by object, its properties and words read, written again without properties.

qpdf unpacks object streams before anybody can count, so a small file may ask for any amount of
memory: all of this runs in a confined process alone.
"""

import html
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from network.safeguarding.inspection.addresses import is_harmless
from network.safeguarding.inspection.formatting_calls import calls_of_fields, is_formatting
from network.safeguarding.inspection.refusals import UploadRefused

MAX_NODES = 5_000_000
ACTIVE_KEYS = frozenset({"/JS", "/JavaScript", "/XFA", "/RichMediaContent"})
ACTIVE_ACTIONS = frozenset({"/JavaScript", "/Launch", "/Rendition", "/RichMedia"})
SENDING_ACTIONS = frozenset({"/SubmitForm", "/ImportData"})
# Where a link, a link to another file, or the address that links are relative to stands.
ADDRESSES = ("/URI", "/F", "/UF", "/Base")
ATTACHMENT_KEYS = frozenset({"/EF", "/EmbeddedFiles"})
ATTACHMENT_TYPES = frozenset({"/EmbeddedFile", "/FileAttachment"})
# What programs and clocks write, never people.
NOBODYS_WORDS = frozenset({"/Producer", "/Creator", "/CreationDate", "/ModDate", "/Trapped"})
MAX_PROPERTY_CHARACTERS = 4000
MAX_METADATA_BYTES = 1024 * 1024
_METADATA_NAMES = (
    r"(?:dc:(?:title|creator|contributor|description|subject|rights|source|coverage)|pdf:Keywords|"
    r"xmp:(?:Label|Nickname|Author)|xmpRights:(?:Owner|UsageTerms)|"
    r"(?:pdfx|photoshop|Iptc4xmp(?:Core|Ext)):\w{1,60})"
)
METADATA_WORDS = re.compile(
    rf"<({_METADATA_NAMES})\b[^<>]{{0,400}}>(.{{1,20000}}?)</\1>", re.DOTALL
)
METADATA_ATTRIBUTES = re.compile(rf"""\s{_METADATA_NAMES}=(["'])([^<>]{{1,4000}}?)\1""")


@contextmanager
def opened(file: BinaryIO):
    """The PDF as qpdf reads it.

    :raises UploadRefused: "wrong-content", "encrypted", "broken".
    """
    import pikepdf

    file.seek(0)
    if not file.read(1024).lstrip().startswith(b"%PDF-"):
        raise UploadRefused("wrong-content")
    if zipfile.is_zipfile(file):
        # Pages for one reader, an archive for another.
        raise UploadRefused("wrong-content")
    file.seek(0)
    try:
        with pikepdf.open(file, suppress_warnings=True) as document:
            yield document
    except pikepdf.PasswordError as error:
        raise UploadRefused("encrypted") from error
    except pikepdf.PdfError as error:
        raise UploadRefused("broken") from error


def check_pdf(document) -> None:
    """Let a PDF pass that shows pages and does nothing else, but for the calls by which Acrobat
    shows dates and numbers in fields. Looks at every object of the file, referred to or not, and at
    what stands inside them.

    :raises UploadRefused: for a password, scripts, programs, attachments, or no page.
    """
    if document.is_encrypted:
        raise UploadRefused("encrypted")
    if len(document.pages) == 0:
        raise UploadRefused("broken")
    walk = _Walk()
    walk.check(document.trailer)
    for node in document.objects:
        walk.check(node)
    if walk.calls and walk.calls > calls_of_fields(document):
        raise UploadRefused("active-pdf")


class _Walk:
    """Looks at trees of objects; ``calls`` counts those of Acrobat's own, which only fields may
    have."""

    def __init__(self) -> None:
        self.nodes = 0
        self.calls = 0

    def check(self, root) -> None:
        import pikepdf

        stack = [root]
        while stack:
            node = stack.pop()
            self.nodes += 1
            if self.nodes > MAX_NODES:
                raise UploadRefused("complex")
            if isinstance(node, (pikepdf.Dictionary, pikepdf.Stream)):
                children = self._children(node)
            elif isinstance(node, pikepdf.Array):
                children = node
            else:
                continue
            # What stands elsewhere in the file is on the list already.
            stack.extend(
                child
                for child in children
                if isinstance(child, pikepdf.Object) and not child.is_indirect
            )

    def _children(self, node):
        import pikepdf

        items = dict(node.items())
        if "/JS" in items and is_formatting(node):
            self.calls += 1
        else:
            _check_dictionary(items)
        if isinstance(node, pikepdf.Stream) and isinstance(
            items.get("/F"), (pikepdf.String, pikepdf.Dictionary)
        ):
            # Its bytes stand in another file (ISO 32000-1, 7.3.8).
            raise UploadRefused("pdf-sends")
        return items.values()


def _check_dictionary(items: dict) -> None:
    keys = items.keys()
    if keys & ACTIVE_KEYS or _name(items, "/S") in ACTIVE_ACTIONS:
        raise UploadRefused("active-pdf")
    if _name(items, "/S") in SENDING_ACTIONS:
        raise UploadRefused("pdf-sends")
    kinds = {_name(items, "/Type"), _name(items, "/Subtype")}
    if keys & ATTACHMENT_KEYS or kinds & ATTACHMENT_TYPES:
        raise UploadRefused("pdf-attachment")
    if _name(items, "/Subtype") in ("/RichMedia", "/3D"):
        raise UploadRefused("active-pdf")
    if _name(items, "/URI").strip().lower().startswith("javascript:"):
        raise UploadRefused("active-pdf")
    if not all(is_harmless(_name(items, key)) for key in ADDRESSES):
        raise UploadRefused("link")


def _name(items: dict, key: str) -> str:
    import pikepdf

    value = items.get(key)
    if value is None:
        return ""
    return str(value) if isinstance(value, (pikepdf.Name, pikepdf.String, str)) else ""


def bare_pdf(document, target: BinaryIO) -> None:
    """Write the PDF again without information dictionary and metadata. Changes ``document``."""
    import pikepdf

    if "/Info" in document.trailer:
        del document.trailer["/Info"]
    for node in document.objects:
        if isinstance(node, (pikepdf.Dictionary, pikepdf.Stream)):
            for key in ("/Metadata", "/PieceInfo", "/LastModified"):
                if key in node:
                    del node[key]
    # What is not packed stays so: packing hundreds of megabytes costs many seconds.
    document.save(target, deterministic_id=True, compress_streams=False)


def pdf_information(document) -> dict[str, str]:
    """Title, author and dates of the information dictionary."""
    info = document.trailer.get("/Info", {})
    names = ("/Title", "/Author", "/CreationDate", "/ModDate")
    return {name: str(info[name])[:1000] for name in names if name in info}


def pdf_properties(document) -> str:
    """What the file says of itself, a line each: title, author, subject, keywords and whatever was
    added, in the information dictionary and in the metadata."""
    import pikepdf

    lines = []
    info = document.trailer.get("/Info")
    for name, value in info.items() if isinstance(info, pikepdf.Dictionary) else ():
        if name not in NOBODYS_WORDS and isinstance(value, pikepdf.String):
            lines.append(str(value)[:MAX_PROPERTY_CHARACTERS])
    metadata = document.Root.get("/Metadata")
    if isinstance(metadata, pikepdf.Stream):
        xml = metadata.read_bytes()[:MAX_METADATA_BYTES].decode("utf-8", "replace")
        for match in METADATA_WORDS.finditer(xml):
            words = html.unescape(re.sub(r"<[^<>]*>", "\n", match.group(2)))
            lines += [line.strip()[:MAX_PROPERTY_CHARACTERS] for line in words.splitlines()]
        for match in METADATA_ATTRIBUTES.finditer(xml):
            lines.append(html.unescape(match.group(2)).strip())
    return "\n".join(dict.fromkeys(line for line in lines if line))


def pdf_words(file: BinaryIO, most: int) -> str:
    """The words of the pages and of what is drawn over them, such as fields and comments, up to
    ``most`` characters; scanned pages have none."""
    pieces, length = [], 0
    for text in _pages(file):
        pieces.append(text)
        length += len(text)
        if length > most:
            break
    return "\n".join(pieces)[:most]


def _pages(file: BinaryIO) -> Iterator[str]:
    import pypdfium2

    file.seek(0)
    try:
        document = pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError as error:
        # What one reader opens and the other does not is not stored unread.
        raise UploadRefused("broken") from error
    document.init_forms()
    for number in range(len(document)):
        try:
            page = document[number]
            text = _text(page)
            if pypdfium2.raw.FPDFPage_GetAnnotCount(page) and _drawn_over(page):
                page.close()
                page = document[number]
                # Nothing is lost where the page is another one now.
                over = _text(page)
                text = over if over.startswith(text) else f"{text}\n{over}"
        except pypdfium2.PdfiumError:
            # One damaged page hides none of the others.
            continue
        yield text
        page.close()
    document.close()


def _text(page) -> str:
    words = page.get_textpage()
    text = words.get_text_range(errors="replace").replace("\r\n", "\n")
    words.close()
    return text


def _drawn_over(page) -> bool:
    """Make what fields and comments show a part of the page; whether there was any."""
    from pypdfium2 import raw

    # Its own method asks for a form, and comments need none.
    return raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS
