"""Closed means closed: at every address the library has, for everybody who may not have it."""

import pytest

from resources.enums import FilesFor
from tests.resources.black_box.closed import addresses_of, run_clock, text_of
from tests.resources.building import document, make_resource, make_version, restrict

pytestmark = pytest.mark.django_db
TITLE, SECRET, BESIDE = "Quillon audit", "zyzzogeton", "wharncliffe"
EVERYWHERE = (
    "/sitemap.xml",
    "/resources/",
    "/resources/feed/",
    "/resources/feed.rss",
    "/resources/packs/",
    "/resources/?q=zyzzogeton",
    "/resources/?q=quillon",
    "/search/?q=zyzzogeton",
    "/search/?q=quillon",
    "/oai?verb=ListRecords&metadataPrefix=oai_dc",
    "/resources/oai?verb=ListRecords&metadataPrefix=oai_dc",
    "/",
)


def two_versions(**fields):
    return make_resource(
        "quillon",
        title=TITLE,
        summary=f"All about {SECRET}.",
        versions=[
            make_version(1, document("old.txt", f"old {SECRET} {BESIDE}".encode())),
            make_version(2, document("new.txt", f"new {SECRET} {BESIDE}".encode())),
        ],
        **fields,
    )


def conditions(page) -> list[dict]:
    """Requests as they are, and with the right and a wrong tag of the file."""
    file = page.versions.get(number=2).files.get().document
    tags = [f'"{file.file_hash}"', '"0000000000000000000000000000000000000000"', "*"]
    return [{}, *({"If-None-Match": tag} for tag in tags), {"Range": "bytes=0-3"}]


@pytest.mark.parametrize("who", ["visitor", "member", "applicant"])
def test_a_resource_for_others_is_nowhere(client, request, who):
    page = two_versions()
    restrict(page, "Researchers")
    if who != "visitor":
        client.force_login(request.getfixturevalue(who))
    for address in addresses_of(page):
        answers = set()
        for headers in conditions(page):
            for method in ("get", "head"):
                response = getattr(client, method)(address, headers=headers)
                answers.add(response.status_code)
                assert SECRET not in text_of(response), address
                assert TITLE not in text_of(response), address
        assert len(answers) == 1, (address, answers)
        assert answers <= {302, 404, 405}, (address, answers)
    for address in EVERYWHERE:
        assert TITLE not in text_of(client.get(address)), address


def test_somebody_for_whom_it_is_finds_it_open(client, researcher):
    page = two_versions()
    restrict(page, "Researchers")
    client.force_login(researcher)
    statuses = {address: client.get(address).status_code for address in addresses_of(page)}
    opened = {
        "/resources/quillon/",
        "/resources/quillon/download/",
        "/resources/quillon/versions/1/",
        "/resources/quillon/adaptations/",
    }
    assert {statuses[address] for address in opened} == {200}


@pytest.mark.parametrize("files_for", [FilesFor.MEMBERS, FilesFor.REQUEST])
@pytest.mark.parametrize("who", ["visitor", "applicant"])
def test_files_for_others_come_out_nowhere(client, request, who, files_for):
    page = two_versions(files_for=files_for)
    page.summary = "What it is."
    page.save_revision().publish()
    run_clock()
    if who != "visitor":
        client.force_login(request.getfixturevalue(who))
    for address in addresses_of(page):
        gives_files = "/download/" in address or "/preview/" in address or "documents" in address
        answers = set()
        for headers in conditions(page):
            response = client.get(address, headers=headers)
            answers.add(response.status_code)
            assert BESIDE not in text_of(response), address
        assert len(answers) == 1, (address, answers)
        if gives_files:
            assert answers <= {302, 403, 404}, (address, answers)
    # The words looked for may stand in the answer; what stands beside them in the file may not.
    for address in EVERYWHERE:
        assert BESIDE not in text_of(client.get(address)), address
    found = client.get(f"/resources/?q={SECRET}")
    assert found.context["number"] == 0


def test_the_page_of_closed_files_names_no_way_to_them(client):
    two_versions(files_for=FilesFor.MEMBERS)
    words = client.get("/resources/quillon/").content.decode()
    assert TITLE in words
    assert "/download/" not in words
    assert "/preview/" not in words
    assert "contentUrl" not in words
    assert "citation_pdf_url" not in words
