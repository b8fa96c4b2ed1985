"""Previews show what a file holds to whoever may have the file, and nothing to anybody else."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from network.media.models import DocumentPreview, PagePicture, Passage, Place, PreviewState
from resources.enums import FilesFor
from resources.previews.parts import parts_of
from tests.resources.building import document, make_resource, make_version, restrict

pytestmark = pytest.mark.django_db


def pictured(doc, *, pages: int = 2, drawn: int | None = None, name: str = "a.pdf"):
    """Give a document pictures as if it were a PDF, or what ``name`` says."""
    doc.original_name = name
    doc.save()
    DocumentPreview.objects.create(
        document=doc, state=PreviewState.MADE, pages=pages, of_sha256=doc.sha256
    )
    for number in range(1, (pages if drawn is None else drawn) + 1):
        picture = PagePicture(document=doc, number=number, width=100, height=140)
        picture.file.save("page.webp", ContentFile(b"RIFF%d" % number), save=False)
        picture.save()
    return doc


@pytest.fixture
def resource(db):
    return make_resource("audit", versions=[make_version(1, pictured(document("a.txt")))])


def addresses(page) -> list[str]:
    file = page.versions.get(number=1).files.get()
    base = f"/resources/{page.slug}/versions/1/preview/{file.document_id}/"
    return [base, f"{base}1.webp"]


def test_the_preview_shows_every_page_with_a_text_for_it(client, resource):
    page, picture = addresses(resource)
    doc = resource.versions.get().files.get().document
    Passage.objects.create(
        document=doc, position=1, place=Place.PAGE, number=2, heading="Aims", text="Aims\nOne aim"
    )
    html = client.get(page).content.decode()
    assert f'<img class="page-picture__image" src="{picture}" width="100" height="140"' in html
    assert 'alt="Page 1 of “a.txt”"' in html
    assert 'alt="Page 2 of “a.txt”: Aims"' in html
    assert "<p>One aim</p>" in html


def test_a_picture_is_shown_and_checked_with_its_file(client, resource):
    response = client.get(addresses(resource)[1])
    assert b"".join(response.streaming_content) == b"RIFF1"
    assert (response["Content-Type"], response["Content-Disposition"]) == ("image/webp", "inline")
    again = client.get(addresses(resource)[1], headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_the_page_of_the_resource_shows_the_first_pages(client, resource):
    page, picture = addresses(resource)
    html = client.get("/resources/audit/").content.decode()
    assert html.count(f'src="{picture}"') == 2
    assert "See all 2 pages of a.txt" in html
    assert f'href="{page}"' in html


@pytest.mark.parametrize("who", ["visitor", "member"])
def test_a_closed_page_closes_its_pictures(client, member, resource, who):
    restrict(resource, "Nobody")
    if who == "member":
        client.force_login(member)
    expected = 302 if who == "visitor" else 404
    tag = '"whatever"'
    for address in addresses(resource):
        assert client.get(address).status_code == expected
        assert client.get(address, headers={"If-None-Match": tag}).status_code == expected


def test_files_for_members_show_visitors_nothing(client, member, resource):
    resource.files_for = FilesFor.MEMBERS
    resource.save_revision().publish()
    assert [client.get(address).status_code for address in addresses(resource)] == [302, 302]
    assert "preview" not in client.get("/resources/audit/").content.decode()
    client.force_login(member)
    assert [client.get(address).status_code for address in addresses(resource)] == [200, 200]
    assert "no-store" in client.get(addresses(resource)[1])["Cache-Control"]


def test_files_of_later_show_nobody_anything_yet(client, member, resource):
    resource.files_from = timezone.now() + timedelta(days=1)
    resource.save_revision().publish()
    client.force_login(member)
    assert [client.get(address).status_code for address in addresses(resource)] == [403, 403]


def test_files_on_request_show_members_nothing_until_then(client, member, resource):
    resource.files_for = FilesFor.REQUEST
    resource.save_revision().publish()
    client.force_login(member)
    assert [client.get(address).status_code for address in addresses(resource)] == [403, 403]


def test_a_withdrawn_resource_shows_nothing(client, resource):
    here = addresses(resource)
    resource.unpublish()
    assert {client.get(address).status_code for address in here} <= {404, 410}


def test_other_versions_documents_and_pages_are_not_found(client, resource):
    page, _ = addresses(resource)
    other = make_resource("other")
    foreign = other.versions.get().files.get().document_id
    for address in (
        f"{page}3.webp",
        page.replace("versions/1", "versions/2"),
        f"/resources/audit/versions/1/preview/{foreign}/",
        f"/resources/audit/versions/1/preview/{foreign}/1.webp",
    ):
        assert client.get(address).status_code == 404


def test_the_page_takes_as_many_queries_for_one_picture_as_for_three(
    client, django_assert_num_queries
):
    client.get("/resources/")  # what every page asks once in a process
    counts = []
    for slug, pages in (("one", 1), ("three", 3)):
        page = make_resource(
            slug, versions=[make_version(1, pictured(document(f"{slug}.txt"), pages=pages))]
        )
        address = addresses(page)[0]
        # restrictions; page; file; latest version; preview; passages; pictures; two of the frame
        with django_assert_num_queries(9) as caught:
            client.get(address)
        counts.append(len(caught))
    assert counts == [9, 9]


def test_a_table_has_headers_and_a_name(client):
    doc = document("a.txt")
    doc.original_name = "a.xlsx"
    doc.save()
    table = {"name": "Audit", "caption": "How", "head": ["No", ""], "rows": [["1", "x"]]}
    DocumentPreview.objects.create(
        document=doc, state=PreviewState.MADE, tables=[{**table, "more": True}]
    )
    page = make_resource("sheet", versions=[make_version(1, doc)])
    html = client.get(addresses(page)[0]).content.decode()
    assert '<th scope="col">No</th>' in html
    assert '<span class="visually-hidden">Column 2</span>' in html
    assert "1 row is shown here. The file has more." in html


def test_a_reason_stands_where_pictures_would(client):
    doc = document("a.txt")
    doc.original_name = "a.pdf"
    doc.save()
    DocumentPreview.objects.create(
        document=doc, state=PreviewState.FAILED, reason="It is locked.", of_sha256=doc.sha256
    )
    page = make_resource("locked", versions=[make_version(1, doc)])
    assert "It is locked. The file itself is here to download." in (
        client.get(addresses(page)[0]).content.decode()
    )


def passage(place, number, heading="", text=""):
    return Passage(place=place, number=number, heading=heading, text=text)


def test_a_long_section_stands_under_one_heading():
    parts = parts_of(
        [
            passage(Place.PART, 1, "Aims", "Aims\nOne"),
            passage(Place.PART, 2, "Aims", "Two"),
            passage(Place.PART, 3, "Room", "Room\nThree"),
        ]
    )
    assert [(p.label, p.heading, p.paragraphs) for p in parts] == [
        ("", "Aims", ["One", "Two"]),
        ("", "Room", ["Three"]),
    ]


def test_notes_stand_with_their_slide_and_cut_text_together():
    parts = parts_of(
        [
            passage(Place.SLIDE, 1, "Welcome", "Welcome\nWho we are"),
            passage(Place.NOTES, 1, "", "Say hello."),
            passage(Place.SLIDE, 2, "Aims", "One"),
            passage(Place.SLIDE, 2, "", "Two"),
            passage(Place.NOTES, 3, "", "Only notes."),
        ]
    )
    assert [(p.label, p.heading, p.paragraphs, p.notes) for p in parts] == [
        ("Slide 1", "Welcome", ["Who we are"], ["Say hello."]),
        ("Slide 2", "Aims", ["One", "Two"], []),
        ("Slide 3", "", [], ["Only notes."]),
    ]
