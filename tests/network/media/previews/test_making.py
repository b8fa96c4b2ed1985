"""What waits is made once, ends with a reason where it fails, and goes with its file."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command

from network.media.documents import store_document
from network.media.models import DocumentPreview, PagePicture, PreviewState, SiteDocument
from network.media.previews import making
from tests.network.media.previews.samples import pdf, xlsx

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_office(settings):
    settings.SOFFICE = ""


def stored(name: str, content: bytes) -> SiteDocument:
    return store_document(content, name=name, title=name)


def of(document) -> DocumentPreview:
    return DocumentPreview.objects.get(document=document)


@pytest.fixture
def drawn(monkeypatch):
    """Children of this process that take no time: each file has one page."""

    def reader(module, source, folder, *arguments):
        from pathlib import Path

        (Path(folder) / "pages.jsonl").write_text(
            '{"pages": 1}\n{"number": 1, "width": 10, "height": 20}\n'
        )
        (Path(folder) / "1.webp").write_bytes(b"picture")
        return "ok"

    monkeypatch.setattr(making, "run_reader", reader)


def test_a_pdf_gets_pictures_from_a_child_process(settings):
    document = stored("a.pdf", pdf(pages=2))
    assert making.make_waiting(now=NOW) == 1
    preview = of(document)
    assert (preview.state, preview.reason, preview.pages) == (PreviewState.MADE, "", 2)
    pictures = list(PagePicture.objects.filter(document=document))
    assert [(p.number, p.width, p.height) for p in pictures] == [(1, 1000, 1500), (2, 1000, 1500)]
    assert pictures[0].file.storage.open(pictures[0].file.name).read(4) == b"RIFF"
    assert making.make_waiting(now=NOW) == 0


def test_a_spreadsheet_gets_its_tables(drawn, monkeypatch):
    from network.media.previews.children import run_reader

    monkeypatch.setattr(making, "run_reader", run_reader)
    document = stored("a.xlsx", xlsx(("Audit", [["No", "Question"], [1, "Why?"]])))
    making.make_waiting(now=NOW)
    assert of(document).tables[0]["rows"] == [["1", "Why?"]]


def test_text_has_nothing_to_draw_and_office_files_wait_for_libreoffice(drawn, settings):
    text = stored("a.txt", b"words")
    form = stored("a.pdf", pdf(pages=1))
    SiteDocument.objects.filter(pk=form.pk).update(original_name="a.docx")
    making.make_waiting(now=NOW)
    assert [(of(d).state, of(d).reason) for d in (text, form)] == [
        (PreviewState.NOTHING, ""),
        (PreviewState.NOTHING, making.NO_OFFICE),
    ]
    settings.SOFFICE = "/usr/bin/soffice"
    making.note_new_documents()
    assert [of(d).state for d in (text, form)] == [PreviewState.NOTHING, PreviewState.WAITING]


@pytest.mark.parametrize("verdict", ["encrypted", "broken", "slow"])
def test_a_failure_is_a_sentence_and_is_not_tried_for_ever(monkeypatch, verdict):
    monkeypatch.setattr(making, "run_reader", lambda *arguments: verdict)
    document = stored("a.pdf", pdf(pages=1))
    assert making.make_waiting(now=NOW) == 1
    assert (of(document).state, of(document).reason) == (
        PreviewState.FAILED,
        making.REASONS[verdict],
    )
    assert making.make_waiting(now=NOW) == 0


def test_what_is_claimed_is_left_alone_until_the_claim_ends(drawn):
    document = stored("a.pdf", pdf(pages=1))
    making.note_new_documents()
    DocumentPreview.objects.update(claimed_at=NOW, attempts=1)
    assert making.make_waiting(now=NOW + timedelta(minutes=9)) == 0
    assert making.make_waiting(now=NOW + timedelta(minutes=11)) == 1
    assert of(document).state == PreviewState.MADE


def test_what_was_uploaded_last_does_not_wait_behind_a_library(drawn, monkeypatch):
    monkeypatch.setattr(making, "AT_ONCE", 2)
    documents = [stored(f"{number}.pdf", pdf(pages=1)) for number in range(3)]
    making.note_new_documents()
    documents.append(stored("last.pdf", pdf(pages=1)))
    assert making.make_waiting(now=NOW) == 2
    assert [of(document).state for document in documents] == [
        PreviewState.WAITING,
        PreviewState.WAITING,
        PreviewState.MADE,
        PreviewState.MADE,
    ]


def test_the_command_makes_all_that_waits(drawn, monkeypatch, capsys):
    monkeypatch.setattr(making, "AT_ONCE", 2)
    for number in range(5):
        stored(f"{number}.pdf", pdf(pages=1))
    call_command("make_previews")
    assert capsys.readouterr().out == "5 previews made, 0 still wait\n"
    assert PagePicture.objects.count() == 5


def test_the_command_ends_while_some_wait(drawn, monkeypatch, capsys):
    monkeypatch.setattr(making, "AT_ONCE", 1)
    for number in range(12):
        stored(f"{number}.pdf", pdf(pages=1))
    call_command("make_previews")
    assert capsys.readouterr().out == "10 previews made, 2 still wait\n"


def test_what_ended_three_workers_is_not_tried_again(drawn):
    document = stored("a.pdf", pdf(pages=1))
    making.note_new_documents()
    DocumentPreview.objects.update(attempts=3)
    making.make_waiting(now=NOW)
    assert (of(document).state, of(document).reason) == (
        PreviewState.FAILED,
        making.REASONS["slow"],
    )


def test_a_lost_file_is_a_reason_too(drawn):
    document = stored("a.pdf", pdf(pages=1))
    document.file.storage.delete(document.file.name)
    making.make_waiting(now=NOW)
    assert of(document).reason == making.REASONS["missing"]


def test_the_pictures_of_a_replaced_file_are_gone_at_once(
    drawn, django_capture_on_commit_callbacks
):
    document = stored("a.pdf", pdf(pages=1))
    making.make_waiting(now=NOW)
    picture = PagePicture.objects.get(document=document)
    with django_capture_on_commit_callbacks(execute=True):
        document.file = ContentFile(pdf(pages=3), name="b.pdf")
        document._set_document_file_metadata()
        document.save()
    assert of(document).state == PreviewState.WAITING
    assert not PagePicture.objects.filter(document=document).exists()
    assert not picture.file.storage.exists(picture.file.name)


def test_a_deleted_document_takes_its_pictures_along(drawn, django_capture_on_commit_callbacks):
    document = stored("a.pdf", pdf(pages=1))
    making.make_waiting(now=NOW)
    picture = PagePicture.objects.get(document=document)
    with django_capture_on_commit_callbacks(execute=True):
        document.delete()
    assert not picture.file.storage.exists(picture.file.name)
    assert DocumentPreview.objects.count() == 0
