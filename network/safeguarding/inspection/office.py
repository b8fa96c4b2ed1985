"""Office Open XML: DOCX, PPTX and XLSX, read part by part (ECMA-376 part 2)."""

import codecs
import re
import tempfile
import zipfile
from dataclasses import dataclass, field
from typing import BinaryIO

from network.safeguarding.inspection.addresses import (
    PROGRAM_ENDINGS,
    ending,
    is_harmless,
)
from network.safeguarding.inspection.archives import Archive
from network.safeguarding.inspection.drawings import drawing_reader
from network.safeguarding.inspection.instructions import WORDS_OF, Instructions
from network.safeguarding.inspection.refusals import UploadRefused
from network.safeguarding.inspection.surroundings import REFUSED, is_lost
from network.safeguarding.inspection.xml_parts import XmlParts

OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
MAIN_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
}
MACRO_WORDS = ("macroenabled", "vbaproject", "vbadata", "macrosheet")
EMBEDDED_WORDS = ("oleobject", "activex")
# How other documents and archives begin; none belongs inside a document.
FOREIGN_STARTS = (OLE_MAGIC, b"PK\x03\x04", b"{\\rtf", b"Rar!", b"7z\xbc\xaf", b"MSCF")
# How programs of Windows, Linux and macOS, scripts, shortcuts and help files begin.
PROGRAM_STARTS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"L\0\0\0\x01\x14\x02\0",
    b"ITSF",
)
WEB_PAGE_START = re.compile(
    rb"\s*<(?:!doctype\s+html|html|head|body|script|iframe|hta:\w+)\b", re.IGNORECASE
)
# Of parts; in links some of these are countries.
REFUSED_ENDINGS = PROGRAM_ENDINGS | set(
    re.findall(r"\w+", "com htm html mht mhtml php pl py rb sh shtml swf ws xht xhtml")
)
REFUSED_TYPES = re.compile(
    r"(?:text/(?:html|(?:x-)?(?:java|vb)script|x-\w+script)|message/rfc822|multipart/related|"
    r"application/(?:xhtml\+xml|(?:x-)?javascript|ecmascript|hta|java-archive|"
    r"x-(?:bat|dosexec|executable|msdos-program|msdownload|msi|powershell|sh|shockwave-flash)|"
    r"vnd\.microsoft\.portable-executable))(?:\s*;.*)?"
)
# What a relationship may point to outside the file: nothing is fetched until a person clicks.
OUTSIDE_ALLOWED = frozenset({"hyperlink", "video", "audio", "media"})
EMBEDDED_RELATIONS = frozenset(
    {"oleObject", "control", "activeXControl", "activeXControlBinary", "aFChunk"}
)
CONNECTION_RELATIONS = frozenset({"connections", "queryTable"})
MACRO_RELATIONS = frozenset({"vbaProject", "wordVbaData", "xlMacrosheet", "xlIntlMacrosheet"})
MAX_RELATIONSHIPS = 50_000
CONTENT_TYPES = "[Content_Types].xml"


@dataclass(slots=True)
class Relationship:
    source: str
    kind: str
    target: str
    is_external: bool


@dataclass(slots=True)
class Package:
    """What the parts of a document say about each other."""

    names: set[str] = field(default_factory=set)
    types: dict[str, str] = field(default_factory=dict)
    relationships: list[Relationship] = field(default_factory=list)
    workbooks: set[str] = field(default_factory=set)


def check_office(
    file: BinaryIO, size: int, extension: str, *, nested: bool = False, will_be_bare: bool = False
) -> None:
    """Let an ordinary document pass.

    Charts keep their figures in a workbook inside the document; such a workbook is checked by the
    same rules. Any other embedded file is refused. A template or add-in outside passes where the
    document ``will_be_bare``, for it is stored without.

    :raises UploadRefused: for anything else.
    """
    file.seek(0)
    if file.read(8) == OLE_MAGIC:
        raise UploadRefused(_why_compound(file))
    archive = Archive(file, size)
    package = _read(archive, nested=nested)
    _check_types(package)
    _check_relationships(package, will_be_bare=will_be_bare)
    _check_main_part(package, extension)


def _why_compound(file: BinaryIO) -> str:
    """A compound file under a new name: an encrypted document, or one of the old formats."""
    file.seek(0)
    marker = "EncryptedPackage".encode("utf-16-le")
    overlap = b""
    while chunk := file.read(1024 * 1024):
        if marker in overlap + chunk:
            return "encrypted"
        overlap = chunk[-len(marker) :]
    return "old-office"


def _read(archive: Archive, *, nested: bool) -> Package:
    """Unpack and read every part once, first the one that says what the others are."""
    package = Package()
    xml = XmlParts()
    for member in sorted(archive.members, key=lambda member: member.filename != CONTENT_TYPES):
        name = member.orig_filename.replace("\\", "/")
        package.names.add(name.lower())
        if member.is_dir():
            continue
        if name == CONTENT_TYPES:
            xml.read(archive.chunks(member), _types_into(package))
        elif name.lower().endswith(".rels"):
            xml.read(archive.chunks(member), _relationships_into(package, name))
        elif _is_xml(package, name.lower()):
            instructions = Instructions(name)
            chunks = archive.chunks(member)
            xml.read(chunks, instructions.element, instructions.words, WORDS_OF)
            instructions.end()
            if "svg" in _type_of(package, name.lower()):
                _read_binary(archive, member, name, _type_of(package, name.lower()))
        elif name.lower().endswith(".xlsx") and not nested:
            _check_workbook(archive, member)
            package.workbooks.add(name.lower())
        else:
            _read_binary(archive, member, name, _type_of(package, name.lower()))
    return package


def _types_into(package: Package):
    def element(name: str, attributes: dict[str, str]) -> None:
        if name == "Override":
            part = attributes.get("PartName", "").lstrip("/").lower()
            package.types[part] = attributes.get("ContentType", "")
        elif name == "Default":
            extension = attributes.get("Extension", "").lower()
            package.types[f"*.{extension}"] = attributes.get("ContentType", "")

    return element


def _relationships_into(package: Package, name: str):
    folder, _, base = name.rpartition("/")
    source = folder.removesuffix("_rels") + base.removesuffix(".rels")

    def element(tag: str, attributes: dict[str, str]) -> None:
        if tag != "Relationship":
            return
        if len(package.relationships) >= MAX_RELATIONSHIPS:
            raise UploadRefused("complex")
        package.relationships.append(
            Relationship(
                source=source.lower(),
                kind=attributes.get("Type", "").rpartition("/")[2],
                target=attributes.get("Target", ""),
                is_external=attributes.get("TargetMode", "").lower() == "external",
            )
        )

    return element


def _is_xml(package: Package, name: str) -> bool:
    """By its name or by its type: programs go by the type. A drawing is a picture."""
    kind = _type_of(package, name)
    is_picture = kind.startswith("image/")
    return name.endswith(".xml") or (kind.endswith(("+xml", "/xml")) and not is_picture)


def _type_of(package: Package, name: str) -> str:
    default = package.types.get(f"*.{name.rpartition('.')[2]}", "")
    return package.types.get(name, default).lower()


def _check_workbook(archive: Archive, member: zipfile.ZipInfo) -> None:
    with tempfile.SpooledTemporaryFile(max_size=1024 * 1024) as workbook:
        for chunk in archive.chunks(member):
            workbook.write(chunk)
        check_office(workbook, workbook.tell(), "xlsx", nested=True)


def _read_binary(archive: Archive, member: zipfile.ZipInfo, name: str, kind: str) -> None:
    """Pictures, fonts, settings: any format but a program, a web page or another document, and no
    drawing that runs or fetches something."""
    start, drawing = b"", None
    for chunk in archive.chunks(member):
        if not start:
            start = chunk[:512]
            drawing = drawing_reader(name, kind, start)
        if drawing:
            drawing.read(chunk)
    if drawing:
        drawing.end()
    if start.startswith(FOREIGN_STARTS):
        raise UploadRefused("macros" if "vba" in name.lower() else "embedded")
    if start.startswith(PROGRAM_STARTS) or WEB_PAGE_START.match(
        start.removeprefix(codecs.BOM_UTF8)
    ):
        raise UploadRefused("program")


def _check_types(package: Package) -> None:
    if CONTENT_TYPES.lower() not in package.names:
        raise UploadRefused("wrong-content")
    subjects = [*package.names, *_types_in_use(package)]
    for code, words in (("macros", MACRO_WORDS), ("embedded", EMBEDDED_WORDS)):
        if any(word in subject for subject in subjects for word in words):
            raise UploadRefused(code)
    for name in package.names:
        kind = _type_of(package, name)
        if ending(name) in REFUSED_ENDINGS or REFUSED_TYPES.fullmatch(kind):
            raise UploadRefused("program")


def _types_in_use(package: Package) -> list[str]:
    """Content types of parts that are there. Programs declare more kinds than they use."""
    endings = {f"*.{name.rpartition('.')[2]}" for name in package.names}
    return [
        kind.lower()
        for subject, kind in package.types.items()
        if subject in package.names or subject in endings
    ]


def _check_relationships(package: Package, *, will_be_bare: bool) -> None:
    charts: set[str] = set()
    for relationship in package.relationships:
        source = relationship.source
        if is_lost(relationship.kind, _type_of(package, source) if source else ""):
            if not will_be_bare:
                raise UploadRefused(REFUSED[relationship.kind])
            continue
        _check_where_it_leads(relationship)
        if relationship.kind == "package":
            if "/charts/" not in f"/{relationship.source}":
                raise UploadRefused("embedded")
            charts.add(relationship.target.rpartition("/")[2].lower())
    for name in package.names:
        folder, _, base = name.rpartition("/")
        is_chart_data = name in package.workbooks and base in charts
        if folder.endswith("embeddings") and base and not is_chart_data:
            raise UploadRefused("embedded")


def _check_where_it_leads(relationship: Relationship) -> None:
    kind = relationship.kind
    if kind in MACRO_RELATIONS:
        raise UploadRefused("macros")
    if relationship.is_external and kind not in OUTSIDE_ALLOWED:
        raise UploadRefused("external")
    if kind in REFUSED:
        raise UploadRefused(REFUSED[kind])
    if kind in CONNECTION_RELATIONS:
        raise UploadRefused("connection")
    if (relationship.is_external or kind == "hyperlink") and not is_harmless(relationship.target):
        raise UploadRefused("link")
    if kind in EMBEDDED_RELATIONS:
        raise UploadRefused("embedded")


def _check_main_part(package: Package, extension: str) -> None:
    """The package's own relationships must name a part of the type that the name promises."""
    mains = [
        relationship.target.lstrip("/").lower()
        for relationship in package.relationships
        if relationship.source == "" and relationship.kind == "officeDocument"
    ]
    if len(mains) != 1 or package.types.get(mains[0]) != MAIN_TYPES[extension]:
        raise UploadRefused("wrong-content")
    if mains[0] not in package.names:
        raise UploadRefused("broken")
