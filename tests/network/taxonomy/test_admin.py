"""The vocabularies in the Wagtail admin."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from network.taxonomy.models import Context, Nation, Organisation, Sector, Topic

pytestmark = pytest.mark.django_db

LISTS = (
    "area",
    "context",
    "harm",
    "nation",
    "organisation",
    "practicestage",
    "resourcetype",
    "sector",
    "topic",
)


def address(model: str, rest: str = "") -> str:
    return f"/admin/snippets/taxonomy/{model}/{rest}"


@pytest.fixture
def editing(client, editor):
    client.force_login(editor)
    return client


@pytest.mark.parametrize("model", LISTS)
def test_editors_open_each_list_and_its_form(editing, model):
    assert editing.get(address(model)).status_code == 200
    assert editing.get(address(model, "add/")).status_code == 200


@pytest.mark.parametrize("model", LISTS)
def test_members_are_turned_away(client, member, model):
    client.force_login(member)
    assert client.get(address(model)).status_code == 404


def test_contexts_stand_in_their_own_order(editing):
    html = editing.get(address("context")).content.decode()
    places = [html.index(context.name) for context in Context.objects.all()]
    assert places == sorted(places)


def test_topics_are_found_by_their_other_names(editing):
    Topic.objects.create(name="Quokka work", slug="quokka-work", synonyms="Wallaby\nPademelon")
    html = editing.get(address("topic"), {"q": "pademelon"}).content.decode()
    assert "Quokka work" in html
    assert "Bullying" not in html


def test_organisations_are_found_by_name(editing):
    for name in ("Quokka Council", "Wallaby Trust"):
        Organisation.objects.create(name=name, slug=name.lower().replace(" ", "-"))
    html = editing.get(address("organisation"), {"q": "quokka"}).content.decode()
    assert "Quokka Council" in html
    assert "Wallaby Trust" not in html


def test_an_editor_adds_a_topic(editing):
    editing.post(
        address("topic", "add/"),
        {"name": "Quokka work", "slug": "quokka-work", "description": "", "synonyms": "Wallaby"},
    )
    topic = Topic.objects.get(slug="quokka-work")
    assert (topic.name, topic.synonyms, topic.is_distressing) == ("Quokka work", "Wallaby", False)


def test_a_name_changes_and_a_slug_never(editing):
    sector = Sector.objects.get(slug="housing")
    editing.post(
        address("sector", f"edit/{sector.pk}/"),
        {"name": "Housing and homes", "slug": "other", "description": "", "sort_order": "3"},
    )
    sector.refresh_from_db()
    assert (sector.name, sector.slug, sector.sort_order) == ("Housing and homes", "housing", 3)


def test_an_organisation_may_not_stand_under_itself(editing):
    nation = Nation.objects.get(slug="wales")
    top = Organisation.objects.create(name="Quokka Council", slug="quokka", nation=nation)
    below = Organisation.objects.create(name="Quokka School", slug="school", parent=top)
    response = editing.post(
        address("organisation", f"edit/{top.pk}/"), {"name": top.name, "parent": below.pk}
    )
    assert "An organisation cannot stand under itself" in response.content.decode()
    top.refresh_from_db()
    assert top.parent_id is None


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_organisations_reads_its_table_twice_at_any_length(editing, rows):
    # The number, and the rows with their parents, areas and nations. What Wagtail's own frame
    # reads depends on what it has kept since the process began.
    top = Organisation.objects.create(name="Quokka Council", slug="quokka")
    for place in range(rows):
        Organisation.objects.create(name=f"School {place}", slug=f"school-{place}", parent=top)
    with CaptureQueriesContext(connection) as queries:
        editing.get(address("organisation"))
    statements = [query["sql"] for query in queries]
    assert len([sql for sql in statements if 'FROM "taxonomy_organisation"' in sql]) == 2
    assert len(statements) == len(set(statements))
