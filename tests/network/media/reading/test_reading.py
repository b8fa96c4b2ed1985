"""Reading the words of stored documents: each kind, its places, and what cannot be read."""

import io
import time
import zipfile
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.base import ContentFile

from network.confined import NotStarted, Outcome
from network.media.documents import store_document
from network.media.models import DocumentReading, Passage, ReadingState, SiteDocument
from network.media.reading import waiting
from network.media.reading.child import read
from network.media.reading.passages import MOST_CHARACTERS, PART_CHARACTERS, in_parts

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def pieces(content: bytes, extension: str) -> list[tuple]:
    """Place, number, heading and text of each passage, and how it ended."""
    lines: list[dict] = []
    end = read(io.BytesIO(content), extension, lines.append)
    rows = [(line["place"], line["number"], line["heading"], line["text"]) for line in lines]
    return [*rows, end]


def pptx() -> bytes:
    from pptx import Presentation

    show = Presentation()
    for title, text, notes in (
        ("Opening", "Welcome", ""),
        ("The way home", "Walk together", "Say quokka"),
    ):
        slide = show.slides.add_slide(show.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = text
        if notes:
            slide.notes_slide.notes_text_frame.text = notes
    target = io.BytesIO()
    show.save(target)
    return target.getvalue()


def docx() -> bytes:
    from docx import Document

    document = Document()
    document.add_paragraph("Before any heading.")
    document.add_heading("First things", level=1)
    document.add_paragraph("Ask the wallaby.")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Place"
    table.cell(0, 1).text = "Bus stop"
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def xlsx() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "Places"
    book.active.append(["Place", "Risk"])
    book.active.append(["Bus stop", 3])
    hidden = book.create_sheet("Lists")
    hidden.append(["secret list"])
    hidden.sheet_state = "hidden"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def pdf() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    target = io.BytesIO()
    canvas = Canvas(target)
    for words in ("Page of the quokka", "", "Page of the wallaby"):
        canvas.drawString(100, 700, words)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def test_slides_and_the_notes_of_the_speaker():
    assert pieces(pptx(), "pptx") == [
        ("slide", 1, "Opening", "Welcome"),
        ("slide", 2, "The way home", "Walk together"),
        ("notes", 2, "The way home", "Say quokka"),
        "ok",
    ]


def test_a_text_under_its_headings_with_its_tables():
    assert pieces(docx(), "docx") == [
        ("part", 1, "", "Before any heading."),
        ("part", 2, "First things", "First things\nAsk the wallaby.\nPlace\nBus stop"),
        "ok",
    ]


def test_the_visible_sheets():
    assert pieces(xlsx(), "xlsx") == [("sheet", 1, "Places", "Place Risk\nBus stop 3"), "ok"]


def test_cells_as_they_are_shown():
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["Day", "Number", "Lit"])
    book.active.append([date(2026, 5, 3), 9434765919, True])
    target = io.BytesIO()
    book.save(target)
    assert pieces(target.getvalue(), "xlsx") == [
        ("sheet", 1, "Sheet", "Day Number Lit\n03/05/2026 9434765919 Yes"),
        "ok",
    ]


def test_a_cell_in_the_last_row_costs_no_more_than_one_in_the_first():
    from openpyxl import Workbook

    book = Workbook()
    book.active["A1"] = "Quokka"
    book.active["XFD1048576"] = "Wallaby"
    target = io.BytesIO()
    book.save(target)
    before = time.process_time()
    assert pieces(target.getvalue(), "xlsx") == [("sheet", 1, "Sheet", "Quokka\nWallaby"), "ok"]
    assert time.process_time() - before < 2


def test_pages_by_their_number():
    assert pieces(pdf(), "pdf") == [
        ("page", 1, "", "Page of the quokka"),
        ("page", 3, "", "Page of the wallaby"),
        "ok",
    ]


def test_plain_text_and_tables():
    assert pieces("Größe\n\none two".encode("cp1252"), "txt") == [
        ("part", 1, "", "Größe\none two"),
        "ok",
    ]
    assert pieces(b'a,"b\nc"\nd,e', "csv") == [("part", 1, "", "a b c\nd e"), "ok"]


@pytest.mark.parametrize(
    ("content", "extension", "end"),
    [
        (b"%PDF-1.7 nothing", "pdf", "broken"),
        (b"PK\x03\x04 nothing", "docx", "broken"),
        (b"", "xlsx", "broken"),
        (b"", "txt", "ok"),
    ],
)
def test_what_cannot_be_opened_has_a_reason(content, extension, end):
    assert pieces(content, extension) == [end]


def test_an_archive_without_parts_has_no_words():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("word/other.xml", "<a/>")
    assert pieces(target.getvalue(), "docx") == ["ok"]
    assert pieces(target.getvalue(), "pptx") == ["ok"]


def test_more_than_a_million_characters_are_cut():
    *rows, end = pieces(("word " * 300 + "\n").encode() * 1000, "txt")
    assert end == "cut"
    assert sum(len(text) for _, _, _, text in rows) == MOST_CHARACTERS


def test_parts_are_about_as_long_as_a_paragraph():
    parts = list(in_parts(("", "x" * 400) for _ in range(8)))
    assert [part.number for part in parts] == [1, 2, 3]
    assert max(len(part.text) for part in parts) <= PART_CHARACTERS


@pytest.mark.django_db
def test_a_document_waits_from_the_moment_it_is_stored_and_is_read_in_a_child():
    document = store_document(b"Ask the wallaby.", name="a.txt", title="A")
    assert DocumentReading.objects.get(document=document).state == ReadingState.WAITING
    assert waiting.read_waiting(now=NOW) == 1
    reading = DocumentReading.objects.get(document=document)
    assert (reading.state, reading.reason, reading.characters) == (ReadingState.READ, "", 16)
    assert [passage.text for passage in document.passages.all()] == ["Ask the wallaby."]
    assert waiting.read_waiting(now=NOW) == 0


@pytest.fixture
def stored(db, monkeypatch):
    """A document whose child is played by ``said``."""
    document = store_document(b"Words.", name="a.txt", title="A")

    def say(code: int, said: bytes):
        outcome = Outcome(code == 0, said)
        monkeypatch.setattr(waiting, "run_module", lambda *args, **kwargs: outcome)
        waiting.read_document(document.pk, now=NOW)
        return DocumentReading.objects.get(document=document)

    document.read_as = say
    return document


def test_a_file_without_words_says_so(stored):
    reading = stored.read_as(0, b'{"end": "ok"}\n')
    assert (reading.state, reading.reason) == (ReadingState.WITHOUT_TEXT, waiting.WITHOUT_TEXT)


@pytest.mark.parametrize("code", ["encrypted", "broken", "slow"])
def test_an_unreadable_file_says_why(stored, code):
    reading = stored.read_as(0, f'{{"end": "{code}"}}\n'.encode())
    assert (reading.state, reading.reason) == (ReadingState.UNREADABLE, waiting.REASONS[code])


def test_a_child_that_is_ended_leaves_what_it_had_said(stored):
    line = b'{"place": "page", "number": 1, "heading": "", "text": "Quokka"}\n'
    reading = stored.read_as(-1, line + b'{"place": "pa')
    assert (reading.state, reading.reason) == (ReadingState.UNREADABLE, waiting.REASONS["slow"])
    assert [passage.text for passage in stored.passages.all()] == ["Quokka"]


@pytest.mark.django_db
def test_a_missing_file_is_listed():
    document = store_document(b"Words.", name="a.txt", title="A")
    document.file.storage.delete(document.file.name)
    waiting.read_document(document.pk, now=NOW)
    reading = DocumentReading.objects.get(document=document)
    assert reading.reason == waiting.REASONS["missing"]


@pytest.mark.django_db
def test_what_somebody_has_is_left_to_them_for_ten_minutes():
    document = store_document(b"Words.", name="a.txt", title="A")
    DocumentReading.objects.filter(document=document).update(claimed_at=NOW)
    assert not waiting.read_document(document.pk, now=NOW + timedelta(minutes=9))
    assert waiting.read_document(document.pk, now=NOW + timedelta(minutes=11))


@pytest.mark.django_db
def test_where_no_process_can_be_started_it_goes_on_waiting(monkeypatch):
    document = store_document(b"Ask the wallaby.", name="a.txt", title="A text")
    DocumentReading.objects.filter(document=document).update(
        state=ReadingState.WAITING, attempts=0, claimed_at=None
    )

    def refuse(*arguments, **options):
        raise NotStarted

    monkeypatch.setattr(waiting, "run_module", refuse)
    for _ in range(4):
        with pytest.raises(NotStarted):
            waiting.read_document(document.pk, now=NOW)
    monkeypatch.undo()
    assert waiting.read_document(document.pk, now=NOW)
    assert DocumentReading.objects.get(document=document).state == ReadingState.READ


@pytest.mark.django_db
def test_after_three_attempts_without_an_end_nobody_tries_again():
    document = store_document(b"Words.", name="a.txt", title="A")
    DocumentReading.objects.filter(document=document).update(attempts=3)
    waiting.read_document(document.pk, now=NOW)
    reading = DocumentReading.objects.get(document=document)
    assert (reading.state, reading.reason) == (ReadingState.UNREADABLE, waiting.REASONS["failed"])


@pytest.mark.django_db
def test_a_newer_reader_reads_again(monkeypatch):
    document = store_document(b"Words.", name="a.txt", title="A")
    waiting.read_waiting(now=NOW)
    monkeypatch.setattr(waiting, "READER", waiting.READER + 1)
    assert waiting.read_waiting(now=NOW) == 1
    assert DocumentReading.objects.get(document=document).reader == waiting.READER


@pytest.mark.django_db
def test_the_words_of_a_replaced_file_are_gone_at_once():
    document = store_document(b"Quokka.", name="a.txt", title="A")
    waiting.read_waiting(now=NOW)
    document = SiteDocument.objects.get(pk=document.pk)
    document.file = ContentFile(b"Wallaby.", name="b.txt")
    document._set_document_file_metadata()
    document.save()
    assert not Passage.objects.filter(document=document).exists()
    waiting.read_waiting(now=NOW)
    assert [passage.text for passage in document.passages.all()] == ["Wallaby."]


@pytest.mark.django_db
def test_editors_see_which_files_could_not_be_read_and_why(client, editor, member):
    document = store_document(b"Words.", name="a.txt", title="A locked file")
    DocumentReading.objects.filter(document=document).update(
        state=ReadingState.UNREADABLE, reason=waiting.REASONS["encrypted"]
    )
    client.force_login(editor)
    page = client.get("/admin/reports/unread-files/")
    assert "A locked file" in page.text
    assert waiting.REASONS["encrypted"] in page.text
    client.force_login(member)
    assert client.get("/admin/reports/unread-files/").status_code in (302, 403, 404)
