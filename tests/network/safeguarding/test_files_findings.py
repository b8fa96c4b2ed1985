"""What a file says about people: in its name, its properties and the text inside it."""

import io

import openpyxl
import pikepdf
import pytest
from docx import Document
from docx.shared import Inches
from openpyxl.worksheet.table import Table
from PIL import Image
from pptx import Presentation
from reportlab.pdfgen.canvas import Canvas

from network.safeguarding.files import check_upload, look_inside, must_go, without_properties
from network.safeguarding.inspection.pictures_inside import without_picture_notes

from . import upload_corpus as corpus

SENTENCE = "Kayden Castellane-Ward, NHS 943 476 5870, was seen by the park."
EXPECTED = {("text", "name", "Kayden Castellane-Ward"), ("text", "nhs", "943 476 5870")}
ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825


def docx_with(text: str) -> bytes:
    document = Document()
    document.add_paragraph(text)
    return corpus.saved(document)


def docx_in_a_header(text: str) -> bytes:
    document = Document()
    document.sections[0].header.paragraphs[0].text = text
    return corpus.saved(document)


def pptx_in_the_notes(text: str) -> bytes:
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    slide.notes_slide.notes_text_frame.text = text
    return corpus.saved(presentation)


def xlsx_with(text: str) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.active.append([text])
    return corpus.saved(workbook)


def pdf_with(text: str) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target)
    canvas.setAuthor("Oluwaseun Castellane-Ward")
    canvas.drawString(72, 700, text)
    canvas.save()
    return target.getvalue()


def findings(content: bytes, name: str) -> set[tuple[str, str, str]]:
    return {
        (finding.place, finding.type, finding.phrase)
        for finding in look_inside(io.BytesIO(content), filename=name)
        if finding.place != "properties"
    }


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", SENTENCE.encode()),
        ("a.txt", SENTENCE.encode("utf-16")),
        ("a.csv", f'1,"{SENTENCE}"'.encode()),
        ("a.docx", docx_with(SENTENCE)),
        ("a.docx", docx_in_a_header(SENTENCE)),
        ("a.pptx", pptx_in_the_notes(SENTENCE)),
        ("a.xlsx", xlsx_with(SENTENCE)),
        ("a.pdf", pdf_with(SENTENCE)),
    ],
)
def test_text_inside_is_read(name, content):
    assert findings(content, name) == EXPECTED


def test_a_word_cut_into_runs_is_read_whole():
    document = Document()
    paragraph = document.add_paragraph("943 476")
    paragraph.add_run(" 5870").bold = True

    assert findings(corpus.saved(document), "a.docx") == {("text", "nhs", "943 476 5870")}


def test_a_name_in_the_file_name_is_found():
    found = findings(b"A plan for the park.", "Kayden_Castellane-Ward_plan.txt")

    assert [(place, kind) for place, kind, _ in found] == [("name", "name")]


def test_the_author_is_found_in_the_properties():
    document = Document()
    document.core_properties.author = "Kayden Castellane-Ward"
    found = look_inside(io.BytesIO(corpus.saved(document)), filename="a.docx")

    assert [(finding.place, finding.type) for finding in found] == [("properties", "name")]


@pytest.mark.parametrize("field", ["Title", "Author", "Subject", "Keywords"])
def test_each_property_of_a_pdf_is_screened(field):
    target = io.BytesIO()
    canvas = Canvas(target)
    getattr(canvas, f"set{field}")("Plan of Kayden Castellane-Ward")
    canvas.drawString(50, 700, "The park")
    canvas.save()
    found = look_inside(target, filename="a.pdf")

    assert [(finding.place, finding.type) for finding in found] == [("properties", "name")]
    assert must_go(found) == []


def test_the_metadata_of_a_pdf_is_screened_without_what_programs_write():
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_with("The park"))) as document:
        with document.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:creator"] = ["Kayden Castellane-Ward"]
            metadata["dc:description"] = "For 943 476 5870 & others"
            metadata["pdf:Producer"] = "Simone Osei"
        document.save(target)
    found = look_inside(target, filename="a.pdf")

    assert {(finding.place, finding.phrase) for finding in found} == {
        ("properties", "Kayden Castellane-Ward"),
        ("properties", "943 476 5870"),
    }


def test_names_inside_are_left_to_the_person_who_checks_and_numbers_are_not():
    found = look_inside(io.BytesIO(SENTENCE.encode()), filename="a.txt")

    assert [finding.type for finding in must_go(found)] == ["nhs"]


def test_a_name_in_the_file_name_has_to_go():
    found = look_inside(io.BytesIO(b"A plan."), filename="Kayden Castellane-Ward.txt")

    assert [finding.place for finding in must_go(found)] == ["name"]


@pytest.mark.parametrize("name", ["KB DOB 140311.docx", "KB_DOB_14032011.docx"])
def test_a_birth_in_the_file_name_has_to_go(name):
    found = look_inside(io.BytesIO(docx_with("A plan.")), filename=name)

    assert [finding.type for finding in must_go(found)] == ["dob"]


def with_people(make) -> bytes:
    document = make()
    document.core_properties.author = "Kayden Castellane-Ward"
    document.core_properties.last_modified_by = "Simone Osei"
    document.core_properties.comments = "For Simone"
    return corpus.saved(document)


def bared(content: bytes, kind: str) -> bytes:
    with without_properties(io.BytesIO(content), kind) as bare:
        return bare.read()


@pytest.mark.parametrize(("make", "kind"), [(Document, "docx"), (Presentation, "pptx")])
def test_properties_of_office_documents_are_removed(make, kind):
    bare = bared(with_people(make), kind)

    properties = make(io.BytesIO(bare)).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert check_upload(io.BytesIO(bare), filename=f"a.{kind}").extension == kind


def test_properties_of_workbooks_are_removed():
    workbook = openpyxl.Workbook()
    workbook.properties.creator = "Kayden Castellane-Ward"
    workbook.active.append(["Place"])
    bare = bared(corpus.saved(workbook), "xlsx")

    again = openpyxl.load_workbook(io.BytesIO(bare))
    assert not again.properties.creator
    assert again.active["A1"].value == "Place"


def test_names_on_comments_are_removed():
    document = Document()
    run = document.add_paragraph("The park").runs[0]
    document.add_comment(run, text="Lit?", author="Simone Osei", initials="SO")
    bare = bared(corpus.saved(document), "docx")

    assert b"Simone" not in corpus.members(bare)["word/comments.xml"]
    assert [comment.text for comment in Document(io.BytesIO(bare)).comments] == ["Lit?"]


def test_a_person_in_a_workbook_is_removed_and_a_table_keeps_its_name():
    workbook = openpyxl.Workbook()
    workbook.active.append(["Place"])
    workbook.active.append(["The park"])
    workbook.active.add_table(Table(displayName="Places", ref="A1:A2"))
    person = b'<personList><person displayName="Simone Osei" id="{1}" userId="S::so"/></personList>'
    content = corpus.with_part(corpus.saved(workbook), "xl/persons/person.xml", person)
    bare = bared(content, "xlsx")

    assert b"Simone" not in corpus.members(bare)["xl/persons/person.xml"]
    assert list(openpyxl.load_workbook(io.BytesIO(bare)).active.tables) == ["Places"]


def test_properties_of_a_pdf_are_removed_and_its_page_stays():
    bare = bared(pdf_with("The park"), "pdf")

    with pikepdf.open(io.BytesIO(bare)) as document:
        assert "/Info" not in document.trailer
        assert len(document.pages) == 1
    assert b"Oluwaseun" not in bare
    assert findings(bare, "a.pdf") == set()


def test_plain_text_has_no_properties_to_lose():
    assert without_properties(io.BytesIO(b"A plan"), "txt") is None


def photograph(kind: str) -> bytes:
    exif = Image.Exif()
    exif[MAKER] = "Simone's phone"
    exif.get_ifd(GPS)[1] = "N"
    target = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(target, kind, exif=exif)
    return target.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_loses_what_the_camera_wrote(kind):
    bare = without_picture_notes(photograph(kind))

    with Image.open(io.BytesIO(bare)) as picture:
        picture.load()
        assert dict(picture.getexif()) == {}
        assert picture.size == (40, 30)
    assert b"Simone" not in bare


@pytest.mark.parametrize("data", [b"", b"\xff\xd8", b"\xff\xd8\xff\xe1\x00", b"GIF89a", b"abc"])
def test_what_is_no_whole_picture_is_given_back(data):
    assert without_picture_notes(data) == data


def test_a_picture_inside_a_document_loses_it_too():
    document = Document()
    document.add_picture(io.BytesIO(photograph("JPEG")), width=Inches(1))
    bare = bared(corpus.saved(document), "docx")

    pictures = [data for name, data in corpus.members(bare).items() if name.endswith(".jpg")]
    assert len(pictures) == 1
    assert b"Simone" not in pictures[0]
