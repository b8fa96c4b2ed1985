"""The upload gate: each refusal beside a file that differs only in what is refused."""

import contextlib
import hashlib
import io
import time
import tracemalloc
import zlib

import pikepdf
import pytest
from django.conf import settings

from network.safeguarding.files import KINDS, UploadRefused, check_upload, clean_name
from network.safeguarding.files.refusals import REASONS
from tests.network.safeguarding import upload_corpus as corpus

MEGABYTE = 1024 * 1024


def refusal(content: bytes, filename: str) -> str:
    with pytest.raises(UploadRefused) as refused:
        check_upload(io.BytesIO(content), filename=filename)
    return refused.value.code


def passes(content: bytes, filename: str) -> bool:
    checked = check_upload(io.BytesIO(content), filename=filename)
    return checked.size == len(content)


@pytest.mark.parametrize(
    ("filename", "content", "media_type"),
    [
        (
            "a.docx",
            corpus.docx(),
            f"{'application/vnd.openxmlformats-officedocument'}.wordprocessingml.document",
        ),
        (
            "a.pptx",
            corpus.pptx(),
            f"{'application/vnd.openxmlformats-officedocument'}.presentationml.presentation",
        ),
        (
            "a.xlsx",
            corpus.xlsx(),
            f"{'application/vnd.openxmlformats-officedocument'}.spreadsheetml.sheet",
        ),
        ("a.pdf", corpus.pdf(), "application/pdf"),
        ("a.txt", "Café at the bridge, £3".encode(), "text/plain"),
        ("a.csv", b"place,who\r\nstation,police\r\n", "text/csv"),
    ],
)
def test_an_ordinary_file_of_each_kind_passes(filename, content, media_type):
    checked = check_upload(io.BytesIO(content), filename=filename)
    assert checked.media_type == media_type
    assert checked.extension == filename.partition(".")[2]
    assert checked.size == len(content)
    assert checked.sha256 == hashlib.sha256(content).hexdigest()


def test_the_gate_and_wagtail_know_the_same_kinds():
    assert sorted(KINDS) == sorted(settings.WAGTAILDOCS_EXTENSIONS)


def test_every_reason_is_a_sentence():
    for reason in REASONS.values():
        assert reason[0].isupper()
        assert reason.endswith(".")


def test_the_file_stands_at_its_beginning_afterwards():
    file = io.BytesIO(corpus.docx())
    check_upload(file, filename="a.docx")
    assert file.tell() == 0
    with pytest.raises(UploadRefused):
        check_upload(file, filename="a.pptx")
    assert file.tell() == 0


# Name and size


@pytest.mark.parametrize("filename", ["a.txt", "a.docx", "a.pdf"])
def test_an_empty_file_is_refused(filename):
    assert refusal(b"", filename) == "empty"


def test_a_file_of_the_greatest_size_passes_and_one_byte_more_does_not(settings):
    settings.UPLOAD_MAX_BYTES = 1000
    assert passes(b"a" * 1000, "a.txt")
    assert refusal(b"a" * 1001, "a.txt") == "too-large"


@pytest.mark.parametrize(
    "filename",
    ["a.exe", "a.docm", "a.doc", "a.html", "a.svg", "a.pdf.exe", "a\u202efdp.exe", "noending", ""],
)
def test_other_kinds_are_refused_by_name(filename):
    assert refusal(b"words", filename) == "extension"


@pytest.mark.parametrize("filename", ["A.TXT", "a.b.txt", "a.txt ", "..\\..\\a.txt"])
def test_an_allowed_ending_is_found_however_it_is_written(filename):
    assert passes(b"words", filename)


# Content that is not what the name says


@pytest.mark.parametrize(
    ("content", "filename"),
    [
        (corpus.docx(), "a.pptx"),
        (corpus.pptx(), "a.xlsx"),
        (corpus.xlsx(), "a.docx"),
        (corpus.docx(), "a.pdf"),
        (corpus.pdf(), "a.docx"),
        (corpus.pdf(), "a.txt"),
        (corpus.docx(), "a.csv"),
        (b"just words", "a.docx"),
        (b"just words", "a.pdf"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "a.txt"),
        (b"\xef\xbb\xbf <svg onload=alert(1)>", "a.txt"),
        (b"{\\rtf1 words}", "a.txt"),
        (corpus.zipped({"word/document.xml": b"<a/>"}), "a.docx"),
    ],
)
def test_content_that_is_not_what_the_name_says_is_refused(content, filename):
    assert refusal(content, filename) == "wrong-content"


def test_a_word_template_under_a_document_name_is_refused():
    template = corpus.edited(
        corpus.docx(), "[Content_Types].xml", b"document.main+xml", b"template.main+xml"
    )
    assert refusal(template, "a.docx") == "wrong-content"


def test_a_second_document_before_or_after_the_archive_is_refused():
    document = corpus.docx()
    assert refusal(b"MZ" + document, "a.docx") == "wrong-content"
    assert refusal(document + b"%PDF-1.7", "a.docx") == "wrong-content"


def test_a_pdf_that_is_an_archive_too_is_refused():
    assert refusal(corpus.pdf() + corpus.zipped({"a": b"b"}), "a.pdf") == "wrong-content"


@pytest.mark.parametrize(
    ("content", "accepted"),
    [
        ("Ringe für Kontexte".encode("utf-16"), True),
        ("caf\u00e9 \u2013 \u201cquoted\u201d".encode("cp1252"), True),
        (b"\xef\xbb\xbfwith a mark", True),
        (b"tab\tand\r\nline\x0cpage", True),
        (b"a NUL \x00 inside", False),
        (b"an escape \x1b[31m", False),
        (b"\x89PNG\r\n\x1a\n\x00\x00", False),
        (b"\xff\xfe\x00\xd8", False),
    ],
)
def test_text_must_be_text(content, accepted):
    if accepted:
        assert passes(content, "a.txt")
    else:
        assert refusal(content, "a.txt") == "binary-text"


@pytest.mark.parametrize("cell", ["=cmd|' /C calc'!A0", " +cmd|x!A1", "@SUM|x!1", "-2+3|a!b"])
def test_a_cell_that_starts_a_program_is_refused(cell):
    assert refusal(f'place,"{cell}"\r\n'.encode(), "a.csv") == "formula"


@pytest.mark.parametrize("cell", ["=SUM(A1:A3)", "-12", "yes | no!", "+44 20 7946 0000"])
def test_an_ordinary_cell_passes(cell):
    assert passes(f'place,"{cell}"\r\n'.encode(), "a.csv")


# Macros, embedded objects, things fetched from elsewhere


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
        ("word/media/image2.png", b"MZ\x90\x00 a program called picture"),
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


# Encryption and old formats


def test_an_encrypted_office_file_is_refused_with_that_reason():
    content = corpus.COMPOUND + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(90)
    assert refusal(content, "a.docx") == "encrypted"


def test_an_old_office_file_under_a_new_name_is_refused_with_that_reason():
    content = corpus.COMPOUND + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(90)
    assert refusal(content, "a.docx") == "old-office"


def test_a_pdf_with_a_password_is_refused():
    locked = pikepdf.Encryption(owner="owner", user="user", R=6)
    assert refusal(corpus.pdf(encryption=locked), "a.pdf") == "encrypted"
    free_to_read = pikepdf.Encryption(owner="owner", user="", R=6)
    assert refusal(corpus.pdf(encryption=free_to_read), "a.pdf") == "encrypted"


# PDF


def script(document):
    document.Root.OpenAction = pikepdf.Dictionary(
        S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)")
    )


def hidden_script(document):
    """The action stands inside an array inside the page, not as an object of its own."""
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("calc.exe"))
    document.pages[0]["/Annots"] = pikepdf.Array(
        [pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=pikepdf.Dictionary(Next=action))]
    )


def attachment(document):
    document.attachments["notes.txt"] = pikepdf.AttachedFileSpec(document, b"words")


def script_address(document):
    document.pages[0]["/Annots"] = pikepdf.Array(
        [
            pikepdf.Dictionary(
                Subtype=pikepdf.Name.Link,
                A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("JavaScript:x()")),
            )
        ]
    )


def scripted_form(document):
    document.Root.AcroForm = pikepdf.Dictionary(XFA=pikepdf.String("<xdp/>"))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (script, "active-pdf"),
        (hidden_script, "active-pdf"),
        (script_address, "active-pdf"),
        (scripted_form, "active-pdf"),
        (attachment, "pdf-attachment"),
    ],
)
def test_a_pdf_that_does_more_than_show_pages_is_refused(change, code):
    assert refusal(corpus.pdf(change), "a.pdf") == code


def test_a_script_packed_into_an_object_stream_is_found():
    packed = corpus.pdf(script, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"JavaScript" not in packed
    assert refusal(packed, "a.pdf") == "active-pdf"


def opens_at_page(document):
    document.Root.OpenAction = pikepdf.Array([document.pages[0].obj, pikepdf.Name.Fit])


def links_out(document):
    document.pages[0]["/Annots"] = pikepdf.Array(
        [
            pikepdf.Dictionary(
                Subtype=pikepdf.Name.Link,
                A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://a.example/")),
            )
        ]
    )


@pytest.mark.parametrize("change", [opens_at_page, links_out])
def test_a_pdf_with_links_and_an_opening_page_passes(change):
    assert passes(corpus.pdf(change), "a.pdf")


def test_a_pdf_cut_short_is_refused():
    assert refusal(b"%PDF-1.7\n1 0 obj\n<<", "a.pdf") == "broken"


def test_a_pdf_that_unpacks_without_end_is_refused_in_bounded_time():
    body = corpus.zlib_zeros(4096 * MEGABYTE)
    assert len(body) < 8 * MEGABYTE
    head = (
        b"%PDF-1.7\n1 0 obj\n<</Type/XRef/Size 9/W[1 2 1]/Root 2 0 R/Filter/FlateDecode/Length "
        + str(len(body)).encode()
        + b">>\nstream\n"
    )
    content = head + body + b"\nendstream\nendobj\nstartxref\n9\n%%EOF\n"
    started = time.monotonic()
    assert refusal(content, "a.pdf") in ("complex", "broken")
    assert time.monotonic() - started < 40


# Archives that lie


def test_a_member_that_unpacks_to_too_much_is_refused_without_unpacking_it_all():
    packed = corpus.deflated_zeros(300 * MEGABYTE)
    content = corpus.lying_member("word/a.bin", packed, size=300 * MEGABYTE, checksum=0)
    assert refusal(content, "a.docx") == "bomb"


def test_a_bomb_with_a_forged_size_is_counted_while_it_is_read():
    packed = corpus.deflated_zeros(300 * MEGABYTE)
    content = corpus.lying_member("word/a.bin", packed, size=10, checksum=0)
    tracemalloc.start()
    assert refusal(content, "a.docx") == "bomb"
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 16 * MEGABYTE


def test_a_size_that_is_not_the_real_one_is_refused():
    data = b"words" * 10
    packed = corpus.deflated(data)
    for size, checksum in ((49, zlib.crc32(data[:49])), (51, zlib.crc32(data)), (50, 1)):
        content = corpus.lying_member("word/a.bin", packed, size=size, checksum=checksum)
        assert refusal(content, "a.docx") == "broken"


def test_an_honest_member_is_read_to_its_end():
    data = b"words" * 10
    content = corpus.lying_member(
        "word/a.bin", corpus.deflated(data), size=50, checksum=zlib.crc32(data)
    )
    # The archive is sound; what is missing is the document.
    assert refusal(content, "a.docx") == "wrong-content"


def test_too_many_members_are_refused():
    parts = {f"word/{number}.bin": b"" for number in range(5_001)}
    assert refusal(corpus.zipped(parts), "a.docx") == "bomb"


def test_a_large_honest_document_passes():
    rows = b"".join(b"<r>%d</r>" % number for number in range(200_000))
    content = corpus.with_part(corpus.docx(), "customXml/item9.xml", b"<t>" + rows + b"</t>")
    assert passes(content, "a.docx")


@pytest.mark.parametrize("name", ["../../etc/cron", "/etc/passwd", "C:\\autoexec", "a\\..\\..\\b"])
def test_names_that_point_outside_are_refused(name):
    assert refusal(corpus.with_part(corpus.docx(), name, b"x"), "a.docx") == "path"


# XML


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_a_document_type_is_refused_in_any_encoding(encoding):
    part = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    content = corpus.with_part(corpus.docx(), "customXml/item9.xml", part.encode(encoding))
    assert refusal(content, "a.docx") == "doctype"
    harmless = f'<?xml version="1.0" encoding="{encoding}"?><a>é</a>'
    content = corpus.with_part(corpus.docx(), "customXml/item9.xml", harmless.encode(encoding))
    assert passes(content, "a.docx")


def test_a_document_type_in_an_old_drawing_is_refused():
    drawing = b"<xml><br>not well formed<!DOCTYPE x></xml>"
    content = corpus.with_part(corpus.docx(), "word/drawing.vml", drawing)
    assert refusal(content, "a.docx") == "doctype"
    content = corpus.with_part(corpus.docx(), "word/drawing.vml", b"<xml><br>not well formed</xml>")
    assert passes(content, "a.docx")


def test_elements_without_end_inside_each_other_are_refused():
    for depth, code in ((501, "complex"), (100_000, "complex")):
        part = b"<a>" * depth + b"</a>" * depth
        content = corpus.with_part(corpus.docx(), "customXml/item9.xml", part)
        assert refusal(content, "a.docx") == code
    part = b"<a>" * 400 + b"</a>" * 400
    assert passes(corpus.with_part(corpus.docx(), "customXml/item9.xml", part), "a.docx")


# Damage


def test_a_document_cut_anywhere_is_refused_and_nothing_else_is_raised():
    content = corpus.docx()
    for cut in range(1, len(content), len(content) // 25):
        assert refusal(content[:cut], "a.docx") in ("broken", "wrong-content")


def test_a_document_with_flipped_bytes_is_let_in_or_refused_and_nothing_else():
    content = bytearray(corpus.xlsx())
    for place in range(0, len(content), len(content) // 60):
        damaged = (
            bytes(content[:place]) + bytes([content[place] ^ 0xFF]) + bytes(content[place + 1 :])
        )
        with contextlib.suppress(UploadRefused):
            assert passes(damaged, "a.xlsx")


def test_a_part_that_is_not_well_formed_is_refused():
    content = corpus.edited(corpus.docx(), "word/document.xml", b"</w:body>", b"")
    assert refusal(content, "a.docx") == "broken"


def test_a_document_without_its_main_part_is_refused():
    parts = corpus.members(corpus.docx())
    del parts["word/document.xml"]
    assert refusal(corpus.zipped(parts), "a.docx") == "broken"


def test_an_unforeseen_error_is_a_refusal(monkeypatch):
    def stumble(file, size, extension):
        raise RuntimeError("nobody foresaw this")

    kind = KINDS["txt"]
    monkeypatch.setitem(KINDS, "txt", type(kind)(kind.media_type, stumble))
    assert refusal(b"words", "a.txt") == "broken"


# Names


@pytest.mark.parametrize(
    ("given", "cleaned"),
    [
        ("Audit form.DOCX", "Audit form.docx"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\j.doe\\case.pdf", "case.pdf"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("tab\tnew\nline.pdf", "tab new line.pdf"),
        ("Cafe\u0301.txt", "Caf\u00e9.txt"),
        (".docx", "file.docx"),
        ("\u200b\u200e.pdf", "file.pdf"),
        ("", "file"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
    ],
)
def test_names_are_cleaned(given, cleaned):
    assert clean_name(given) == cleaned
