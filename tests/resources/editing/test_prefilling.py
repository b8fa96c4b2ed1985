"""What of a file's properties is filled in, and what is not because it may identify somebody."""

import pytest

from network.media.models import SiteDocument
from network.safeguarding.files import Facts, Finding
from resources.editing.prefilling import fit_to_fill_in, is_clean_name, title_from
from resources.models import ResourcePage
from tests.resources.editing.test_from_files import letter, said, send, uploaded

CASE = "Case of Aiden Marlow DOB 03/05/2009 NHS 943 476 5919"


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Walking the route", True),
        ("Briefing 12: harm at bus stops, 3 May 2009", True),
        (CASE, False),
        ("Plan of Kayden Castellane-Ward", False),
        ("Call me on 07700 900123", False),
    ],
)
def test_a_title_that_may_identify_somebody_is_not_filled_in(title, kept):
    facts, left_out = fit_to_fill_in(Facts(title=title))
    assert facts.title == (title if kept else "")
    assert left_out == (() if kept else ("title",))


@pytest.mark.parametrize(
    ("author", "kept"),
    [
        ("Robin Wren", "Robin Wren"),
        ("Aisha Begum & Ben Ode", "Aisha Begum & Ben Ode"),
        ("robin.wren@example.org", ""),
        ("enquiries@hartwell.gov.uk", ""),
        ("07700 900123", ""),
        ("NHS 943 476 5919", ""),
        ("Robin Wren, robin.wren@example.org, Ana Ruiz", "Robin Wren, Ana Ruiz"),
    ],
)
def test_an_author_that_is_an_address_or_a_number_is_not_filled_in(author, kept):
    facts, left_out = fit_to_fill_in(Facts(authors=("Ash Elm", author)))
    assert facts.authors == (("Ash Elm", kept) if kept else ("Ash Elm",))
    assert left_out == (() if kept == author else ("authors",))


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("MASH referral form 2025-26.docx", "MASH referral form 2025-26"),
        ("HSB toolkit for DSLs in Wales.pdf", "HSB toolkit for DSLs in Wales"),
        ("Year 9 and the LADO.pptx", "Year 9 and the LADO"),
        ("tŷ'r_Sir_cyd-destunol.txt", "Tŷ'r Sir cyd-destunol"),
        ("walk_form - final -- v2.docx", "Walk form final v2"),
        ("ŷd-.txt", "Ŷd"),
        (".docx", ""),
    ],
)
def test_a_file_s_name_becomes_a_title_with_its_capitals_and_hyphens(name, title):
    assert title_from(name) == title


@pytest.mark.parametrize(
    ("place", "kind", "severity", "clean"),
    [
        ("name", "name", "warn", False),
        ("name", "school", "block", False),
        ("name", "postcode", "warn", True),
        ("text", "name", "block", True),
    ],
)
def test_a_file_s_name_is_clean_where_it_tells_of_nobody(place, kind, severity, clean):
    assert is_clean_name((Finding(place, "x", kind, severity, "Why."),)) == clean


@pytest.mark.django_db
def test_nothing_that_identifies_somebody_comes_from_the_properties_into_the_draft(client, editor):
    client.force_login(editor)
    content = letter(title=CASE, author="Robin Wren; robin.wren@example.org")
    response = send(client, uploaded("walk_form.docx", content))
    page = ResourcePage.objects.get()
    assert (page.title, page.slug, page.draft_title) == ("Walk form", "walk-form", "Walk form")
    assert [author.name for author in page.authors.all()] == ["Robin Wren"]
    assert page.versions.get().files.get().label == "Walk form"
    assert SiteDocument.objects.get().title == "Walk form: Walk form"
    assert "The title that walk_form.docx gives itself was used nowhere" in said(response)
    assert "An author that walk_form.docx names was not filled in" in said(response)
    assert "Aiden" not in said(response)


@pytest.mark.django_db
def test_a_file_whose_title_and_name_tell_of_somebody_becomes_a_new_resource(client, editor):
    client.force_login(editor)
    send(client, uploaded("Mr G notes.docx", letter(title=CASE, author="")))
    page = ResourcePage.objects.get()
    assert (page.title, page.slug) == ("New resource", "new-resource")
    assert page.versions.get().files.get().label == "File"
