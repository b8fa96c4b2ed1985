"""A copy of a resource is a draft of its own, whatever is asked for."""

import pytest
from django.urls import reverse

from network.search.models import CatalogueEntry
from resources.models import ResourcePage
from tests.resources.building import make_resource

pytestmark = pytest.mark.django_db


def copying(page) -> str:
    return reverse("wagtailadmin_pages:copy", args=[page.pk])


def test_the_form_offers_no_publishing_and_no_alias(client, editor):
    client.force_login(editor)
    form = client.get(copying(make_resource())).context["form"]
    assert list(form.fields) == ["new_title", "new_slug", "new_parent_page"]


@pytest.mark.parametrize("box", ["publish_copies", "alias"])
def test_a_box_that_is_not_offered_does_nothing(client, editor, box):
    page = make_resource()
    client.force_login(editor)
    target = {"new_title": "Other", "new_slug": "other", "new_parent_page": page.get_parent().pk}
    assert client.post(copying(page), {**target, box: "on"}).status_code == 302
    copy = ResourcePage.objects.get(slug="other")
    assert (copy.live, copy.alias_of_id) == (False, None)
    assert not CatalogueEntry.objects.filter(page_id=copy.pk).exists()
    client.logout()
    assert client.get("/resources/other/").status_code == 404
