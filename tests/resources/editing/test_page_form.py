"""What was public stays, and the editor's form says so where it was changed."""

import pytest
from django.urls import reverse
from django.utils import timezone

from network.pages import gone
from resources.models import ResourcePage, VersionFile
from tests.resources.building import document, make_version
from tests.resources.editing.test_publishing import edit_form, ready

pytestmark = pytest.mark.django_db
WAY_OUT = (
    "If it has to go, because it identifies somebody or was not ours to share, take the page down "
    "first; then it can be removed here."
)
STAYS = (
    "Version 1 has been public with “{}”. Add a new version with the new file; this one stays at "
    f"its address. {WAY_OUT}"
)
NO_OTHER = (
    "Version 1 has been public, and another file would change what people cite. Add a new version "
    "with all its files; this one stays at its address."
)


def resource(**changes) -> ResourcePage:
    """A live resource whose version 1 has two files."""
    version = make_version(1, document("form.txt", b"a"), document("guide.txt", b"b"))
    for file, label in zip(version.files.all(), ("Form to fill in", "Guide"), strict=True):
        file.label = label
    return ready(versions=[version], body=[], **changes)


def send(client, editor, page, action="action-publish", **changes):
    client.force_login(editor)
    data = {**edit_form(client, page), "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
    data.update({name.replace("__", "-"): value for name, value in changes.items()})
    if action:
        data[action] = "1"
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def version_form(response):
    return response.context["form"].formsets["versions"].forms[0]


def file_forms(response) -> list:
    return version_form(response).formsets["files"].forms


def served() -> list[tuple[int, str]]:
    files = VersionFile.objects.order_by("version__number", "sort_order")
    return [(file.version.number, file.document.title) for file in files]


BEFORE = [(1, "form.txt"), (1, "guide.txt")]


@pytest.mark.parametrize("action", ["action-publish", ""])
def test_another_document_in_a_public_version_is_refused_at_its_field(client, editor, action):
    page = resource()
    other = document("other.txt", b"c")
    changes = {"versions-0-files-0-document": other.pk, "summary": "New words."}
    response = send(client, editor, page, action, **changes)
    assert response.status_code == 200
    assert file_forms(response)[0].errors == {"document": [STAYS.format("form.txt")]}
    assert response.context["form"]["summary"].value() == "New words."
    assert str(file_forms(response)[0]["document"].value()) == str(other.pk)
    assert served() == BEFORE
    assert not ResourcePage.objects.get().has_unpublished_changes


def test_the_bin_on_a_public_version_is_refused_and_the_version_shown_again(client, editor):
    page = resource()
    response = send(client, editor, page, **{"versions-0-DELETE": "1"})
    form = version_form(response)
    assert form.non_field_errors() == [
        "Version 1 has been public: people have taken it and cite it, so it stays at its address. "
        f"Add a new version instead. {WAY_OUT}"
    ]
    assert form["DELETE"].value() == ""
    assert "people have taken it and cite it" in response.content.decode()
    assert served() == BEFORE


def test_the_bin_on_a_file_of_a_public_version_is_refused(client, editor):
    response = send(client, editor, resource(), **{"versions-0-files-1-DELETE": "1"})
    assert file_forms(response)[1].errors == {"document": [STAYS.format("guide.txt")]}
    assert file_forms(response)[1]["DELETE"].value() == ""
    assert served() == BEFORE


def test_another_file_more_is_refused(client, editor):
    changes = {
        "versions-0-files-TOTAL_FORMS": "3",
        "versions-0-files-2-label": "More",
        "versions-0-files-2-document": document("more.txt", b"c").pk,
        "versions-0-files-2-ORDER": "3",
    }
    response = send(client, editor, resource(), **changes)
    assert file_forms(response)[2].errors == {"document": [NO_OTHER]}
    assert served() == BEFORE


def test_the_day_is_refused(client, editor):
    response = send(client, editor, resource(), **{"versions-0-released_date": "2026-02-02"})
    assert version_form(response).errors == {
        "released_date": [
            "Version 1 came out on 1 January 2026, and citations name that day. Please set it back."
        ]
    }


def test_the_main_file_stays_first(client, editor):
    changes = {"versions-0-files-0-ORDER": "2", "versions-0-files-1-ORDER": "1"}
    response = send(client, editor, resource(), **changes)
    assert file_forms(response)[0].errors == {
        "document": [
            "“form.txt” stays the first file of version 1: citations and the download button lead "
            "to it. The others may change places."
        ]
    }
    assert served() == BEFORE


def test_words_and_a_new_version_are_taken(client, editor):
    page = resource()
    changes = {
        "versions-0-change_note": "First published, with a guide.",
        "versions-0-files-1-label": "Guide for the meeting",
        "versions-TOTAL_FORMS": "2",
        "versions-1-change_note": "Shorter.",
        "versions-1-released_date": "2026-02-02",
        "versions-1-files-TOTAL_FORMS": "1",
        "versions-1-files-INITIAL_FORMS": "0",
        "versions-1-files-0-label": "Form to fill in",
        "versions-1-files-0-document": document("new.txt", b"c").pk,
        "versions-1-files-0-ORDER": "1",
    }
    assert send(client, editor, page, **changes).status_code == 302
    assert served() == [*BEFORE, (2, "new.txt")]
    first = page.versions.get(number=1)
    assert first.change_note == "First published, with a guide."
    assert first.files.get(sort_order=1).label == "Guide for the meeting"


def test_a_version_that_was_never_public_may_change_in_every_way(client, editor):
    page = resource(publish=False)
    changes = {
        "versions-0-released_date": "2026-02-02",
        "versions-0-files-0-document": document("other.txt", b"c").pk,
        "versions-0-files-1-DELETE": "1",
    }
    assert send(client, editor, page, **changes).status_code == 302
    assert served() == [(1, "other.txt")]


def test_so_may_the_next_one_in_a_draft(client, editor):
    page = resource()
    draft = page.get_latest_revision_as_object()
    draft.versions.add(make_version(2, document("new.txt", b"c"), note="Shorter."))
    draft.save_revision()
    changes = {"versions-1-files-0-document": document("newer.txt", b"d").pk}
    assert send(client, editor, ResourcePage.objects.get(), **changes).status_code == 302
    assert served() == [*BEFORE, (2, "newer.txt")]


def test_what_must_go_goes_from_a_page_that_was_taken_down(client, editor):
    page = resource()
    page.versions.add(make_version(2, document("new.txt", b"c"), note="Shorter."))
    page.save_revision().publish()
    old = client.get("/resources/audit/versions/1/").context["shown"]
    gone.take_down(page, now=timezone.now())
    response = send(client, editor, ResourcePage.objects.get(), **{"versions-0-DELETE": "1"})
    assert response.status_code == 302
    client.logout()
    assert client.get("/resources/audit/").status_code == 200
    assert served() == [(2, "new.txt")]
    addresses = [old.url, *(file.url for file in old.files)]
    assert [client.get(address).status_code for address in addresses] == [410, 410, 410]
    assert client.get("/resources/audit/versions/2/").status_code == 200
    assert client.get("/resources/audit/versions/3/").status_code == 404


def test_one_file_goes_from_a_page_that_was_taken_down(client, editor):
    page = resource()
    old = client.get("/resources/audit/versions/1/").context["shown"]
    gone.take_down(page, now=timezone.now())
    page = ResourcePage.objects.get()
    assert send(client, editor, page, **{"versions-0-files-1-DELETE": "1"}).status_code == 302
    client.logout()
    assert served() == [(1, "form.txt")]
    assert [client.get(file.url).status_code for file in old.files] == [200, 410]
    preview = reverse("resources:preview", args=["audit", 1, old.files[1].document_id])
    assert client.get(preview).status_code == 410


def test_another_document_is_refused_there_too(client, editor):
    page = resource()
    gone.take_down(page, now=timezone.now())
    other = document("other.txt", b"c")
    page = ResourcePage.objects.get()
    response = send(client, editor, page, **{"versions-0-files-0-document": other.pk})
    assert file_forms(response)[0].errors == {"document": [NO_OTHER]}


def test_an_unpublished_page_is_not_taken_down(client, editor):
    page = resource()
    page.unpublish()
    page = ResourcePage.objects.get()
    response = send(client, editor, page, **{"versions-0-files-1-DELETE": "1"})
    assert file_forms(response)[1].errors == {"document": [STAYS.format("guide.txt")]}


def test_the_form_says_what_is_fixed(client, editor):
    page = resource()
    client.force_login(editor)
    words = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Once a version has been public, its number, its day and its files are fixed" in words
