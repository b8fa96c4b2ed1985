"""Files for the upload gate, good and hostile, built while the tests run, and what it says."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import openpyxl
import pikepdf
import pytest
from docx import Document
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE

from network.safeguarding.files import UploadRefused, check_upload

MEGABYTE = 1024 * 1024
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
SETTINGS = "word/settings.xml"
SETTINGS_RELATIONS = "word/_rels/settings.xml.rels"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx() -> bytes:
    document = Document()
    document.add_heading("Walk the route", 1)
    document.add_paragraph("Ask who owns the bus shelter.")
    return saved(document)


def pptx() -> bytes:
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text = "Places before people"
    slide.notes_slide.notes_text_frame.text = "Ask the room which places they avoid."
    return saved(presentation)


def pptx_with_chart() -> bytes:
    """A chart keeps its figures in a workbook inside the file."""
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    data = CategoryChartData()
    data.categories = ["Before", "After"]
    data.add_series("Incidents", (9, 4))
    slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, 0, 0, 4_000_000, 3_000_000, data)
    return saved(presentation)


def xlsx() -> bytes:
    workbook = openpyxl.Workbook()
    workbook.active.append(["Place", "Who acts"])
    workbook.active.append(["Station forecourt", "Rail company"])
    return saved(workbook)


def saved(document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def pdf(change: Callable[[pikepdf.Pdf], None] | None = None, **save) -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    if change:
        change(document)
    target = io.BytesIO()
    document.save(target, **save)
    return target.getvalue()


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: dict[str, bytes], *, comment: bytes = b"") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
        archive.comment = comment
    return target.getvalue()


def with_part(content: bytes, name: str, data: bytes) -> bytes:
    return zipped({**members(content), name: data})


def edited(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """The archive with a text replaced in one part, which must hold it."""
    everything = members(content)
    assert old in everything[name]
    return zipped({**everything, name: everything[name].replace(old, new)})


def with_relationship(content: bytes, rels: str, kind: str, target: str, mode: str = "") -> bytes:
    """The document with one more relationship in the part ``rels``."""
    outside = f' TargetMode="{mode}"' if mode else ""
    line = f'<Relationship Id="rX" Type="{RELATIONSHIPS}/{kind}" Target="{target}"{outside}/>'
    return edited(content, rels, b"</Relationships>", f"{line}</Relationships>".encode())


def relation(kind: str, target: str, *, at: str = RELATIONSHIPS, mode: str = "") -> str:
    """One relationship, for a part of its own."""
    outside = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="rId1" Type="{at}/{kind}" Target="{target}"{outside}/>'


def relations(*lines: str, encoding: str = "utf-8") -> bytes:
    """A part of relationships."""
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    begin = f'<?xml version="1.0" encoding="{encoding}"?><Relationships xmlns="{package}">'
    return f"{begin}{''.join(lines)}</Relationships>".encode(encoding)


def with_template(target: str, part: bytes = b"") -> bytes:
    """A document whose settings name a template, as Word writes it."""
    said = b'<w:attachedTemplate r:id="rId1"/><w:linkStyles/></w:settings>'
    content = edited(docx(), SETTINGS, b"</w:settings>", said)
    part = part or relations(relation("attachedTemplate", target, mode="External"))
    return with_part(content, SETTINGS_RELATIONS, part)


def lying_member(name: str, packed: bytes, *, size: int, checksum: int) -> bytes:
    """A ZIP of one deflated member whose directory says what it likes."""
    encoded = name.encode()
    sizes = struct.pack("<3L", checksum, len(packed), size)
    local = b"PK\x03\x04" + struct.pack("<5H", 20, 0, 8, 0, 0) + sizes
    local += struct.pack("<2H", len(encoded), 0) + encoded + packed
    central = b"PK\x01\x02" + struct.pack("<6H", 20, 20, 0, 8, 0, 0) + sizes
    central += struct.pack("<5H2L", len(encoded), 0, 0, 0, 0, 0, 0) + encoded
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def deflated_zeros(number: int) -> bytes:
    """``number`` zero bytes, packed. A full flush makes every megabyte pack to the same bytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    piece = packer.compress(bytes(MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    return piece * (number // MEGABYTE) + packer.flush()


def zlib_zeros(number: int) -> bytes:
    """The same with zlib's header and checksum; the checksum of zeros is known (RFC 1950)."""
    return b"\x78\xda" + deflated_zeros(number) + struct.pack(">HH", number % 65521, 1)


def refusal(content: bytes, filename: str) -> str:
    """The code under which the gate refuses the file; the test fails if it is let in."""
    with pytest.raises(UploadRefused) as refused:
        check_upload(io.BytesIO(content), filename=filename)
    return refused.value.code


def passes(content: bytes, filename: str) -> bool:
    checked = check_upload(io.BytesIO(content), filename=filename)
    return checked.size == len(content)
