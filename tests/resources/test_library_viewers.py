"""Who sees what in the library's lists, counts and search."""

import pytest
from django.db.models import Q

from network.members.roles import RESEARCHERS
from resources.models import ResourcePage
from tests.resources.building import make_resource, restrict
from tests.resources.lists import LIBRARY, counts, titles

pytestmark = pytest.mark.django_db


def test_a_restricted_resource_shows_in_no_list_count_or_search_of_a_visitor(client, three):
    restrict(ResourcePage.objects.get(slug="audit"))
    response = client.get(LIBRARY)
    assert titles(response) == ["Bus stops", "Classrooms"]
    assert "health" not in counts(response, "sector")
    assert client.get(LIBRARY, {"q": "audit"}).context["number"] == 0
    assert "2 resources" in response.text


def test_a_member_sees_what_members_may(client, member, three):
    restrict(ResourcePage.objects.get(slug="audit"))
    client.force_login(member)
    assert client.get(LIBRARY).context["number"] == 3
    assert titles(client.get(LIBRARY, {"q": "audit"})) == ["Audit"]


def test_a_group_s_resource_is_for_the_group(client, member, researcher, three):
    restrict(ResourcePage.objects.get(slug="audit"), RESEARCHERS)
    client.force_login(member)
    assert client.get(LIBRARY).context["number"] == 2
    client.force_login(researcher)
    assert client.get(LIBRARY).context["number"] == 3


def test_drafts_and_withdrawn_resources_show_nowhere(client, three):
    make_resource("draft", publish=False)
    ResourcePage.objects.get(slug="audit").unpublish()
    assert titles(client.get(LIBRARY)) == ["Bus stops", "Classrooms"]
    assert client.get(LIBRARY, {"q": "draft"}).context["number"] == 0
    assert not ResourcePage.objects.live().filter(Q(slug="draft") | Q(slug="audit")).exists()
