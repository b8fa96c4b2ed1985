from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from wagtail.test.utils import WagtailPageTestCase

from learning.projects.models import ProjectIndexPage, ProjectPage, ProjectPhase
from network.pages.models import HomePage
from tests.factories.pages import make_project, restrict

pytestmark = pytest.mark.django_db


def test_projects_stand_only_in_their_section():
    case = WagtailPageTestCase()
    case.assertAllowedParentPageTypes(ProjectPage, {ProjectIndexPage})
    case.assertAllowedSubpageTypes(ProjectPage, set())
    case.assertAllowedParentPageTypes(ProjectIndexPage, {HomePage})
    case.assertAllowedSubpageTypes(ProjectIndexPage, {ProjectPage})


def test_the_section_shows_where_each_project_stands(client):
    make_project("Done", status="finished")
    make_project("Open", status="open", time_asked="about 2 hours a month")
    response = client.get("/projects/")
    assert [(card.title, card.badges, card.meta) for card in response.context["cards"]] == [
        ("Open", [{"label": "Open to join", "variant": "success"}], "about 2 hours a month"),
        ("Done", [{"label": "Finished", "variant": "neutral"}], ""),
    ]


def test_a_project_shows_its_question_phases_and_partners(client, member):
    project = make_project(
        authors=[member],
        status="running",
        partners="A bus forum\n\n  Five schools  ",
        end_date=date(2026, 12, 1),
        phases=[
            ProjectPhase(title="Walk", state="done", sort_order=0),
            ProjectPhase(title="Change", summary="One thing.", state="current", sort_order=1),
        ],
    )
    response = client.get(project.url)
    html = response.content.decode()
    assert "What do young people notice?" in html
    assert project.partner_list == ["A bus forum", "Five schools"]
    assert response.context["phases"] == [
        {"when": "Finished", "title": "Walk", "body": "", "state": "done"},
        {"when": "Now", "title": "Change", "body": "One thing.", "state": "current"},
    ]
    assert response.context["facts"] == [
        {"term": "Status", "value": "Running"},
        {"term": "Starts", "value": "January 2026"},
        {"term": "Ends", "value": "December 2026"},
        {"term": "Time asked for", "value": ""},
        {"term": "Taking part", "values": ["A bus forum", "Five schools"]},
    ]
    assert "<li>Five schools</li>" not in html
    assert "<dd>Five schools</dd>" in html


def test_a_project_ends_after_it_starts():
    project = ProjectPage(title="Back", start_date=date(2026, 1, 5), end_date=date(2025, 12, 31))
    with pytest.raises(ValidationError) as refusal:
        project.clean()
    assert refusal.value.message_dict == {"end_date": ["A project ends after it starts."]}


def test_the_database_refuses_an_end_before_the_start():
    project = make_project()
    with pytest.raises(IntegrityError), transaction.atomic():
        ProjectPage.objects.filter(pk=project.pk).update(end_date=date(2025, 12, 31))


def test_a_restricted_project_is_not_listed_for_visitors(client):
    restrict(make_project("Closed"))
    assert client.get("/projects/").context["cards"] == []


@pytest.mark.parametrize("rows", [1, 3])
def test_the_section_costs_the_same_at_any_length(client, django_assert_num_queries, member, rows):
    # As the section of tips.
    for place in range(rows):
        make_project(f"Project {place}", topics=("bullying",), authors=[member])
    client.get("/projects/")
    with django_assert_num_queries(13):
        client.get("/projects/")


@pytest.mark.parametrize("rows", [1, 3])
def test_a_project_costs_the_same_with_any_number_of_phases(
    client, django_assert_num_queries, member, rows
):
    # As a tip, and one for the phases.
    phases = [ProjectPhase(title=f"Phase {place}") for place in range(rows)]
    project = make_project(phases=phases, authors=[member] * rows)
    client.get(project.url)
    with django_assert_num_queries(16):
        client.get(project.url)
