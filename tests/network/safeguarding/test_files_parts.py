"""No part of an Office document is forgotten: what is read is everything but what only programs
read."""

import io

import pytest
from docx import Document
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation
from pptx import Presentation

from network.safeguarding.files import look_inside
from network.safeguarding.inspection.child import answer_to
from network.safeguarding.inspection.words import office_words

from . import upload_corpus as corpus

WORDS = "Kayden Castellane-Ward, NHS 943 476 5870"
OFFICE = "http://schemas.openxmlformats.org"
NAMESPACES = {
    "a": f"{OFFICE}/drawingml/2006/main",
    "c": f"{OFFICE}/drawingml/2006/chart",
    "dgm": f"{OFFICE}/drawingml/2006/diagram",
    "p": f"{OFFICE}/presentationml/2006/main",
    "p188": "http://schemas.microsoft.com/office/powerpoint/2018/8/main",
    "svg": "http://www.w3.org/2000/svg",
    "tc": "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments",
    "v": "urn:schemas-microsoft-com:vml",
    "w": f"{OFFICE}/wordprocessingml/2006/main",
    "x": f"{OFFICE}/spreadsheetml/2006/main",
    "xdr": f"{OFFICE}/drawingml/2006/spreadsheetDrawing",
}
BODIES = {"docx": corpus.docx, "pptx": corpus.pptx, "xlsx": corpus.xlsx}
DRAWN = f"<a:p><a:r><a:t>{WORDS}</a:t></a:r></a:p>"
WRITTEN = f"<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>"
FIELD = f'<x:cacheField name="Pupil"><x:sharedItems><x:s v="{WORDS}"/></x:sharedItems>'
# A part's name, its outermost element and what is in it: the words stand nowhere else.
PARTS = [
    ("word/comments7.xml", "w:comments", WRITTEN),
    ("word/footnotes.xml", "w:footnotes", WRITTEN),
    ("word/glossary/document.xml", "w:glossaryDocument", WRITTEN),
    ("word/charts/chart1.xml", "c:chartSpace", f"<c:title>{DRAWN}</c:title>"),
    ("word/diagrams/data1.xml", "dgm:dataModel", f"<dgm:t>{DRAWN}</dgm:t>"),
    ("word/settings.xml", "w:settings", f'<w:docVar w:name="a" w:val="{WORDS}"/>'),
    ("customXml/item1.xml", "case", f"<note>{WORDS}</note>"),
    ("customXml/item2.xml", "case", f'<note says="{WORDS}"/>'),
    ("docProps/other.xml", "a", WORDS),
    ("word/media/drawing.svg", "svg:svg", f"<svg:text>{WORDS}</svg:text>"),
    ("word/drawing.vml", "xml", f"<v:textbox><br><div>{WORDS}</div></v:textbox>"),
    ("ppt/comments/comment1.xml", "p:cmLst", f"<p:cm><p:text>{WORDS}</p:text></p:cm>"),
    ("ppt/comments/modernComment_1.xml", "p188:cmLst", f"<p188:txBody>{DRAWN}</p188:txBody>"),
    ("ppt/tags/tag1.xml", "p:tagLst", f'<p:tag name="A" val="{WORDS}"/>'),
    ("ppt/handoutMasters/handoutMaster1.xml", "p:handoutMaster", DRAWN),
    ("ppt/slides/slide7.xml", "p:sld", DRAWN),
    ("ppt/slides/slide8.xml", "p:sld", f'<p:cNvPr id="4" name="Picture" descr="{WORDS}"/>'),
    ("ppt/slides/slide9.xml", "p:sld", f'<p:cNvPr id="4" name="Picture" title="{WORDS}"/>'),
    ("xl/drawings/drawing1.xml", "xdr:wsDr", f"<xdr:txBody>{DRAWN}</xdr:txBody>"),
    ("xl/charts/chart1.xml", "c:chartSpace", f"<c:title>{DRAWN}</c:title>"),
    ("xl/threadedComments/a.xml", "tc:ThreadedComments", f"<tc:text>{WORDS}</tc:text>"),
    ("xl/anything/pivot.xml", "x:pivotCacheDefinition", f"{FIELD}</x:cacheField>"),
    ("xl/pivotCache/rows.xml", "x:pivotCacheRecords", f'<x:r><x:s v="{WORDS}"/></x:r>'),
    ("xl/tables/table1.xml", "x:table", f'<x:tableColumn id="1" name="{WORDS}"/>'),
    ("xl/a.xml", "x:worksheet", f"<x:oddHeader>&amp;L&amp;12 {WORDS}</x:oddHeader>"),
    ("xl/b.xml", "x:worksheet", f'<x:dataValidation prompt="{WORDS}"/>'),
]
# Cells with the words as a formula's value, in the cell itself, and in a formula.
CELLS = [
    f'<x:c t="str"><x:f>A1</x:f><x:v>{WORDS}</x:v></x:c>',
    f'<x:c t="inlineStr"><x:is><x:t>{WORDS}</x:t></x:is></x:c>',
    f'<x:c><x:f>IF(A2,"{WORDS}",3)</x:f><x:v>3</x:v></x:c>',
]


def part(root: str, inside: str) -> bytes:
    spaces = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in NAMESPACES.items())
    return f"<{root} {spaces}>{inside}</{root}>".encode()


def words(content: bytes, most: int = 200_000) -> str:
    return office_words(io.BytesIO(content), most)[0]


@pytest.mark.parametrize(("name", "root", "inside"), PARTS, ids=[row[0] for row in PARTS])
def test_every_part_is_read(name, root, inside):
    kind = {"ppt": "pptx", "xl": "xlsx"}.get(name.partition("/")[0], "docx")

    assert WORDS in words(corpus.with_part(BODIES[kind](), name, part(root, inside)))


def test_plain_text_inside_is_read_and_a_picture_is_not():
    content = corpus.with_part(corpus.docx(), "word/notes.json", f'{{"a": "{WORDS}"}}'.encode())

    assert WORDS in words(content)
    assert "JFIF" not in words(corpus.with_part(content, "a.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF"))


@pytest.mark.parametrize("cell", CELLS)
def test_every_kind_of_cell_is_read(cell):
    sheet = part("x:worksheet", f"<x:sheetData><x:row>{cell}</x:row></x:sheetData>")

    assert WORDS in words(corpus.with_part(corpus.xlsx(), "xl/worksheets/sheet1.xml", sheet))


def document_of(inside: str) -> bytes:
    body = part("w:document", f"<w:body><w:p>{inside}</w:p></w:body>")
    return corpus.with_part(corpus.docx(), "word/document.xml", body)


@pytest.mark.parametrize(
    "inside",
    [
        f"<w:del><w:r><w:delText>{WORDS}</w:delText></w:r></w:del>",
        f"<w:ins><w:del><w:r><w:delText>{WORDS}</w:delText></w:r></w:del></w:ins>",
        f"<w:moveFrom><w:r><w:t>{WORDS}</w:t></w:r></w:moveFrom>",
        f"<w:ins><w:r><w:t>{WORDS}</w:t></w:r></w:ins>",
        f"<w:r><w:instrText>COMMENTS </w:instrText><w:instrText>{WORDS}</w:instrText></w:r>",
        f'<w:fldSimple w:instr="COMMENTS {WORDS}"/>',
        f'<w:sdt><w:sdtPr><w:alias w:val="{WORDS}"/></w:sdtPr></w:sdt>',
        f'<w:sdt><w:sdtPr><w:listItem w:displayText="{WORDS}" w:value="1"/></w:sdtPr></w:sdt>',
        f'<w:r><w:drawing descr="{WORDS}"/></w:r>',
        f"<w:r><w:pict><w:txbxContent>{WRITTEN}</w:txbxContent></w:pict></w:r>",
    ],
)
def test_everything_in_a_text_is_read(inside):

    assert WORDS in words(document_of(inside))


def test_a_text_is_read_as_it_is_and_as_it_was_before_a_change():
    inside = (
        "<w:r><w:t>NHS number </w:t></w:r><w:del><w:r><w:delText>9434765919</w:delText></w:r>"
        "</w:del><w:ins><w:r><w:t>withheld</w:t></w:r></w:ins><w:r><w:t>.</w:t></w:r>"
    )
    content = document_of(inside)

    assert words(content).splitlines()[:2] == ["NHS number withheld.", "NHS number 9434765919."]


@pytest.mark.parametrize("make", [Document, Presentation])
def test_figures_in_a_table_stand_behind_the_headings_of_their_columns(make):
    rows = [
        ("Pupil", "Year", "What was agreed at the meeting", "NHS number", "Date of birth"),
        ("Kayden Ward", "9", "Somebody walks along", "9434765919", "03/05/2009"),
        ("Mia Brown", "9", "A later bus", "9434765870", "04/06/2010"),
    ]
    document = make()
    if make is Document:
        table = document.add_table(len(rows), len(rows[0]))
    else:
        slide = document.slides.add_slide(document.slide_layouts[6])
        table = slide.shapes.add_table(len(rows), len(rows[0]), 0, 0, 9, 9).table
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text

    assert (
        "Mia Brown; 9; A later bus; NHS number: 9434765870; Date of birth: 04/06/2010"
        in words(corpus.saved(document)).splitlines()
    )


def test_comments_lists_names_and_hidden_sheets_of_a_workbook_are_read():
    book = Workbook()
    sheet = book.active
    sheet["A1"] = "Place"
    sheet["A1"].comment = Comment("Ask Kayden Castellane-Ward", "x")
    choice = DataValidation(type="list", formula1='"943 476 5870,none"', prompt="For Mia Brown")
    choice.add("B1")
    sheet.add_data_validation(choice)
    sheet.row_dimensions[1].hidden = True
    hidden = book.create_sheet("Simone Osei")
    hidden.sheet_state = "hidden"
    hidden["C9"] = "Aiden Marlow"
    found = words(corpus.saved(book))

    for said in ("Kayden Castellane-Ward", "943 476 5870", "Mia Brown", "Simone Osei", "Aiden"):
        assert said in found


def test_the_workbook_behind_a_chart_is_read():
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    show = Presentation()
    data = CategoryChartData()
    data.categories = ["Kayden"]
    data.add_series("NHS number", (9434765919,))
    slide = show.slides.add_slide(show.slide_layouts[6])
    slide.shapes.add_chart(XL_CHART_TYPE.PIE, 0, 0, 4_000_000, 3_000_000, data)

    assert "NHS number: 9434765919" in words(corpus.saved(show))


def test_rows_that_a_pivot_table_keeps_stand_beside_the_names_of_its_fields():
    fields = "".join(
        f'<x:cacheField name="{name}"><x:sharedItems/></x:cacheField>'
        for name in ("NHS number", "Born")
    )
    rows = '<x:r><x:n v="9434765919"/><x:d v="2009-05-03T00:00:00"/></x:r>'
    content = corpus.zipped(
        {
            **corpus.members(corpus.xlsx()),
            "xl/pivotCache/a.xml": part("x:pivotCacheRecords", rows),
            "xl/pivotCache/b.xml": part("x:pivotCacheDefinition", fields),
        }
    )

    assert "NHS number: 9434765919; Born: 03/05/2009" in words(content)


def test_places_and_numbers_of_things_are_no_words():
    number = "9434765919"
    inside = (
        f'<w:r><w:drawing><wp:anchor xmlns:wp="urn:x" relativeHeight="{number}">'
        f"<wp:positionH><wp:posOffset>{number}</wp:posOffset></wp:positionH>"
        f'<wp:docPr id="{number}" name="Picture 3"/></wp:anchor></w:drawing></w:r>'
        f'<w:bookmarkStart w:id="{number}" w:name="_Toc{number}"/>'
        f"<w:r><w:instrText> PAGEREF _Toc{number} \\h </w:instrText></w:r>"
    )

    assert number not in words(document_of(inside))


@pytest.mark.parametrize("make", BODIES.values())
def test_empty_templates_are_not_marked(make):
    found = look_inside(io.BytesIO(make()), filename=f"a.{_extension(make)}")

    assert [finding.phrase for finding in found if finding.place == "text"] == []


def _extension(make) -> str:
    return next(extension for extension, each in BODIES.items() if each is make)


def test_a_long_part_leaves_room_for_the_short_ones():
    document = Document()
    document.add_paragraph("The park is lit. " * 20_000)
    content = corpus.with_part(corpus.saved(document), "word/z.xml", part("w:comments", WRITTEN))
    found = words(content)

    assert WORDS in found
    assert len(found) <= 200_000


def test_who_wrote_a_comment_is_screened_with_the_properties():
    document = Document()
    run = document.add_paragraph("The park").runs[0]
    document.add_comment(run, text="Lit?", author="Kayden Castellane-Ward", initials="KC")
    found = look_inside(io.BytesIO(corpus.saved(document)), filename="a.docx")

    assert [(each.place, each.phrase) for each in found] == [
        ("properties", "Kayden Castellane-Ward")
    ]


CONTROL = (
    '<w:sdt><w:sdtPr><w:date w:fullDate="2011-03-14T00:00:00Z"/></w:sdtPr>'
    "<w:sdtContent>{}</w:sdtContent></w:sdt>"
)


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        ("14", "Date of birth: 14 (14/03/2011)"),
        ("14 March 2011", "Date of birth: 14 March 2011"),
    ],
)
def test_a_day_is_read_that_a_control_shows_a_part_of(shown, read):
    control = CONTROL.format(f"<w:r><w:t>{shown}</w:t></w:r>")
    content = document_of(f"<w:r><w:t>Date of birth: </w:t></w:r>{control}")

    assert words(content).splitlines()[0] == read


def test_a_day_is_read_that_a_control_of_its_own_shows_a_part_of():
    control = CONTROL.format("<w:p><w:r><w:t>Monday</w:t></w:r></w:p>")
    content = document_of(f"<w:r><w:t>Date of birth</w:t></w:r></w:p>{control}<w:p>")

    assert words(content).splitlines()[:3] == ["Date of birth", "Monday", "14/03/2011"]


def test_people_whom_a_link_writes_to_are_read():
    link = corpus.with_relationship(
        corpus.docx(),
        "word/_rels/document.xml.rels",
        "hyperlink",
        "mailto:kayden.ward@example.com?subject=a",
        "External",
    )

    assert "kayden.ward@example.com" in words(link)


def test_the_surest_mark_of_a_phrase_is_told():
    text = b"Call 9434765919 now, or another day at the desk.\n\nTheir NHS number: 9434765919."
    answer = answer_to(io.BytesIO(text), "txt", {"marks"}, io.BytesIO())
    assert answer["code"] == "ok"
    found = look_inside(io.BytesIO(text), filename="a.txt")

    assert [(each.type, each.severity) for each in found] == [("nhs", "block")]
