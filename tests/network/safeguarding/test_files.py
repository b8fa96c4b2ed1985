"""The upload gate: each refusal beside a file that differs only in what is refused."""

import hashlib
import io

import pytest
from django.conf import settings

from network.safeguarding.files import KINDS, UploadRefused, check_upload, clean_name, gate
from network.safeguarding.inspection.refusals import REASONS
from tests.network.safeguarding import upload_corpus as corpus
from tests.network.safeguarding.upload_corpus import passes, refusal


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
        ("an %22open%22 plan.docx", 'an "open" plan.docx'),
        ("one%0D%0atwo 100%25.pdf", "onetwo 100%25.pdf"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
    ],
)
def test_names_are_cleaned(given, cleaned):
    assert clean_name(given) == cleaned


def test_an_unforeseen_error_is_a_refusal(monkeypatch):
    def stumble(file, *arguments):
        raise RuntimeError("nobody foresaw this")

    monkeypatch.setattr(gate, "inspect", stumble)
    assert refusal(b"words", "a.txt") == "broken"
