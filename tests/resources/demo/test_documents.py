"""The four writers, checked by opening their files again with independent readers."""

import hashlib
import io
import zipfile

import pypdf
import pytest
import time_machine
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation
from pptx.util import Pt

from resources.demo.documents import SourceError, render
from resources.demo.house_style import PUBLISHER, TIMESTAMP

DOCUMENT = """
## First part

Words with **weight**.

- one
- two

- [ ] Open
- [x] Done

> **Careful.** A call-out.

| Question | Answer |
|---|---|
| Who? | ____ |

### Below it

1. first
"""
SLIDES = """
## Where

- School
- Park

> Notes: Say this.
>
> Then that.

## A table

| Place | Hour |
|---|---|
| Park | 4 |

> Notes: Point at the park.
"""
SHEET = """
## Log

Fill in a row.

| Date | Context [home/school] | Note |
|---|---|---|
| ____ | ____ | ____ |
| 3 | school | =1+1 |

## Sums

| What | Count |
|---|---|
| All | `=COUNTA(Log!A5:A6)` |
"""
SOURCES = {"docx": DOCUMENT, "pdf": DOCUMENT, "pptx": SLIDES, "xlsx": SHEET}


def made(extension, source=None, **more):
    text = SOURCES[extension] if source is None else source
    return render(text, extension=extension, title="A title", subtitle="Below it", **more)


def opened(extension, source=None):
    readers = {
        "docx": Document,
        "pdf": pypdf.PdfReader,
        "pptx": Presentation,
        "xlsx": load_workbook,
    }
    return readers[extension](io.BytesIO(made(extension, source)))


@pytest.mark.parametrize("extension", SOURCES)
def test_the_same_words_give_the_same_bytes_at_any_time(extension):
    with time_machine.travel("2026-03-01 10:00"):
        first = hashlib.sha256(made(extension)).hexdigest()
    with time_machine.travel("2027-11-30 23:59"):
        assert hashlib.sha256(made(extension)).hexdigest() == first


@pytest.mark.parametrize("extension", SOURCES)
def test_other_words_give_other_bytes(extension):
    changed = SOURCES[extension].replace("first", "second").replace("School", "Shop")
    changed = changed.replace("Fill in a row", "Fill in one row")
    assert made(extension, changed) != made(extension)


@pytest.mark.parametrize("extension", ["docx", "pptx", "xlsx"])
def test_office_files_carry_the_title_the_publisher_and_no_person(extension):
    data = made(extension)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    file = opened(extension)
    properties = file.properties if extension == "xlsx" else file.core_properties
    creator = properties.creator if extension == "xlsx" else properties.author
    editor = properties.lastModifiedBy if extension == "xlsx" else properties.last_modified_by
    assert (properties.title, properties.language) == ("A title", "en-GB")
    assert (creator, editor) == (PUBLISHER, PUBLISHER)
    assert properties.modified.replace(tzinfo=None) == TIMESTAMP.replace(tzinfo=None)


def test_an_unknown_extension_is_refused():
    with pytest.raises(ValueError, match="no writer for 'odt'"):
        render("## A", extension="odt", title="A")


@pytest.mark.parametrize("source", ["<b>raw</b>", "![picture](x.png)", "```\ncode\n```", "# One"])
def test_what_no_file_can_show_is_refused(source):
    with pytest.raises(SourceError):
        made("docx", source)


def test_docx_uses_real_styles():
    styles = [(p.style.name, p.text) for p in opened("docx").paragraphs if p.text.strip()]
    assert styles[:4] == [
        ("Title", "A title"),
        ("Subtitle", "Below it"),
        ("Heading 1", "First part"),
        ("Normal", "Words with weight."),
    ]
    assert ("Heading 2", "Below it") in styles
    assert ("List Number", "first") in styles


def test_docx_table_repeats_its_header_and_leaves_room_to_write():
    (table,) = opened("docx").tables
    header, row = table.rows
    assert len(header._tr.xpath("./w:trPr/w:tblHeader")) == 1
    assert [cell.text for cell in row.cells] == ["Who?", ""]
    assert row.height > 0


def test_docx_check_boxes_can_be_clicked():
    body = opened("docx").element.body
    states = body.xpath(".//*[local-name()='checked']/@*[local-name()='val']")
    assert states == ["0", "1"]


def test_docx_is_in_british_english():
    styles = opened("docx").styles.element
    assert styles.xpath("./w:docDefaults//w:lang/@w:val") == ["en-GB"]


def test_docx_with_a_wide_table_is_landscape():
    wide = "| a | b | c | d | e | f |\n|---|---|---|---|---|---|\n| 1 | 2 | 3 | 4 | 5 | 6 |\n"
    section = opened("docx", wide).sections[0]
    assert section.page_width > section.page_height


def test_docx_numbers_each_list_from_its_own_start():
    source = "1. a\n2. b\n\nWords.\n\n1. c\n"
    paragraphs = [p for p in opened("docx", source).paragraphs if p.style.name == "List Number"]
    numbers = [p._p.pPr.numPr.numId.val for p in paragraphs]
    assert numbers[0] == numbers[1]
    assert numbers[1] != numbers[2]


def test_pptx_is_wide_with_titles_and_notes():
    deck = opened("pptx")
    slides = list(deck.slides)
    assert round(deck.slide_width / deck.slide_height, 3) == round(16 / 9, 3)
    assert [slide.shapes.title.text for slide in slides] == ["A title", "Where", "A table"]
    assert slides[1].notes_slide.notes_text_frame.text == "Say this.\nThen that."


def test_pptx_writes_nothing_smaller_than_twenty_points():
    long = "## Much\n\n" + "\n".join(f"- Point {n} " + "with many words " * 9 for n in range(20))
    sizes = {
        run.font.size
        for slide in list(opened("pptx", long).slides)[1:]
        for shape in slide.shapes
        if shape.has_text_frame and shape != slide.shapes.title
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    }
    assert sizes == {Pt(20)}


def test_pptx_goes_on_to_another_slide_when_words_do_not_fit():
    long = "## Much\n\n" + "\n".join(f"- Point {n} " + "with many words " * 9 for n in range(20))
    titles = [slide.shapes.title.text for slide in opened("pptx", long).slides]
    assert titles[1] == f"Much (1 of {len(titles) - 1})"
    assert len(titles) > 3


def test_pptx_repeats_the_header_of_a_table_that_goes_on():
    rows = "".join(f"| Place {n} | {'words ' * 30}|\n" for n in range(8))
    slides = list(opened("pptx", f"## T\n\n| Place | What |\n|---|---|\n{rows}").slides)[1:]
    headers = [
        shape.table.cell(0, 0).text for slide in slides for shape in slide.shapes if shape.has_table
    ]
    assert headers == ["Place"] * len(slides)
    assert len(slides) > 1


def test_pptx_tables_have_a_text_for_screen_readers():
    slide = opened("pptx").slides[2]
    (frame,) = [shape for shape in slide.shapes if shape.has_table]
    described = frame._element.nvGraphicFramePr.cNvPr.get("descr")
    assert described == "Table with the columns Place, Hour"


def test_pptx_is_in_british_english():
    slides = opened("pptx").slides
    languages = {
        value
        for slide in slides
        for part in (slide, slide.notes_slide)
        for value in part._element.xpath(".//a:r/a:rPr/@lang")
    }
    assert languages == {"en-GB"}


def test_pptx_refuses_words_before_the_first_slide():
    with pytest.raises(SourceError, match="before the first"):
        made("pptx", "Words.\n\n## Slide\n")


def test_xlsx_freezes_its_header_and_offers_the_choices():
    sheet = opened("xlsx")["Log"]
    assert sheet.freeze_panes == "A5"
    assert [cell.value for cell in sheet[4]] == ["Date", "Context", "Note"]
    (rule,) = sheet.data_validations.dataValidation
    assert (rule.formula1, str(rule.sqref)) == ('"home,school"', "B5:B206")


def test_xlsx_counts_only_what_is_written_as_code():
    book = opened("xlsx")
    assert (book["Log"]["C6"].value, book["Log"]["C6"].data_type) == ("=1+1", "s")
    assert (book["Sums"]["B5"].value, book["Sums"]["B5"].data_type) == ("=COUNTA(Log!A5:A6)", "f")


def test_xlsx_is_ready_to_print():
    sheet = opened("xlsx")["Log"]
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.page_setup.fitToWidth == 1


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("| A |\n|---|\n| b |\n", "starts with a ##"),
        ("## A\n\nWords.\n", "has no table"),
        (f"## {'x' * 32}\n\n| A |\n|---|\n| b |\n", "Excel refuses this name"),
        (f"## A\n\n| B [{'x' * 250}/yyyyyy] |\n|---|\n| b |\n", "do not fit a list"),
        ("", "at least one"),
    ],
)
def test_xlsx_refuses_what_excel_would_refuse(source, message):
    with pytest.raises(SourceError, match=message):
        made("xlsx", source)
