"""Archives that lie, XML that defines things, and damage of every kind."""

import contextlib
import tracemalloc
import zlib

import pytest

from network.safeguarding.files import UploadRefused
from tests.network.safeguarding import upload_corpus as corpus
from tests.network.safeguarding.upload_corpus import MEGABYTE, passes, refusal


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
