"""Numbers of versions, the rules of a resource, and what the catalogue is told."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.urls import reverse

from network.search.models import CatalogueEntry
from network.taxonomy.models import Sector
from resources.models import ResourceIndexPage, ResourcePage, ResourceVersion, VersionFile
from tests.resources.building import document, make_resource, make_version

pytestmark = pytest.mark.django_db


def unnumbered(*documents) -> ResourceVersion:
    version = make_version(1, *documents)
    version.number = None
    return version


def numbers(page: ResourcePage) -> list[int]:
    return list(page.versions.order_by("number").values_list("number", flat=True))


def test_new_versions_get_the_next_numbers_in_order():
    page = make_resource(versions=[unnumbered(document()), unnumbered(document())])
    assert numbers(page) == [1, 2]
    page.versions.add(unnumbered(document()))
    page.save_revision().publish()
    assert numbers(page) == [1, 2, 3]


def test_a_draft_is_numbered_before_it_is_published():
    page = make_resource()
    page.versions.add(unnumbered(document()))
    revision = page.save_revision()
    assert [version.number for version in revision.as_object().sorted_versions()] == [2, 1]
    assert numbers(ResourcePage.objects.get()) == [1]


def test_the_number_of_a_published_version_is_not_given_again_by_a_draft_without_it():
    page = make_resource(versions=[make_version(1, document()), make_version(2, document())])
    page.versions.remove(page.versions.get(number=2))
    page.versions.add(unnumbered(document()))
    page.number_new_versions()
    assert [version.number for version in page.sorted_versions()] == [3, 1]


def test_a_number_stands_once_for_a_resource():
    page = make_resource()
    with pytest.raises(IntegrityError), transaction.atomic():
        ResourceVersion.objects.create(resource=page, number=1, change_note="Again.")


def test_a_document_stands_once_in_a_version():
    page = make_resource()
    file = VersionFile.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        VersionFile.objects.create(
            version=page.versions.get(), label="Again", document=file.document
        )


def test_the_document_of_a_version_cannot_be_deleted():
    make_resource()
    with pytest.raises(ProtectedError):
        VersionFile.objects.get().document.delete()


def test_a_draft_with_a_new_version_changes_nothing_that_readers_see(client):
    page = make_resource()
    page.versions.add(unnumbered(document("new.txt", b"new")))
    page.save_revision()
    assert client.get("/resources/audit/versions/2/").status_code == 404
    response = client.get("/resources/audit/download/")
    assert b"".join(response.streaming_content) == b"A form to fill in."


@pytest.mark.parametrize("slug", ["feed", "packs"])
def test_addresses_of_the_library_itself_are_refused(slug):
    with pytest.raises(ValidationError) as refused:
        make_resource(slug)
    assert list(refused.value.message_dict) == ["slug"]


def test_the_library_keeps_its_address():
    library = ResourceIndexPage.objects.get()
    library.slug = "library"
    with pytest.raises(ValidationError) as refused:
        library.save()
    assert list(refused.value.message_dict) == ["slug"]


def test_a_resource_is_not_adapted_from_itself():
    page = make_resource()
    page.adapted_from = page
    with pytest.raises(ValidationError) as refused:
        page.save()
    assert list(refused.value.message_dict) == ["adapted_from"]
    with pytest.raises(IntegrityError), transaction.atomic():
        ResourcePage.objects.filter(pk=page.pk).update(adapted_from=page.pk)


def test_the_next_review_is_not_before_the_last():
    with pytest.raises(ValidationError) as refused:
        make_resource(reviewed_date=date(2026, 5, 2), review_due_date=date(2026, 5, 1))
    assert list(refused.value.message_dict) == ["review_due_date"]
    make_resource("same-day", reviewed_date=date(2026, 5, 2), review_due_date=date(2026, 5, 2))


def test_the_catalogue_knows_type_stage_format_and_year():
    make_resource(
        kind="toolkit",
        stages=["assess", "training"],
        versions=[
            make_version(1, document("old.csv", b"a,b")),
            make_version(2, document("new.txt"), document("second.txt")),
        ],
        published_date=date(2025, 12, 31),
        review_due_date=date(2027, 1, 1),
    )
    entry = CatalogueEntry.objects.get()
    terms = {(term.facet, term.slug) for term in entry.terms.all()}
    assert terms == {
        ("type", "toolkit"),
        ("stage", "assess"),
        ("stage", "training"),
        ("format", "txt"),
        ("year", "2025"),
    }
    assert entry.details == {
        "files_for": "readers",
        "files_from": None,
        "type_label": "Toolkit",
        "formats": ["txt"],
        "contexts": [],
        "reviewed_date": None,
        "review_due_date": "2027-01-01",
        "updated_at": "2026-01-02T00:00:01+00:00",
    }
    assert entry.published_at == datetime(2025, 12, 31, tzinfo=ZoneInfo("Europe/London"))
    assert entry.url == "/resources/audit/"


# The editor's form


def form_data(file, *, note: str = "First published.", **changes) -> dict:
    """What the editor's browser posts for one version with one file."""
    data = {
        "title": "Audit",
        "slug": "audit",
        "summary": "What it is.",
        "resource_type": ResourcePage._meta.get_field("resource_type")
        .related_model.objects.get(slug="briefing")
        .pk,
        "published_date": "2026-01-01",
        "review_due_date": "2036-01-01",
        "licence": "CC BY 4.0",
        "files_for": "readers",
        "sectors": [Sector.objects.get(slug="police").pk],
        "topics": "",
        "body-count": "0",
        "authors-TOTAL_FORMS": "0",
        "authors-INITIAL_FORMS": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "versions-TOTAL_FORMS": "1",
        "versions-INITIAL_FORMS": "0",
        "versions-0-change_note": note,
        "versions-0-released_date": "2026-01-01",
        "versions-0-files-TOTAL_FORMS": "1",
        "versions-0-files-INITIAL_FORMS": "0",
        "versions-0-files-0-label": "Briefing",
        "versions-0-files-0-document": file.pk,
        "versions-0-files-0-ORDER": "1",
    }
    return {**data, **changes}


@pytest.fixture
def admin(client, editor):
    editor.is_superuser = True
    editor.save()
    client.force_login(editor)
    return client


def add_url() -> str:
    return reverse(
        "wagtailadmin_pages:add",
        args=["resources", "resourcepage", ResourceIndexPage.objects.get().pk],
    )


def test_an_editor_publishes_a_resource_with_a_version_and_a_file_in_one_form(admin, client):
    response = admin.post(add_url(), form_data(document(), **{"action-publish": "1"}))
    assert response.status_code == 302
    page = ResourcePage.objects.get()
    assert page.live
    assert numbers(page) == [1]
    assert VersionFile.objects.get().label == "Briefing"
    client.logout()
    assert client.get("/resources/audit/").status_code == 200


def test_a_version_without_a_file_is_refused_in_the_form(admin):
    data = form_data(document(), **{"action-publish": "1", "versions-0-files-TOTAL_FORMS": "0"})
    assert admin.post(add_url(), data).status_code == 200
    assert not ResourcePage.objects.exists()


def test_an_editor_adds_a_version_to_a_live_resource(admin, client):
    page = make_resource()
    version = page.versions.get()
    file = version.files.get()
    data = form_data(
        document("new.txt", b"new"),
        note="A column more.",
        **{
            "action-publish": "1",
            "versions-TOTAL_FORMS": "2",
            "versions-INITIAL_FORMS": "1",
            "versions-0-id": version.pk,
            "versions-0-files-INITIAL_FORMS": "1",
            "versions-0-files-0-id": file.pk,
            "versions-0-files-0-label": file.label,
            "versions-0-files-0-document": file.document_id,
            "versions-1-change_note": "A column more.",
            "versions-1-released_date": "2026-02-01",
            "versions-1-files-TOTAL_FORMS": "1",
            "versions-1-files-INITIAL_FORMS": "0",
            "versions-1-files-0-label": "Briefing",
            "versions-1-files-0-document": document("newer.txt", b"newer").pk,
            "versions-1-files-0-ORDER": "1",
        },
    )
    response = admin.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert response.status_code == 302
    assert numbers(page) == [1, 2]
    response = client.get("/resources/audit/download/")
    assert b"".join(response.streaming_content) == b"newer"


def test_the_form_opens_and_explains_itself(admin):
    text = admin.get(add_url()).text
    assert "Each version keeps its own address" in text
    page = make_resource()
    assert admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200


def test_a_preview_shows_the_draft(admin, rf):
    page = make_resource()
    page.versions.add(unnumbered(document("new.txt", b"new")))
    draft = page.save_revision().as_object()
    draft.title = "Audit in draft"
    response = draft.make_preview_request(preview_mode="")
    response.render()
    assert "Audit in draft" in response.text
    assert response.context_data["shown"].number == 2
    assert [file.name for file in response.context_data["shown"].files] == ["new.txt"]


def test_the_file_of_a_version_is_not_replaced_in_the_documents(admin):
    from django.core.files.uploadedfile import SimpleUploadedFile

    make_resource()
    file = VersionFile.objects.get().document
    response = admin.post(
        reverse("wagtaildocs:edit", args=[file.pk]),
        {"title": "A form", "file": SimpleUploadedFile("new.txt", b"new")},
    )
    assert "belongs to version 1 of “Audit”" in response.text
    file.refresh_from_db()
    assert file.original_name == "form.txt"
