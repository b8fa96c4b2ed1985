import pytest
from django.urls import reverse

from network.pages.models import PageAuthor
from tests.resources.building import document, make_resource, make_version, restrict

pytestmark = pytest.mark.django_db


@pytest.fixture
def resource():
    return make_resource(
        "audit",
        organisation="Kestrelford Partnership",
        authors=(
            PageAuthor(name="Amara Lindqvist-Osei", sort_order=0),
            PageAuthor(name="Jo van der Berg", sort_order=1),
        ),
        versions=[
            make_version(1, document("one.txt")),
            make_version(2, document("two.txt"), note="A new page."),
        ],
    )


@pytest.mark.parametrize(
    ("code", "media_type", "name"),
    [
        ("bib", "application/x-bibtex", "audit-v2.bib"),
        ("ris", "application/x-research-info-systems", "audit-v2.ris"),
        ("csl.json", "application/vnd.citationstyles.csl+json", "audit-v2.csl.json"),
    ],
)
def test_citation_is_a_file_of_its_type(client, resource, code, media_type, name):
    response = client.get(reverse("resources:cite", args=["audit", code]))
    assert response.status_code == 200
    assert response["Content-Type"] == f"{media_type}; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "Lindqvist-Osei" in response.content.decode()


@pytest.mark.parametrize("code", ["harvard", "apa"])
def test_citation_as_text_is_shown(client, resource, code):
    response = client.get(reverse("resources:cite", args=["audit", code]))
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "Content-Disposition" not in response
    assert response.content.decode().startswith("Lindqvist-Osei, A.")


def test_older_version_is_cited_by_its_own_address(client, resource):
    response = client.get(reverse("resources:cite_version", args=["audit", 1, "harvard"]))
    words = response.content.decode()
    assert "version 1" in words
    assert "/resources/audit/versions/1/" in words


@pytest.mark.parametrize(
    "address",
    [
        "/resources/audit/cite/docx/",
        "/resources/audit/versions/3/cite/bib/",
        "/resources/another/cite/bib/",
    ],
)
def test_what_does_not_exist_is_not_found(client, resource, address):
    assert client.get(address).status_code == 404


def test_who_only_helped_is_named_on_the_page_and_is_no_author(client):
    make_resource(
        authors=(
            PageAuthor(name="Amara Lindqvist-Osei", role="Wrote it"),
            PageAuthor(name="Ola Byrne", role="Tested it in practice"),
        )
    )
    page = client.get("/resources/audit/").content.decode()
    assert "Ola Byrne" in page
    assert '<meta name="citation_author" content="Byrne, Ola">' not in page
    assert '<meta name="DC.contributor" content="Byrne, Ola">' in page
    assert '"author": ["Amara Lindqvist-Osei"], "contributor": ["Ola Byrne"]' in page
    assert "Byrne" not in client.get("/resources/audit/cite/harvard/").content.decode()


def test_somebody_is_the_author_where_anybody_is_credited(client):
    make_resource(authors=(PageAuthor(name="Ola Byrne", role="Tested it in practice"),))
    assert "AU  - Byrne, Ola" in client.get("/resources/audit/cite/ris/").content.decode()


def test_closed_resource_tells_a_visitor_nothing(client, resource):
    restrict(resource)
    response = client.get(reverse("resources:cite", args=["audit", "bib"]))
    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/")


def test_closed_resource_is_not_found_for_somebody_who_may_not_open_it(client, resource, outsider):
    restrict(resource, "Editors")
    client.force_login(outsider)
    assert client.get(reverse("resources:cite", args=["audit", "bib"])).status_code == 404


def test_citation_costs_few_queries(client, resource, django_assert_num_queries):
    # The restrictions are read once in a process.
    client.head("/resources/audit/")
    # How far the catalogue has changed, the page, versions, files, authors, terms.
    with django_assert_num_queries(6):
        client.get(reverse("resources:cite", args=["audit", "bib"]))


def test_page_shows_how_to_cite_it(client, resource):
    page = client.get("/resources/audit/").content.decode()
    assert '<meta name="citation_author" content="van der Berg, Jo">' in page
    assert "<i>Audit</i>" in page
    assert 'href="/resources/audit/cite/ris/"' in page


def test_page_of_an_older_version_cites_that_version(client, resource):
    page = client.get("/resources/audit/versions/1/").content.decode()
    assert 'href="/resources/audit/versions/1/cite/bib/"' in page
    assert '<meta name="citation_technical_report_number" content="Version 1">' in page


def test_what_is_ticked_as_a_body_is_one_everywhere(client):
    make_resource(authors=(PageAuthor(name="Safe Streets", is_body=True),))
    page = client.get("/resources/audit/").content.decode()
    assert '<meta name="citation_author" content="Safe Streets">' in page
    assert '"author": [{"@type": "Organization", "name": "Safe Streets"}]' in page
    assert "author = {{Safe Streets}}" in client.get("/resources/audit/cite/bib/").content.decode()


def test_without_authors_and_organisation_the_network_is_cited(client, settings):
    settings.SITE_NAME = "The Network"
    make_resource()
    words = client.get("/resources/audit/cite/harvard/").content.decode()
    assert words.startswith("The Network (2026) Audit. Briefing version 1. The Network. Available")
    page = client.get("/resources/audit/").content.decode()
    for name in ("citation_author", "DC.creator", "DC.publisher"):
        assert f'<meta name="{name}" content="The Network">' in page
    assert '"publisher": {"@type": "Organization", "name": "The Network"}' in page
