"""Words inside a file over HTTP: found with their place by who may have it, and by nobody else."""

import io
from datetime import UTC, datetime
from importlib import import_module

import pytest
from django.apps import apps
from openpyxl import Workbook
from pptx import Presentation

from network.media.models import DocumentPreview, PreviewState
from network.media.reading.waiting import read_waiting
from network.search.models import PageText
from resources.enums import FilesFor
from resources.models import ResourcePage
from tests.resources.building import document, make_resource, make_version, restrict

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
WORD = "quokkafication"
PLACES = (f"/resources/?q={WORD}", f"/search/?q={WORD}")


def slides_with_a_word_in_the_notes() -> bytes:
    show = Presentation()
    for number in (1, 2):
        slide = show.slides.add_slide(show.slide_layouts[1])
        slide.shapes.title.text = f"Slide {number}"
    slide.notes_slide.notes_text_frame.text = f"Explain {WORD} slowly."
    target = io.BytesIO()
    show.save(target)
    return target.getvalue()


@pytest.fixture
def training(db) -> ResourcePage:
    file = document("training.pptx", slides_with_a_word_in_the_notes())
    page = make_resource("training", kind="training-slides", versions=[make_version(1, file)])
    assert read_waiting(now=NOW) == 1
    return page


def close_files(page: ResourcePage) -> None:
    page.files_for = FilesFor.MEMBERS
    page.save_revision().publish()


def nothing_of_it(html: str) -> bool:
    return "Training" not in html and "Explain" not in html and "notes of slide" not in html.lower()


@pytest.mark.parametrize("place", PLACES)
def test_a_word_in_the_notes_is_found_with_its_slide(client, training, place):
    html = client.get(place).text
    assert ">Training</a>" in html
    assert "training.pptx, notes of slide 2" in html
    assert f"Explain <mark>{WORD}</mark> slowly" in html


@pytest.mark.parametrize("place", PLACES)
def test_a_visitor_finds_nothing_of_what_members_have(client, member, training, place):
    close_files(training)
    html = client.get(place).text
    assert nothing_of_it(html.replace("Training slides", ""))
    assert "1 result" not in html
    assert "1 resource<" not in html
    client.force_login(member)
    assert f"<mark>{WORD}</mark>" in client.get(place).text


def two_files(label: str = "Handout <two>") -> ResourcePage:
    """The second of two files has the word, on its second part."""
    handout = document("handout.txt", f"{'Beside. ' * 190}\n{WORD} & more.".encode())
    version = make_version(1, document("briefing.txt", b"Nothing of it."), handout)
    version.files.get(document=handout).label = label
    page = make_resource("course", versions=[version])
    read_waiting(now=NOW)
    return page


@pytest.mark.parametrize("place", PLACES)
def test_the_file_is_named_and_leads_to_that_place_in_its_preview(client, place):
    page = two_files()
    handout = page.versions.get().files.last().document_id
    html = client.get(place).text
    address = f"/resources/course/versions/1/preview/{handout}/"
    link = f'<a href="{address}#part-2">Handout &lt;two&gt;, part 2</a>'
    assert link in html
    assert f"<mark>{WORD}</mark> &amp; more" in html
    assert client.get(address).text.count('id="part-2"') == 1


def test_the_notes_of_a_slide_lead_to_the_slide(client, training):
    file = training.versions.get().files.get().document_id
    address = f"/resources/training/versions/1/preview/{file}/"
    assert f'href="{address}#slide-2"' in client.get(PLACES[0]).text
    assert client.get(address).text.count('id="slide-2"') == 1


def test_a_sheet_leads_to_its_table(client):
    book = Workbook()
    book.active["A1"] = "Before"
    book.create_sheet("Costs")["A1"] = WORD
    target = io.BytesIO()
    book.save(target)
    page = make_resource(
        "sheets", versions=[make_version(1, document("s.xlsx", target.getvalue()))]
    )
    read_waiting(now=NOW)
    file = page.versions.get().files.get().document
    tables = [
        {"name": name, "head": [name], "rows": [], "more": False} for name in ("Sheet", "Costs")
    ]
    DocumentPreview.objects.update_or_create(
        document=file, defaults={"state": PreviewState.MADE, "tables": tables}
    )
    address = f"/resources/sheets/versions/1/preview/{file.pk}/"
    assert f'href="{address}#sheet-2"' in client.get(PLACES[0]).text
    assert client.get(address).text.count('id="sheet-2"') == 1


def test_a_new_name_of_a_file_is_told_from_its_publishing_on(client):
    page = two_files("Handout")
    assert "Handout, part 2" in client.get(PLACES[0]).text
    page.versions.get().files.update(label="Worksheet")
    ResourcePage.objects.get(pk=page.pk).save_revision().publish()
    html = client.get(PLACES[0]).text
    assert ("Worksheet, part 2" in html, "Handout, part 2" in html) == (True, False)


def test_where_a_file_lies_is_asked_of_whoever_reads_and_not_kept(client, member):
    page = two_files()
    address = (
        f"/resources/course/versions/1/preview/{page.versions.get().files.last().document_id}/"
    )
    client.force_login(member)
    assert address in client.get(PLACES[0]).text
    close_files(page)
    assert address in client.get(PLACES[0]).text
    client.logout()
    assert [address in client.get(place).text for place in PLACES] == [False, False]


def test_a_row_that_knows_no_places_shows_the_words_without_a_link(client, training):
    PageText.objects.filter(pk=training.pk).update(places=None)
    html = client.get(PLACES[0]).text
    assert '<span class="card__place">Notes of slide 2' in html
    assert "/preview/" not in html


def test_places_of_texts_that_are_there_already_are_written_by_the_migration(training):
    before = PageText.objects.get(pk=training.pk).places
    PageText.objects.update(places=None)
    migration = import_module("resources.migrations.0008_places_of_searched_files")
    migration.write_places(apps, None)
    assert PageText.objects.get(pk=training.pk).places == before
    assert len(before) == 1


def test_counts_of_facets_tell_nothing_either(client, training):
    close_files(training)
    response = client.get(PLACES[0])
    assert response.context["number"] == 0
    assert all(not facet["options"] for facet in response.context["facets"])


def test_the_title_is_found_and_no_passage_is_shown_where_the_files_are_closed(client, training):
    close_files(training)
    html = client.get("/resources/?q=training").text
    assert ">Training</a>" in html
    assert "card__passage" not in html


def test_both_words_must_be_found_outside_closed_files(client, training):
    close_files(training)
    assert client.get(f"/resources/?q=training {WORD}").context["number"] == 0


@pytest.mark.parametrize("place", PLACES)
def test_a_page_that_is_for_members_shows_a_visitor_nothing(client, member, training, place):
    restrict(training)
    assert nothing_of_it(client.get(place).text.replace("Training slides", ""))
    client.force_login(member)
    assert f"<mark>{WORD}</mark>" in client.get(place).text


def test_a_withdrawn_resource_is_gone_from_search_at_once(client, training):
    training.unpublish()
    assert client.get(PLACES[0]).context["number"] == 0
    assert client.get(PLACES[1]).context["results"] == []


def test_an_older_version_is_not_searched(client, training):
    training.versions.add(make_version(2, document("new.txt", b"Without that word.")))
    training.save_revision().publish()
    read_waiting(now=NOW)
    assert client.get(PLACES[0]).context["number"] == 0
