"""Broken and odd files of every kind: each is let in or refused with a reason, and nothing else."""

import io
import os
import random

import pytest

from network.safeguarding.files import UploadRefused, admit
from network.safeguarding.inspection import child
from tests.network.safeguarding import upload_corpus as corpus

GOOD = {"docx": corpus.docx, "pptx": corpus.pptx, "xlsx": corpus.xlsx}
ODD_PARTS = {
    "nothing": b"",
    "no XML": b"\xff\x00junk",
    "a definition": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
    "depth": b"<a>" * 600 + b"</a>" * 600,
    "another encoding": '<?xml version="1.0" encoding="utf-16"?><a/>'.encode("utf-16"),
    "control characters": b"<a>\x01</a>",
    "words of no encoding": b'<?xml version="1.0" encoding="klingon"?><a/>',
}


def verdict(content: bytes, filename: str) -> str:
    """The refusal's code, or "admitted"; every refusal has a sentence to show."""
    try:
        admitted = admit(io.BytesIO(content), filename=filename)
    except UploadRefused as error:
        refused = error
    else:
        if admitted.bare is not None:
            admitted.bare.close()
        return "admitted"
    assert refused.reason[:1].isupper()
    assert refused.reason.endswith(".")
    return refused.code


@pytest.mark.parametrize("extension", GOOD)
def test_a_document_cut_short_anywhere_is_refused(extension):
    content = GOOD[extension]()
    cuts = random.Random(3).sample(range(1, len(content)), 25)

    assert {verdict(content[:cut], f"a.{extension}") for cut in cuts} <= {
        "broken",
        "wrong-content",
    }


@pytest.mark.parametrize("extension", GOOD)
def test_a_document_with_wrong_bytes_is_let_in_or_refused(extension):
    content, rng = GOOD[extension](), random.Random(4)
    for changes in (1, 3, 20, 200) * 5:
        changed = bytearray(content)
        for _ in range(changes):
            changed[rng.randrange(len(changed))] = rng.randrange(256)
        assert verdict(bytes(changed), f"a.{extension}")


@pytest.mark.parametrize("what", ODD_PARTS)
def test_a_document_with_an_odd_part_is_let_in_or_refused(what):
    content = corpus.docx()
    for name in list(corpus.members(content))[:8]:
        assert verdict(corpus.with_part(content, name, ODD_PARTS[what]), "a.docx")


@pytest.mark.parametrize("extension", ["docx", "pdf", "txt", "csv"])
@pytest.mark.parametrize(
    "content",
    [
        b"<!doctype html><html><body>A page</body></html>",
        b"{\\rtf1 A letter}",
        corpus.COMPOUND + bytes(4000),
        b"%!PS-Adobe-3.0",
        b"MZ\x90\x00" + bytes(100),
    ],
)
def test_another_kind_under_a_name_of_ours_is_refused(extension, content):
    kinds = {"wrong-content", "old-office", "binary-text"}
    if not (extension in {"txt", "csv"} and content.startswith(b"%!PS")):  # which is plain text
        assert verdict(content, f"a.{extension}") in kinds


@pytest.mark.parametrize("extension", ["doc", "ppt", "xls", "odt", "rtf", "html", "zip", "docm"])
def test_a_kind_that_is_not_taken_is_refused_by_its_name(extension):
    assert verdict(b"anything", f"a.{extension}") == "extension"


@pytest.mark.parametrize(
    "name",
    [
        "\u202efdp.docx",
        "أحمد.docx",
        "文档.docx",
        "a" * 400 + ".docx",
        "../../plan.docx",
        ".docx",
        "a.b.c.DOCX",
        "\x00plan.docx",
        "🙂.docx",
    ],
)
def test_an_odd_name_is_no_obstacle(name):
    assert verdict(corpus.docx(), name) == "admitted"


def test_no_file_stays_open():
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else None
    for content in (corpus.docx(), corpus.docx()[:900], b""):
        verdict(content, "a.docx")
    after = len(os.listdir("/proc/self/fd")) if before is not None else None
    assert after == before


@pytest.mark.parametrize(
    ("error", "code"),
    [(RuntimeError, "broken"), (RecursionError, "complex"), (MemoryError, "complex")],
)
def test_a_reader_that_stumbles_is_a_refusal(monkeypatch, error, code):
    def stumble(*args, **kwargs):
        raise error

    monkeypatch.setattr(child, "text_words", stumble)
    answer = child.answer_to(io.BytesIO(b"A plan."), "txt", {"check", "marks"}, io.BytesIO())
    assert answer["code"] == code


def test_a_date_after_a_number_of_a_version_holds_nothing_back():
    assert verdict(b"Version 1.3, 3 November 2018 of the form.", "form.txt") == "admitted"
