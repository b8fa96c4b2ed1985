"""A copied page has rows of its own, at every depth, and takes none of the original's."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.forms.models import model_to_dict
from django.urls import reverse
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.models import COMMENTS_RELATION_NAME, Locale, Page, Revision, get_page_models

from network.pages.models import BasePage
from resources.models import PackPage, ResourcePage, VersionFile
from tests.resources.building import document, make_resource, make_version
from tests.resources.editing.test_publishing import ready
from tests.resources.packs.building import HANDOUT, NOTES, SLIDES, make_pack

pytestmark = pytest.mark.django_db


def make_audit() -> ResourcePage:
    files = [document(name, name.encode()) for name in ("old.txt", "new.txt", "handout.txt")]
    versions = [make_version(1, files[0]), make_version(2, *files[1:], note="Shorter.")]
    return make_resource("audit", versions=versions, organisation="The unit")


def make_training() -> PackPage:
    audit = make_resource("audit")
    return make_pack(sessions=[[(SLIDES, audit, ""), (HANDOUT, audit, "")], [(NOTES, audit, "")]])


NESTED = {ResourcePage: make_audit, PackPage: make_training}


def nested_relations(model) -> list[tuple]:
    """Relations of the page and, of each, those of its rows; without Wagtail's comments, which a
    copy never has."""
    return [
        (relation, below)
        for relation in get_all_child_relations(model)
        if relation.get_accessor_name() != COMMENTS_RELATION_NAME
        for below in get_all_child_relations(relation.related_model)
    ]


def rows_of(page) -> list[tuple]:
    """Every row below the page at any depth as the database has it, with its id and content."""
    found = []

    def collect(model, parents):
        for relation in get_all_child_relations(model):
            if relation.get_accessor_name() == COMMENTS_RELATION_NAME:
                continue
            where = {f"{relation.field.name}__in": parents}
            rows = list(relation.related_model._base_manager.filter(**where).order_by("pk"))
            found.extend((type(row), row.pk, model_to_dict(row)) for row in rows)
            if rows:
                collect(relation.related_model, [row.pk for row in rows])

    collect(type(page), [page.pk])
    return found


def keys(page) -> set[tuple]:
    return {(model, key) for model, key, _ in rows_of(page)}


def shape(page) -> list[tuple]:
    """What the rows say, without whose they are."""
    own = {"id", "page", "resource", "version", "pack", "session", "content_object"}
    if isinstance(page, PackPage):
        own.remove("resource")
    return [
        (model.__name__, sorted((k, str(v)) for k, v in fields.items() if k not in own))
        for model, _, fields in rows_of(page)
    ]


def copied(page, **how):
    copy = page.copy(update_attrs={"slug": f"{page.slug}-copy", "title": "Another"}, **how)
    return type(page).objects.get(pk=copy.pk)


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def test_every_page_type_with_rows_below_rows_is_tried_here():
    nested = {model for model in get_page_models() if nested_relations(model)}
    assert nested == set(NESTED)


def test_every_page_type_reads_its_revisions_by_the_rule():
    assert [m for m in get_page_models() if m is not Page and not issubclass(m, BasePage)] == []


@pytest.mark.parametrize("model", NESTED)
def test_publishing_a_copy_leaves_the_original_as_it_was(model):
    page = NESTED[model]()
    before = rows_of(page)
    copy = copied(page, keep_live=False)
    copy.get_latest_revision().publish()
    assert rows_of(page) == before
    assert fresh(copy).live
    assert shape(copy) == shape(page)
    assert not keys(copy) & keys(page)


@pytest.mark.parametrize("model", NESTED)
def test_every_revision_of_a_copy_is_its_own(model):
    page = NESTED[model]()
    for title in ("Second", "Third"):
        draft = fresh(page).get_latest_revision_as_object()
        draft.title = title
        draft.save_revision().publish()
    before = rows_of(page)
    copy = copied(page)
    for revision in copy.revisions.order_by("pk"):
        draft = revision.as_object()
        draft.slug = copy.slug
        draft.save_revision(previous_revision=revision).publish()
        assert rows_of(page) == before
        assert shape(copy) == shape(page)


@pytest.mark.parametrize("model", NESTED)
def test_an_older_revision_of_the_original_takes_nothing_from_the_copy(model):
    page = NESTED[model]()
    first = page.get_latest_revision()
    copy = copied(page)
    copy.get_latest_revision().publish()
    expected = rows_of(copy)
    draft = fresh(page).get_latest_revision_as_object()
    draft.title = "Later"
    draft.save_revision().publish()
    first.as_object().save_revision(previous_revision=first).publish()
    first.publish()
    assert rows_of(copy) == expected
    assert shape(page) == shape(copy)


@pytest.mark.parametrize("model", NESTED)
def test_an_alias_follows_with_rows_of_its_own(model):
    page = NESTED[model]()
    alias = page.create_alias(update_slug="alias")
    before = rows_of(page)
    assert shape(alias.specific) == shape(page)
    draft = fresh(page).get_latest_revision_as_object()
    draft.title = "Later"
    draft.save_revision().publish()
    assert rows_of(page) == before
    assert shape(fresh(alias)) == shape(page)
    assert not keys(fresh(alias)) & keys(page)


@pytest.mark.parametrize("model", NESTED)
def test_a_copy_for_a_translation_has_rows_of_its_own(model):
    page = NESTED[model]()
    before = rows_of(page)
    welsh = Locale.objects.create(language_code="cy")
    copy = page.copy_for_translation(welsh, copy_parents=True)
    copy.save_revision().publish()
    assert rows_of(page) == before
    assert shape(fresh(copy)) == shape(page)
    assert not keys(fresh(copy)) & keys(page)


def test_a_draft_that_was_copied_before_takes_nothing_either():
    page = make_audit()
    before = rows_of(page)
    other = make_resource("other", publish=False)
    content = page.get_latest_revision().content
    content["pk"], content["slug"], content["title"] = other.pk, other.slug, other.title
    stolen = Revision.objects.create(
        content_object=other,
        base_content_type_id=page.get_latest_revision().base_content_type_id,
        content=content,
        created_at=timezone.now(),
        object_str="other",
    )
    stolen.publish()
    assert rows_of(page) == before
    assert shape(fresh(other)) == shape(page)


def form_of(response) -> dict[str, list]:
    """What a browser would send of an edit form that nobody has touched."""
    data = {}
    form = BeautifulSoup(response.content, "html.parser").find(id="page-edit-form")
    for field in form.find_all(["input", "textarea", "select"]):
        name = field.get("name")
        if not name or "__prefix__" in name or field.has_attr("disabled"):
            continue
        if field.name == "select":
            values = [
                o.get("value", "") for o in field.find_all("option") if o.has_attr("selected")
            ]
        elif field.name == "textarea":
            values = [field.text.removeprefix("\n")]
        elif field.get("type") in ("checkbox", "radio"):
            values = [field.get("value", "on")] if field.has_attr("checked") else []
        else:
            values = [] if field.get("type") in ("submit", "file") else [field.get("value", "")]
        data.setdefault(name, []).extend(values)
    return data


def test_copying_and_publishing_in_the_admin(client, editor):
    page = ready(body=[])
    before = rows_of(page)
    client.force_login(editor)
    client.post(
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        {"new_title": "Other", "new_slug": "other", "new_parent_page": page.get_parent().pk},
    )
    copy = ResourcePage.objects.get(slug="other")
    assert not copy.live
    address = reverse("wagtailadmin_pages:edit", args=[copy.pk])
    data = form_of(client.get(address))
    theirs = {str(file.pk) for file in VersionFile.objects.filter(version__resource=page)}
    assert not theirs & set(data["versions-0-files-0-id"])
    data.update({"body-count": ["0"], "action-publish": ["1"]})
    response = client.post(address, data)
    assert response.status_code == 302
    assert fresh(copy).live
    assert rows_of(page) == before
    client.logout()
    for slug in ("audit", "other"):
        assert client.get(f"/resources/{slug}/download/").status_code == 200
        assert client.get(f"/resources/{slug}/").status_code == 200


def test_an_old_version_of_a_copy_is_reviewed_and_published_in_the_admin(client, editor):
    page = ready(body=[])
    page.save_revision().publish()
    before = rows_of(page)
    copy = copied(page)
    oldest = copy.revisions.order_by("pk").first()
    client.force_login(editor)
    shown = client.get(reverse("wagtailadmin_pages:revisions_revert", args=[copy.pk, oldest.pk]))
    data = form_of(shown)
    data.update({"body-count": ["0"], "action-publish": ["1"], "revision": [str(oldest.pk)]})
    data["slug"] = [copy.slug]
    address = reverse("wagtailadmin_pages:edit", args=[copy.pk])
    assert client.post(address, data).status_code == 302
    assert rows_of(page) == before
    assert [str(version) for version in fresh(copy).sorted_versions()] == ["Version 1"]
    assert VersionFile.objects.filter(version__resource=copy).count() == 1


def test_a_copy_is_published_on_its_own_day():
    page = make_resource("audit", published_date=date(2025, 1, 2))
    copy = copied(page)
    copy.get_latest_revision().publish()
    assert fresh(copy).published_date == timezone.localdate()
    assert fresh(page).published_date == date(2025, 1, 2)
