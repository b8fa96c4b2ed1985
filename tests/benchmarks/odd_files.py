"""Odd PDF, Office and text files, made here from a seed: ``odd_files()`` gives (name, bytes).

Some are good, most are damaged, hostile or merely strange; each is made when it is asked for.
"""

import io
import random
import zlib
from collections.abc import Callable, Iterator

import openpyxl
import pikepdf
from docx import Document
from docx.shared import Inches
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image
from pptx import Presentation
from reportlab.pdfgen.canvas import Canvas

from tests.network.safeguarding import upload_corpus as corpus

SEED = 20
MIB = 1024 * 1024
WORDS = ("the", "park", "bench", "bus", "shelter", "young", "people", "meet", "after", "school")
KINDS = ("pdf", "docx", "pptx", "xlsx", "csv", "txt")
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]><a>&d;</a>'
)

Make = Callable[[], bytes]


def odd_files(mutations: int = 8) -> Iterator[tuple[str, bytes]]:
    """``mutations`` of each sort for each of eight good files, then the special ones."""
    for name, make in (*GOOD.items(), *special().items()):
        yield name, make()
    rng = random.Random(SEED)
    for name, make in GOOD.items():
        content, stem, kind = make(), *name.split(".")
        for number in range(mutations):
            for sort, change in MUTATIONS.items():
                yield f"{stem}-{sort}-{number}.{kind}", change(content, rng)
        for other in KINDS:
            if other != kind:
                yield f"{stem}-as.{other}", content


def text(number: int, rng: random.Random | None = None) -> str:
    rng = rng or random.Random(SEED)
    return " ".join(rng.choice(WORDS) for _ in range(number))


def pdf(pages: int = 3, *, size=(595, 842), font: str = "Helvetica") -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=size)
    for number in range(pages):
        canvas.setFont(font, 11)
        canvas.drawString(60, 700, f"Page {number + 1}: {text(9)}")
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def long_docx() -> bytes:
    document = Document()
    for number in range(6_000):
        document.add_paragraph(f"{number} {text(12)}")
    return corpus.saved(document)


def illustrated_docx() -> bytes:
    document, picture = Document(), io.BytesIO()
    Image.effect_noise((600, 400), 90).convert("RGB").save(picture, format="JPEG")
    picture.seek(0)
    document.add_picture(picture, width=Inches(4))
    return corpus.saved(document)


def many_slides() -> bytes:
    show = Presentation()
    for number in range(200):
        slide = show.slides.add_slide(show.slide_layouts[1])
        slide.shapes.title.text = f"Slide {number}"
        slide.placeholders[1].text = text(30)
    return corpus.saved(show)


def large_sheet(rows: int = 100_000) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Audit")
    for number in range(rows):
        sheet.append([number, "Bus stop", "Checked", number % 7, 1.5])
    return corpus.saved(book)


def changed_pdf(change: Callable[[pikepdf.Pdf], None], **save) -> bytes:
    return corpus.pdf(change, **save)


def page_with(content: bytes, **resources) -> bytes:
    def change(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        page.Contents = Stream(document, content)
        page.Resources = Dictionary(
            {f"/{kind}": make(document) for kind, make in resources.items()}
        )

    return corpus.pdf(change)


def forms_in_forms(document: pikepdf.Pdf) -> Dictionary:
    """Each form draws the next one ten times: a billion billion times nothing."""
    form = Stream(document, b"0 0 1 1 re f", Type=Name.XObject, Subtype=Name.Form, BBox=box())
    for _ in range(18):
        form = Stream(
            document,
            b"/F Do " * 10,
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=box(),
            Resources=Dictionary(XObject=Dictionary(F=form)),
        )
    return Dictionary(F=form)


def box() -> Array:
    return Array([0, 0, 100, 100])


def enormous_picture(document: pikepdf.Pdf) -> Dictionary:
    data = zlib.compress(bytes(8 * MIB), 9)
    picture = Stream(document, data, Type=Name.XObject, Subtype=Name.Image, Filter=Name.FlateDecode)
    picture.Width, picture.Height, picture.BitsPerComponent = 60_000, 60_000, 8
    picture.ColorSpace = Name.DeviceRGB
    return Dictionary(P=document.make_indirect(picture))


def strange_font(document: pikepdf.Pdf) -> Dictionary:
    font = Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/NobodyHasThis-Bold"))
    return Dictionary(F=document.make_indirect(font))


def damaged_font(document: pikepdf.Pdf) -> Dictionary:
    program = Stream(document, bytes(range(256)) * 40)
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name.X, Flags=4, FontFile2=program)
    font = Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name.X, FirstChar=0)
    font.FontDescriptor = descriptor
    return Dictionary(F=document.make_indirect(font))


def loop_of_pages(document: pikepdf.Pdf) -> None:
    document.Root.Pages.Kids.append(document.Root.Pages)


def nested_arrays(depth: int) -> bytes:
    deep = b"[" * depth + b"]" * depth
    return b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/X " + deep + b">>\nendobj\n" + TAIL


TAIL = (
    b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
    b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\n"
    b"trailer\n<</Root 1 0 R/Size 4>>\n%%EOF\n"
)


def repeated_slide() -> bytes:
    """A show whose list names one slide fifty thousand times."""
    content = corpus.pptx()
    parts = corpus.members(content)
    show = parts["ppt/presentation.xml"]
    start = show.index(b"<p:sldId ")
    row = show[start : show.index(b"/>", start) + 2]
    parts["ppt/presentation.xml"] = show.replace(row, row * 50_000)
    return corpus.zipped(parts)


def sheet_of_the_greatest_size() -> bytes:
    content = corpus.xlsx()
    sheet = corpus.members(content)["xl/worksheets/sheet1.xml"]
    start = sheet.index(b'<dimension ref="') + len(b'<dimension ref="')
    old = sheet[start : sheet.index(b'"', start)]
    name = "xl/worksheets/sheet1.xml"
    changed = sheet.replace(b'ref="' + old, b'ref="A1:XFD1048576', 1)
    return corpus.with_part(content, name, changed)


def deep_xml(depth: int) -> bytes:
    head = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    return head + b"<w:p>" * depth + b"</w:p>" * depth + b"</w:document>"


def bomb() -> bytes:
    packed = corpus.deflated_zeros(1024 * MIB)
    return corpus.lying_member("word/document.xml", packed, size=1024 * MIB, checksum=0)


def locked(**rules) -> bytes:
    return corpus.pdf(encryption=pikepdf.Encryption(**rules))


def script(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


def attached(document: pikepdf.Pdf) -> None:
    document.attachments["a.exe"] = pikepdf.AttachedFileSpec(document, b"MZ")


GOOD: dict[str, Make] = {
    "pages.pdf": pdf,
    "letter.docx": corpus.docx,
    "illustrated.docx": illustrated_docx,
    "show.pptx": corpus.pptx,
    "chart.pptx": corpus.pptx_with_chart,
    "audit.xlsx": corpus.xlsx,
    "table.csv": lambda: "\n".join(f"{n},{text(5)}" for n in range(40)).encode(),
    "notes.txt": lambda: text(400).encode(),
}


def flipped(content: bytes, rng: random.Random, number: int) -> bytes:
    changed = bytearray(content)
    for _ in range(number):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def holed(content: bytes, rng: random.Random) -> bytes:
    start = rng.randrange(len(content))
    length = rng.randrange(1, max(2, len(content) // 8))
    return content[:start] + bytes(length) + content[start + length :]


MUTATIONS: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "cut": lambda content, rng: content[: rng.randrange(1, len(content))],
    "flipped": lambda content, rng: flipped(content, rng, rng.choice((1, 8, 200))),
    "holed": holed,
    "twice": lambda content, rng: content + content[: rng.randrange(1, len(content))],
}


def special() -> dict[str, Make]:
    """The files that need a thought of their own."""
    docx, xlsx, pptx = corpus.docx, corpus.xlsx, corpus.pptx
    parts = {
        "laughing": LAUGHS,
        "deep-400": deep_xml(400),
        "deep-100000": deep_xml(100_000),
        "empty": b"",
        "utf16": '<?xml version="1.0" encoding="utf-16"?><a/>'.encode("utf-16"),
        "no-end": b"<w:document",
    }
    return {
        **{
            f"part-{name}.docx": lambda data=data: corpus.with_part(
                docx(), "word/document.xml", data
            )
            for name, data in parts.items()
        },
        **{
            f"part-{name}.xlsx": lambda data=data: corpus.with_part(xlsx(), "xl/workbook.xml", data)
            for name, data in parts.items()
        },
        **{
            f"part-{name}.pptx": lambda data=data: corpus.with_part(
                pptx(), "ppt/slides/slide1.xml", data
            )
            for name, data in parts.items()
        },
        "macros.docx": lambda: corpus.with_part(docx(), "word/vbaProject.bin", corpus.COMPOUND),
        "macros.xlsx": lambda: corpus.with_part(xlsx(), "xl/macrosheets/s.xml", b"<a/>"),
        "compound.docx": lambda: corpus.COMPOUND + bytes(9_000),
        "password.docx": lambda: corpus.COMPOUND + "EncryptedPackage".encode("utf-16-le"),
        "bomb.docx": bomb,
        "many-members.docx": lambda: corpus.zipped({f"word/{n}.xml": b"<a/>" for n in range(9000)}),
        "nothing-inside.docx": lambda: corpus.zipped({}),
        "long.docx": long_docx,
        "many-slides.pptx": many_slides,
        "repeated-slide.pptx": repeated_slide,
        "large-sheet.xlsx": large_sheet,
        "greatest-sheet.xlsx": sheet_of_the_greatest_size,
        "thousands.pdf": lambda: pdf(3_000),
        "tall.pdf": lambda: pdf(1, size=(20, 14_000)),
        "enormous-page.pdf": lambda: pdf(1, size=(9e6, 9e6)),
        "no-page.pdf": lambda: changed_pdf(lambda document: document.pages.__delitem__(0)),
        "packed.pdf": lambda: changed_pdf(
            lambda document: None, object_stream_mode=pikepdf.ObjectStreamMode.generate
        ),
        "password.pdf": lambda: locked(owner="owner", user="user"),
        "owner-password.pdf": lambda: locked(owner="owner", user=""),
        "script.pdf": lambda: changed_pdf(script),
        "attached.pdf": lambda: changed_pdf(attached),
        "loop.pdf": lambda: changed_pdf(loop_of_pages),
        "nested-300.pdf": lambda: nested_arrays(300),
        "nested-100000.pdf": lambda: nested_arrays(100_000),
        "forms-in-forms.pdf": lambda: page_with(b"/F Do", XObject=forms_in_forms),
        "enormous-picture.pdf": lambda: page_with(
            b"500 0 0 500 0 0 cm /P Do", XObject=enormous_picture
        ),
        "no-font.pdf": lambda: page_with(b"BT /F 12 Tf 9 9 Td (words) Tj ET", Font=strange_font),
        "damaged-font.pdf": lambda: page_with(
            b"BT /F 12 Tf 9 9 Td (words) Tj ET", Font=damaged_font
        ),
        "font-not-named.pdf": lambda: page_with(b"BT /Q 12 Tf 9 9 Td (words) Tj ET"),
        "never-restored.pdf": lambda: page_with(b"q " * 500_000),
        "many-lines.pdf": lambda: page_with(b"1 2 m 300 400 l S\n" * 400_000),
        "no-objects.pdf": lambda: b"%PDF-1.7\n%%EOF",
        "late-header.pdf": lambda: b"\n" * 600 + pdf(),
        "archive-too.pdf": lambda: pdf() + corpus.docx(),
        "endless.pdf": lambda: b"%PDF-1.7\n" + b"1 0 obj\n" * 200_000,
        "open-quote.csv": lambda: b'a,b\n"' + b"x,\n" * 100_000,
        "wide.csv": lambda: b"a," * 300_000 + b"\n1",
        "program.csv": lambda: b"=cmd|' /C calc'!A0,1\n",
        "one-line.txt": lambda: b"word " * 600_000,
        "no-line.txt": lambda: b"x" * 3_000_000,
        "zeros.txt": lambda: bytes(1000),
        "odd-utf16.txt": lambda: "words".encode("utf-16") + b"x",
        "windows.txt": lambda: "Größe – ‘quoted’".encode("cp1252"),
        "empty.pdf": lambda: b"",
        "page.docx": lambda: b"<!doctype html><html><body>A page</body></html>",
        "old.xls": lambda: corpus.COMPOUND,
        "archive.zip": corpus.docx,
        "\u202efdp.docx": corpus.docx,
        "../../etc/plan.docx": corpus.docx,
    }
