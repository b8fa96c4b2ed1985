"""Each page answers each of its previews, and an unknown kind like the one that nobody chose."""

from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.urls import reverse
from wagtail.models import Page

from network.pages.models import BasePage
from resources.models import PackIndexPage, PackPage
from tests.factories.pages import (
    make_answer,
    make_post,
    make_project,
    make_standard_page,
    make_tip,
    make_webinar,
)
from tests.resources.building import make_resource

pytestmark = pytest.mark.django_db


def make_pack() -> PackPage:
    pack = PackPage(title="A training", summary="About it.", live=False)
    PackIndexPage.objects.get().add_child(instance=pack)
    return pack


MAKERS = {
    "resource": make_resource,
    "pack": make_pack,
    "tip": make_tip,
    "post": make_post,
    "project": make_project,
    "webinar": lambda: make_webinar(starts_at=datetime(2030, 1, 7, 12, tzinfo=UTC)),
    "answer": make_answer,
    "standard page": make_standard_page,
    "home page": lambda: Page.objects.get(depth=2),
}


def test_every_page_type_extends_the_one_that_knows_its_previews():
    ours = [
        model
        for model in apps.get_models()
        if issubclass(model, Page) and not model.__module__.startswith("wagtail.")
    ]
    assert len(ours) > 10
    assert [model for model in ours if not issubclass(model, BasePage)] == []


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("mode", ["no-such-mode", "%00", "visitor/"])
def test_an_unknown_kind_of_preview_is_the_usual_one(client, editor, kind, mode):
    page = MAKERS[kind]().specific
    page.save_revision()
    client.force_login(editor)
    usual = client.get(f"/admin/pages/{page.pk}/view_draft/")
    unknown = client.get(f"/admin/pages/{page.pk}/view_draft/?mode={mode}")
    assert (usual.status_code, unknown.status_code) == (200, 200)
    assert unknown.context_data.get("previewed_for") is None
    assert unknown.template_name == usual.template_name


@pytest.mark.parametrize("mode", ["no-such-mode", ""])
def test_the_panel_beside_the_form_and_an_old_revision_answer_too(client, editor, mode):
    page = make_resource()
    revision = page.latest_revision
    client.force_login(editor)
    beside = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    old = reverse("wagtailadmin_pages:revisions_view", args=[page.pk, revision.pk])
    statuses = [client.get(f"{address}?mode={mode}").status_code for address in (beside, old)]
    assert statuses == [200, 200]
