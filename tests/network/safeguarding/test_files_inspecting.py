"""Each file is opened by one process of its own, with limits that grow with its size."""

import io
import logging
import zipfile
from datetime import date, datetime

import pytest
from docx import Document

from network.confined import Limits, Outcome
from network.safeguarding.files import Facts, UploadRefused, admit, inspecting, look_inside
from tests.network.safeguarding import upload_corpus as corpus
from tests.network.safeguarding.test_files_findings import pdf_with

MIB = 1024 * 1024
SENTENCE = "Her NHS number is 943 476 5870, as everybody in the room knows by now. "


@pytest.fixture
def started(monkeypatch):
    """The arguments of every process that was started."""
    calls = []
    run_on_copy = inspecting.run_on_copy

    def note(*arguments, **options):
        calls.append((*arguments, options["limits"]))
        return run_on_copy(*arguments, **options)

    monkeypatch.setattr(inspecting, "run_on_copy", note)
    return calls


@pytest.mark.parametrize(
    ("content", "filename"),
    [(pdf_with("The park"), "a.pdf"), (corpus.docx(), "a.docx"), (b"The park", "a.txt")],
)
def test_one_process_does_everything_for_an_upload(started, content, filename):
    admit(io.BytesIO(content), filename=filename)
    assert len(started) == 1


def test_what_the_properties_say_of_the_file_comes_with_it():
    document = Document()
    document.core_properties.title = "A plan for the park"
    document.core_properties.author = "Ash Elm"
    document.core_properties.modified = datetime(2025, 5, 4)
    admitted = admit(io.BytesIO(corpus.saved(document)), filename="plan.docx")
    assert admitted.facts == Facts("A plan for the park", ("Ash Elm",), date(2025, 5, 4))


@pytest.mark.parametrize("extension", ["txt", "docx"])
def test_long_texts_are_screened_as_short_ones_are(extension):
    def found(times: int) -> list[tuple]:
        words = SENTENCE * times
        if extension == "docx":
            document = Document()
            document.add_paragraph(words)
            content = corpus.saved(document)
        else:
            content = words.encode()
        findings = look_inside(io.BytesIO(content), filename=f"a.{extension}")
        return [(each.place, each.type, each.phrase) for each in findings if each.type == "nhs"]

    assert found(300) == found(1) == [("text", "nhs", "943 476 5870")]


def test_a_larger_file_has_more_time_and_memory_up_to_a_bound():
    small, large = inspecting.limits_for(1000), inspecting.limits_for(200 * MIB)
    assert (small.cpu_seconds, small.wall_seconds, small.memory_bytes) == (20, 40, 1026 * MIB)
    assert (large.cpu_seconds, large.wall_seconds, large.memory_bytes) == (60, 60, 1424 * MIB)
    assert inspecting.limits_for(10_000 * MIB) == large


@pytest.mark.parametrize(
    ("content", "filename"), [(corpus.docx(), "a.docx"), (corpus.pdf(), "a.pdf")]
)
def test_a_file_that_needs_too_much_memory_is_too_complicated(monkeypatch, content, filename):
    few = Limits(memory_bytes=16 * MIB, cpu_seconds=10, wall_seconds=20)
    monkeypatch.setattr(inspecting, "limits_for", lambda size: few)
    with pytest.raises(UploadRefused) as refused:
        admit(io.BytesIO(content), filename=filename)
    assert refused.value.code == "complex"


@pytest.mark.parametrize("said", [b"", b"{", b'{"code": "unknown"}', b"[]", b'{"other": 1}'])
def test_an_answer_that_makes_no_sense_lets_nothing_in(monkeypatch, said):
    monkeypatch.setattr(inspecting, "run_on_copy", lambda *a, **options: Outcome(True, said))
    with pytest.raises(UploadRefused) as refused:
        admit(io.BytesIO(corpus.docx()), filename="a.docx")
    assert refused.value.code == "broken"


def test_a_process_that_ended_by_itself_lets_nothing_in(monkeypatch):
    outcome = Outcome(False, b'{"code": "ok", "is_bare": true}')
    monkeypatch.setattr(inspecting, "run_on_copy", lambda *a, **options: outcome)
    with pytest.raises(UploadRefused) as refused:
        admit(io.BytesIO(corpus.docx()), filename="a.docx")
    assert refused.value.code == "complex"


def test_what_nobody_foresaw_is_logged_by_its_kind_alone(monkeypatch, caplog):
    said = b'{"code": "broken", "unforeseen": "KeyError"}'
    monkeypatch.setattr(inspecting, "run_on_copy", lambda *a, **options: Outcome(True, said))
    with caplog.at_level(logging.WARNING, "network.safeguarding"), pytest.raises(UploadRefused):
        admit(io.BytesIO(corpus.docx()), filename="Kayden.docx")
    assert [record.getMessage() for record in caplog.records] == [
        "upload refused after an unforeseen error: KeyError"
    ]


def stored_in_zip(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


def test_large_pictures_and_films_inside_do_not_make_a_bomb(settings):
    film = bytes(range(256)) * 4096 * 210
    content = stored_in_zip({**corpus.members(corpus.pptx()), "ppt/media/a.mp4": film})
    assert len(content) > 200 * MIB
    settings.UPLOAD_MAX_BYTES = 220 * MIB
    admitted = admit(io.BytesIO(content), filename="a.pptx")
    assert abs(admitted.bare.seek(0, io.SEEK_END) - len(content)) < MIB
