"""Words inside a file over HTTP: found with their place by who may have it, and by nobody else."""

import io
from datetime import UTC, datetime

import pytest
from pptx import Presentation

from network.media.reading.waiting import read_waiting
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
    return "Training" not in html and "Explain" not in html and "Notes of slide" not in html


@pytest.mark.parametrize("place", PLACES)
def test_a_word_in_the_notes_is_found_with_its_slide(client, training, place):
    html = client.get(place).text
    assert ">Training</a>" in html
    assert "Notes of slide 2" in html
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
