"""A copy of a page is a page of its own, of whatever type."""

import pytest
from django.urls import reverse
from wagtail.models import get_page_models

from network.pages.copying import CopyPageForm
from network.pages.models import BasePage
from tests.factories.pages import make_tip

pytestmark = pytest.mark.django_db


def copying(page) -> str:
    return reverse("wagtailadmin_pages:copy", args=[page.pk])


def test_the_form_offers_no_alias(client, editor):
    client.force_login(editor)
    form = client.get(copying(make_tip())).context["form"]
    assert list(form.fields) == ["new_title", "new_slug", "new_parent_page", "publish_copies"]


def test_an_alias_that_is_not_offered_is_not_made(client, editor):
    tip = make_tip()
    client.force_login(editor)
    target = {"new_title": "Other", "new_slug": "other", "new_parent_page": tip.get_parent().pk}
    assert client.post(copying(tip), {**target, "alias": "on"}).status_code == 302
    copy = type(tip).objects.get(slug="other")
    assert (copy.live, copy.alias_of_id) == (False, None)


def test_every_page_type_of_the_site_has_this_form():
    types = [model for model in get_page_models() if issubclass(model, BasePage)]
    assert types
    assert all(issubclass(model.copy_form_class, CopyPageForm) for model in types)
