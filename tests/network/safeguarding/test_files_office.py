"""Office files: macros, objects inside, things fetched from elsewhere, old formats."""

import pytest

from tests.network.safeguarding import upload_corpus as corpus
from tests.network.safeguarding.upload_corpus import passes, refusal


def test_a_macro_project_is_refused():
    assert (
        refusal(corpus.with_part(corpus.docx(), "word/vbaProject.bin", b"code"), "a.docx")
        == "macros"
    )
    assert passes(corpus.with_part(corpus.docx(), "word/media/fine.bin", b"code"), "a.docx")


def test_a_renamed_macro_document_is_refused():
    for content, filename, main in (
        (corpus.docx(), "a.docx", b"vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (corpus.xlsx(), "a.xlsx", b"vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ):
        renamed = corpus.edited(
            content, "[Content_Types].xml", main + b".main+xml", b"vnd.ms.x.macroEnabled.main+xml"
        )
        assert refusal(renamed, filename) == "macros"


def test_a_macro_project_under_another_name_is_refused_by_its_relationship():
    content = corpus.with_part(corpus.docx(), "word/style.bin", b"code")
    content = corpus.with_relationship(
        content, "word/_rels/document.xml.rels", "vbaProject", "style.bin"
    )
    assert refusal(content, "a.docx") == "macros"


def test_a_macro_sheet_of_excel_4_is_refused():
    content = corpus.with_part(corpus.xlsx(), "xl/macrosheets/sheet1.xml", b"<a/>")
    assert refusal(content, "a.xlsx") == "macros"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("word/embeddings/oleObject1.bin", b"anything"),
        ("word/embeddings/other.docx", b"PK\x03\x04 a document in a document"),
        ("word/media/image1.png", corpus.COMPOUND + b"an object called picture"),
        ("word/activeX/activeX1.xml", b"<a/>"),
    ],
)
def test_embedded_objects_are_refused(name, data):
    assert refusal(corpus.with_part(corpus.docx(), name, data), "a.docx") == "embedded"


def test_a_real_picture_inside_passes():
    picture = b"\x89PNG\r\n\x1a\n" + bytes(40)
    assert passes(corpus.with_part(corpus.docx(), "word/media/image1.png", picture), "a.docx")


def test_the_workbook_behind_a_chart_passes():
    assert passes(corpus.pptx_with_chart(), "a.pptx")


def test_a_workbook_behind_a_chart_is_checked_like_any_other():
    parts = corpus.members(corpus.pptx_with_chart())
    name = next(name for name in parts if name.endswith(".xlsx"))
    parts[name] = corpus.with_part(parts[name], "xl/vbaProject.bin", b"code")
    assert refusal(corpus.zipped(parts), "a.pptx") == "macros"


def test_a_workbook_that_no_chart_uses_is_refused():
    content = corpus.with_part(corpus.docx(), "word/embeddings/sheet.xlsx", corpus.xlsx())
    assert refusal(content, "a.docx") == "embedded"


def test_a_declared_kind_that_no_part_has_is_no_macro():
    content = corpus.edited(
        corpus.docx(),
        "[Content_Types].xml",
        b"</Types>",
        b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
    )
    assert passes(content, "a.docx")


@pytest.mark.parametrize("kind", ["attachedTemplate", "image", "oleObject", "frame"])
def test_what_is_fetched_when_opened_is_refused(kind):
    content = corpus.with_relationship(
        corpus.docx(), "word/_rels/document.xml.rels", kind, "https://evil.example/x", "External"
    )
    assert refusal(content, "a.docx") == "external"


def test_a_link_that_a_person_clicks_passes():
    content = corpus.with_relationship(
        corpus.docx(), "word/_rels/document.xml.rels", "hyperlink", "https://a.example/", "External"
    )
    assert passes(content, "a.docx")


def test_a_link_to_a_program_in_a_workbook_is_refused():
    link = b'<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
    content = corpus.with_part(corpus.xlsx(), "xl/externalLinks/externalLink1.xml", link)
    assert refusal(content, "a.xlsx") == "external"


def test_an_encrypted_office_file_is_refused_with_that_reason():
    content = corpus.COMPOUND + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(90)
    assert refusal(content, "a.docx") == "encrypted"


def test_an_old_office_file_under_a_new_name_is_refused_with_that_reason():
    content = corpus.COMPOUND + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(90)
    assert refusal(content, "a.docx") == "old-office"
