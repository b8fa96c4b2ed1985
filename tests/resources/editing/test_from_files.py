"""Several files at once become a draft, prefilled from what they say of themselves."""

import io
from datetime import UTC, datetime

import docx
import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from network.media.models import SiteDocument
from network.safeguarding.files import Facts, facts_of
from network.taxonomy.models import ResourceType
from resources.models import ResourcePage
from tests.network.safeguarding import upload_corpus as corpus
from tests.resources.building import make_resource

ADDRESS = "/admin/resources/from-files/"


def letter(title="Walking the route", author="Robin Wren; Hartwell Council") -> bytes:
    document = docx.Document()
    document.add_paragraph("Go together.")
    document.core_properties.title = title
    document.core_properties.author = author
    document.core_properties.modified = datetime(2025, 11, 3, 9, 0, tzinfo=UTC)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def uploaded(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def send(client, *files, address=ADDRESS, **data):
    briefing = ResourceType.objects.get(slug="briefing").pk
    return client.post(address, {"files": list(files), "resource_type": briefing, **data})


def said(response) -> str:
    return " ".join(str(message) for message in response.wsgi_request._messages)


def test_facts_of_a_letter_and_a_pdf():
    assert facts_of(io.BytesIO(letter()), "docx") == Facts(
        "Walking the route", ("Robin Wren", "Hartwell Council"), datetime(2025, 11, 3).date()
    )

    def entitle(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/Title"] = "A briefing"
        pdf.docinfo["/Author"] = "Robin Wren"
        pdf.docinfo["/ModDate"] = "D:20250102101112+00'00'"

    assert facts_of(io.BytesIO(corpus.pdf(entitle)), "pdf") == Facts(
        "A briefing", ("Robin Wren",), datetime(2025, 1, 2).date()
    )


@pytest.mark.parametrize("title", ["Document1", "Microsoft Word - draft.docx", "a.pdf", "Untitled"])
def test_titles_that_programs_write_are_none(title):
    assert facts_of(io.BytesIO(letter(title=title, author="python-docx")), "docx") == Facts(
        "", (), datetime(2025, 11, 3).date()
    )


def test_facts_of_what_says_nothing():
    assert facts_of(io.BytesIO(b"words"), "txt") == Facts()
    assert facts_of(io.BytesIO(b"no document"), "docx") == Facts()
    assert facts_of(io.BytesIO(b"no document"), "pdf") == Facts()


@pytest.mark.django_db
def test_an_editor_gets_a_draft_from_several_files(client, editor):
    client.force_login(editor)
    response = send(
        client, uploaded("walk_form.docx", letter()), uploaded("short-guide.txt", b"How to.")
    )
    page = ResourcePage.objects.get()
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (page.title, page.slug, page.live) == ("Walking the route", "walking-the-route", False)
    assert str(page.published_date) == "2025-11-03"
    assert [author.name for author in page.authors.all()] == ["Robin Wren", "Hartwell Council"]
    version = page.versions.get()
    assert [file.label for file in version.files.order_by("sort_order")] == [
        "Walking the route",
        "Short guide",
    ]
    stored = version.files.order_by("sort_order")[0].document
    with stored.open_file() as file:
        assert b"Robin Wren" not in docx.Document(file).core_properties.author.encode()
    assert client.get(response.url).status_code == 200


@pytest.mark.django_db
def test_refused_files_are_named_and_the_others_taken(client, editor):
    client.force_login(editor)
    response = send(client, uploaded("good.txt", b"Words."), uploaded("bad.docx", b"no document"))
    assert SiteDocument.objects.count() == 1
    assert "bad.docx was not taken." in said(response)


@pytest.mark.django_db
def test_nothing_is_made_when_no_file_is_good(client, editor):
    client.force_login(editor)
    response = send(client, uploaded("bad.docx", b"no document"), uploaded("empty.txt", b""))
    assert response.status_code == 200
    assert len(response.context["form"].errors["files"]) == 2
    assert not ResourcePage.objects.exists()
    assert client.post(ADDRESS, {}).context["form"].errors["files"]


@pytest.mark.django_db
def test_the_same_file_is_warned_of_with_where_it_is_used(client, editor):
    client.force_login(editor)
    send(client, uploaded("form.docx", letter()), title="First")
    response = send(client, uploaded("copy.docx", letter()), title="Second")
    assert "“copy.docx” is stored already: “First: Walking the route” (version 1 of “First”)" in (
        said(response)
    )


@pytest.mark.django_db
def test_an_address_that_is_taken_gets_a_number(client, editor):
    client.force_login(editor)
    make_resource("first")
    send(client, uploaded("a.txt", b"One."), title="First")
    send(client, uploaded("b.txt", b"Two."), title="Feed")
    assert set(ResourcePage.objects.values_list("slug", flat=True)) == {
        "first",
        "first-2",
        "feed-2",
    }


@pytest.mark.django_db
def test_marks_are_shown_and_kept_nowhere(client, editor):
    client.force_login(editor)
    words = "Call me on 07700 900123, says Jayden."
    response = send(client, uploaded("a.txt", words.encode()))
    assert "The screening marked" in said(response)
    document = SiteDocument.objects.get()
    marks = client.get(reverse("document_marks", args=[document.pk]))
    assert marks.status_code == 200
    assert "07700 900123" in [finding["phrase"] for finding in marks.context["findings"]]


@pytest.mark.django_db
def test_the_next_version_is_a_draft_until_it_is_published(client, editor):
    page = make_resource("audit")
    client.force_login(editor)
    address = reverse("next_version", args=[page.pk])
    response = send(client, uploaded("new.txt", b"New."), address=address, change_note="Shorter.")
    assert response.status_code == 302
    assert [version.number for version in page.versions.all()] == [1]
    page.refresh_from_db()
    draft = page.get_latest_revision_as_object()
    assert [(v.number, v.change_note) for v in draft.sorted_versions()] == [
        (2, "Shorter."),
        (1, "First published."),
    ]


@pytest.mark.django_db
def test_others_may_not(client, member):
    page = make_resource()
    document = SiteDocument.objects.get()
    addresses = (
        ADDRESS,
        reverse("next_version", args=[page.pk]),
        reverse("document_marks", args=[document.pk]),
    )
    for user in (None, member):
        if user:
            client.force_login(user)
        for address in addresses:
            assert client.get(address).status_code in {302, 403, 404}
        send(client, uploaded("a.txt", b"One."))
        send(client, uploaded("a.txt", b"One."), address=addresses[1], change_note="Mine.")
    assert SiteDocument.objects.count() == 1
    assert page.revisions.count() == 1
