"""Packs: their pages, and ZIPs of exactly what the viewer may have."""

import io
import random
import re
import zipfile

import pytest
from django.core.files.base import ContentFile

from network.media.models import SiteDocument
from resources.enums import FilesFor
from resources.models import ResourceIndexPage
from resources.packs.contents import duration
from resources.templatetags.packing import about_size
from tests.resources.building import document, make_resource, make_version, restrict
from tests.resources.packs.building import HANDOUT, NOTES, SLIDES, make_pack

pytestmark = pytest.mark.django_db


def zip_of(response) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))


@pytest.fixture
def slides(db):
    return make_resource(
        "slides",
        versions=[
            make_version(1, document("old.txt", b"old")),
            make_version(2, document("deck.txt", b"deck"), document("extra.txt", b"extra")),
        ],
    )


@pytest.fixture
def sheet(db):
    return make_resource("sheet", versions=[make_version(1, document("sheet.txt", b"sheet"))])


@pytest.fixture
def pack(slides, sheet):
    return make_pack(
        sessions=[[(SLIDES, slides, "deck.txt"), (HANDOUT, sheet, "")], [(NOTES, slides, "")]]
    )


ALL = {
    "Contents.html",
    "1 Part 1/Slides/deck.txt",
    "1 Part 1/Handouts/sheet.txt",
    "2 Part 2/Notes for the facilitator/deck.txt",
    "2 Part 2/Notes for the facilitator/extra.txt",
}


def test_the_section_is_there_from_the_beginning(client):
    response = client.get("/resources/packs/")
    assert response.status_code == 200
    assert "No packs yet" in response.content.decode()


def test_the_section_and_the_library_lead_to_the_pack(client, pack):
    for address in ("/resources/packs/", "/resources/"):
        assert 'href="/resources/packs/training/"' in client.get(address).content.decode()


def test_a_resource_says_which_pack_it_is_part_of(client, pack, sheet):
    assert 'href="/resources/packs/training/"' in client.get("/resources/sheet/").content.decode()


def test_the_page_shows_sessions_aims_notes_and_the_latest_files(client, pack):
    html = client.get("/resources/packs/training/").content.decode()
    assert "Session 2: Part 2" in html
    assert "<li>Second aim</li>" in html
    assert "Put the chairs in a circle." in html
    assert "2 hours 20 minutes in all" in html
    assert "old.txt" not in html


def test_the_zip_holds_the_latest_version_in_folders(client, pack):
    response = client.get("/resources/packs/training/download/")
    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"] == 'attachment; filename="training.zip"'
    with zip_of(response) as archive:
        assert set(archive.namelist()) == ALL
        assert archive.read("1 Part 1/Slides/deck.txt") == b"deck"
        contents = archive.read("Contents.html").decode()
    assert '<a href="1%20Part%201/Slides/deck.txt">deck.txt</a>' in contents
    assert '<html lang="en-GB">' in contents


def large_file(name: str, seed: int) -> SiteDocument:
    """A stored file of 60,000 bytes that no packing makes smaller, and is not tried with."""
    file = SiteDocument(title=name)
    file.file.save(name, ContentFile(random.Random(seed).randbytes(60_000)), save=False)
    file.file_size = 60_000
    file.save()
    return file


def length_of(response) -> int:
    return len(b"".join(response.streaming_content))


def test_the_size_beside_each_download_is_that_of_its_zip(client):
    files = [large_file("deck.pptx", 1), large_file("handout.docx", 2)]
    slides = make_resource("slides", versions=[make_version(1, files[0])])
    handout = make_resource("handout", versions=[make_version(1, files[1])])
    # The handout twice in one session, where the ZIP has it once, and again in the next.
    first = [(SLIDES, slides, ""), (HANDOUT, handout, ""), (NOTES, handout, "")]
    make_pack(sessions=[first, [(HANDOUT, handout, "")]])
    page = "/resources/packs/training/"
    said = re.findall(r"\(ZIP, about (\d+) KB\)", client.get(page).text)
    sent = [client.get(f"{page}download/{part}") for part in ("", "1/", "2/")]
    lengths = [length_of(response) for response in sent]
    assert [round(length / 60_000) for length in lengths] == [3, 2, 1]
    assert [abs(int(kb) * 1024 - length) < 1500 for kb, length in zip(said, lengths, strict=True)]
    assert said == ["178", "119", "60"]


def test_the_size_of_all_files_of_a_version_is_said(client):
    make_resource(
        "both", versions=[make_version(1, large_file("a.pdf", 1), large_file("b.pdf", 2))]
    )
    html = client.get("/resources/both/").text
    assert "Download all 2 files (ZIP, about 118 KB)" in html
    length = length_of(client.get("/resources/both/versions/1/download/"))
    assert round(length / 1024) == 118


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "about 0 bytes"),
        (800, "about 800 bytes"),
        (2_300, "about 2.2 KB"),
        (338_156, "about 330 KB"),
        (5_500_000, "about 5.2 MB"),
        (64_000_000, "about 61 MB"),
    ],
)
def test_a_size_is_no_more_exact_than_it_is_known(number, words):
    assert about_size(number) == words


def test_one_session_can_be_taken_alone(client, pack):
    response = client.get("/resources/packs/training/download/2/")
    assert response["Content-Disposition"] == 'attachment; filename="training-session-2.zip"'
    with zip_of(response) as archive:
        assert set(archive.namelist()) == {
            "Contents.html",
            *(name for name in ALL if name.startswith("2 ")),
        }
    assert client.get("/resources/packs/training/download/3/").status_code == 404
    assert client.get("/resources/packs/training/download/0/").status_code == 404


def test_files_for_members_are_named_and_left_out_for_visitors(client, member, pack, sheet):
    sheet.files_for = FilesFor.MEMBERS
    sheet.save_revision().publish()
    with zip_of(client.get("/resources/packs/training/download/")) as archive:
        assert set(archive.namelist()) == ALL - {"1 Part 1/Handouts/sheet.txt"}
        assert "Sheet. Left out: The files are for members" in (
            archive.read("Contents.html").decode()
        )
    client.force_login(member)
    response = client.get("/resources/packs/training/download/")
    assert "no-store" in response["Cache-Control"]
    with zip_of(response) as archive:
        assert set(archive.namelist()) == ALL


def test_of_a_closed_or_withdrawn_resource_only_the_number_is_told(client, member, pack, sheet):
    restrict(sheet, "Nobody")
    html = client.get("/resources/packs/training/").content.decode()
    assert "1 piece of material is not open to you" in html
    assert "Sheet" not in html
    with zip_of(client.get("/resources/packs/training/download/")) as archive:
        assert set(archive.namelist()) == ALL - {"1 Part 1/Handouts/sheet.txt"}
        assert "Sheet" not in archive.read("Contents.html").decode()
    sheet.unpublish()
    client.force_login(member)
    assert "Sheet" not in client.get("/resources/packs/training/").content.decode()


def test_a_closed_pack_is_closed_everywhere(client, member, pack):
    restrict(pack, "Nobody")
    here = [
        "/resources/packs/training/",
        "/resources/packs/training/download/",
        "/resources/packs/training/download/1/",
    ]
    assert [client.get(address).status_code for address in here] == [302, 302, 302]
    client.force_login(member)
    assert [client.get(address).status_code for address in here] == [404, 404, 404]
    for address in ("/resources/packs/", "/resources/", "/resources/sheet/"):
        assert "/resources/packs/training/" not in client.get(address).content.decode()


def test_a_draft_is_not_found(client, slides):
    make_pack("draft", sessions=[[(SLIDES, slides, "")]], publish=False)
    assert client.get("/resources/packs/draft/").status_code == 404
    assert client.get("/resources/packs/draft/download/").status_code == 404


def test_a_lost_file_is_left_out_and_said_so(client, pack, sheet):
    stored = sheet.versions.get().files.get().document.file
    stored.storage.delete(stored.name)
    with zip_of(client.get("/resources/packs/training/download/")) as archive:
        assert set(archive.namelist()) == ALL - {"1 Part 1/Handouts/sheet.txt"}
        assert "sheet.txt. Left out: the file is missing." in archive.read("Contents.html").decode()


def test_files_of_the_same_name_stand_side_by_side(client, slides):
    twin = make_resource("twin", versions=[make_version(1, document("DECK.txt", b"twin"))])
    make_pack("twins", sessions=[[(SLIDES, slides, "deck.txt"), (SLIDES, twin, "")]])
    with zip_of(client.get("/resources/packs/twins/download/")) as archive:
        assert archive.read("1 Part 1/Slides/deck.txt") == b"deck"
        assert archive.read("1 Part 1/Slides/DECK (2).txt") == b"twin"


@pytest.mark.parametrize("address", ["packs/training/download/", "slides/versions/2/download/"])
def test_head_sends_nothing_and_names_no_length(client, pack, address):
    response = client.head(f"/resources/{address}")
    assert (response.status_code, response.getvalue()) == (200, b"")
    assert response["Content-Type"] == "application/zip"
    assert "Content-Length" not in response


def test_other_methods_are_refused(client, pack):
    assert client.post("/resources/packs/training/download/").status_code == 405


def test_a_pack_is_found_by_the_words_of_its_notes(client, pack):
    html = client.get("/search/?q=chairs+circle").content.decode()
    assert "/resources/packs/training/" in html


def test_the_page_takes_as_many_queries_for_one_session_as_for_three(
    client, slides, sheet, django_assert_num_queries
):
    counts = []
    for number in (1, 3):
        rows = [(SLIDES, slides, ""), (HANDOUT, sheet, "")]
        make_pack(f"pack-{number}", sessions=[rows] * number)
        client.get(f"/resources/packs/pack-{number}/")
        # restrictions; page; sessions; items; resources; files; source; register; authors; the
        # page's five vocabularies; trail; site and menus
        with django_assert_num_queries(17) as caught:
            client.get(f"/resources/packs/pack-{number}/")
        counts.append(len(caught))
    assert counts == [17, 17]


def test_all_files_of_a_version_come_as_one_zip(client, slides):
    assert "versions/2/download/" in client.get("/resources/slides/").content.decode()
    response = client.get("/resources/slides/versions/2/download/")
    assert response["Content-Disposition"] == 'attachment; filename="slides-version-2.zip"'
    with zip_of(response) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            "deck.txt": b"deck",
            "extra.txt": b"extra",
        }
    assert client.get("/resources/slides/versions/3/download/").status_code == 404


def test_the_zip_of_a_version_is_for_those_who_may_have_the_files(client, member, slides):
    slides.files_for = FilesFor.REQUEST
    slides.save_revision().publish()
    assert client.get("/resources/slides/versions/2/download/").status_code == 302
    client.force_login(member)
    assert client.get("/resources/slides/versions/2/download/").status_code == 403


def test_the_address_of_the_packs_stays(db):
    library = ResourceIndexPage.objects.get()
    assert [page.slug for page in library.get_children()] == ["packs"]


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 minutes"), (1, "1 minute"), (60, "1 hour"), (190, "3 hours 10 minutes")],
)
def test_lengths_are_said_as_people_say_them(minutes, words):
    assert duration(minutes) == words
