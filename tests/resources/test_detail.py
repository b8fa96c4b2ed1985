"""The page of a resource, its versions, its trust marks, and who may open it."""

import json
import re
from datetime import date

import pytest

from network.members.roles import RESEARCHERS
from network.pages.models import PageAuthor
from resources.models import ResourcePage
from tests.resources.building import document, make_resource, make_version, restrict

pytestmark = pytest.mark.django_db

# how far the catalogue has changed; page; versions; files; terms; authors; relatives; used
# together; a look at the main file; trail; site; menus
DETAIL_QUERIES = 12


def full_resource(rows: int) -> ResourcePage:
    """A resource with ``rows`` versions, files in each, authors, terms of each kind, relatives."""
    source = make_resource("source")
    versions = [
        make_version(number, *[document(f"file-{number}-{n}.txt") for n in range(rows)])
        for number in range(1, rows + 1)
    ]
    page = make_resource(
        "audit",
        versions=versions,
        authors=tuple(PageAuthor(name=f"Team {n}", role="Author") for n in range(rows)),
        sectors=["police", "health", "education"][:rows],
        contexts=["school", "online", "peer-group"][:rows],
        topics=["peer-mapping", "bullying", "disruption"][:rows],
        stages=["assess", "training", "plan-and-intervene"][:rows],
        adapted_from=source,
    )
    for number in range(rows):
        make_resource(f"adaptation-{number}", adapted_from=page)
    return page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_as_many_queries_for_one_as_for_three_of_everything(
    client, django_assert_num_queries, rows
):
    full_resource(rows)
    client.get("/resources/audit/")
    with django_assert_num_queries(DETAIL_QUERIES) as captured:
        response = client.get("/resources/audit/")
    assert len(response.context["versions"]) == rows
    assert len(response.context["authors"]) == rows
    statements = [query["sql"] for query in captured.captured_queries]
    assert len(set(statements)) == len(statements)


def test_the_page_shows_files_authors_terms_and_relatives(client):
    full_resource(3)
    response = client.get("/resources/audit/")
    assert [file.name for file in response.context["shown"].files] == [
        "file-3-0.txt",
        "file-3-1.txt",
        "file-3-2.txt",
    ]
    assert [author["name"] for author in response.context["authors"]] == [
        "Team 0",
        "Team 1",
        "Team 2",
    ]
    tags = {group["label"]: group["tags"] for group in response.context["tags"]}
    assert tags["Context"] == [
        {"label": "Peer group", "url": "/resources/?context=peer-group"},
        {"label": "School", "url": "/resources/?context=school"},
        {"label": "Online", "url": "/resources/?context=online"},
    ]
    assert response.context["relatives"]["source"] == {
        "title": "Source",
        "url": "/resources/source/",
    }
    assert [link["title"] for link in response.context["relatives"]["adaptations"]] == [
        "Adaptation 0",
        "Adaptation 1",
        "Adaptation 2",
    ]


def test_the_source_names_its_adaptation(client):
    full_resource(1)
    response = client.get("/resources/source/")
    assert response.context["relatives"]["adaptations"] == [
        {"title": "Audit", "url": "/resources/audit/"}
    ]


def test_a_relative_that_stays_closed_is_not_named(client):
    full_resource(1)
    restrict(ResourcePage.objects.get(slug="source"))
    response = client.get("/resources/audit/")
    assert response.context["relatives"]["source"] is None
    assert "Adapted from" not in response.text


def test_an_old_version_keeps_its_address_and_names_the_latest(client):
    full_resource(3)
    response = client.get("/resources/audit/versions/1/")
    assert response.status_code == 200
    assert response.context["shown"].files[0].name == "file-1-0.txt"
    assert "This is version 1. There is a newer one." in response.text
    assert '<link rel="canonical" href="http://testserver/resources/audit/">' in response.text


def json_ld(text: str) -> dict:
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    return json.loads(block)


def facts(response) -> dict[str, str]:
    return {row["term"]: row["value"] for row in response.context["key_facts"] if row["value"]}


def reviewed_resource() -> None:
    make_resource(
        "audit",
        versions=[make_version(1, document("old.txt", b"1")), make_version(2, document("new.txt"))],
        reviewed_date=date(2026, 1, 2),
        review_due_date=date(2999, 1, 1),
        licence="CC BY 4.0",
    )


def test_an_old_version_tells_its_own_number_and_day(client):
    reviewed_resource()
    assert facts(client.get("/resources/audit/versions/1/")) == {
        "Published": "1 January 2026",
        "Version": "1, 1 January 2026",
        "Licence": "CC BY 4.0",
    }
    assert facts(client.get("/resources/audit/")) == {
        "Published": "1 January 2026",
        "Version": "2, 2 January 2026",
        "Last reviewed": "2 January 2026",
        "Review due": "1 January 2999",
        "Licence": "CC BY 4.0",
    }


def test_machines_read_the_same_of_an_old_version(client):
    reviewed_resource()
    old, latest = "/resources/audit/versions/1/", "/resources/audit/versions/2/"
    response = client.get(old)
    told = json_ld(response.text)
    assert (told["@id"], told["url"]) == (f"http://testserver{old}",) * 2
    assert told["exampleOfWork"] == {"@id": "http://testserver/resources/audit/"}
    assert (told["version"], told["datePublished"]) == ("1", "2026-01-01")
    assert "dateModified" not in told
    assert [file["name"] for file in told["encoding"]] == ["old.txt"]
    tags = {tag.name: tag.content for tag in response.context["meta_tags"]}
    assert tags["citation_technical_report_number"] == "Version 1"
    assert tags["citation_publication_date"] == "2026/01/01"
    assert tags["DC.identifier"] == f"http://testserver{old}"

    told = json_ld(client.get(latest).text)
    assert (told["@id"], told["version"]) == ("http://testserver/resources/audit/", "2")
    assert (told["dateModified"], "exampleOfWork" in told) == ("2026-01-02", False)


def test_the_files_of_an_old_version_come_before_the_text(client):
    reviewed_resource()
    old = client.get("/resources/audit/versions/1/").text
    places = [old.index(f'id="{name}"') for name in ("old-version", "files", "facts", "cite")]
    assert places == sorted(places)
    latest = client.get("/resources/audit/").text
    assert latest.index('id="cite"') < latest.index('id="files"')


def test_the_latest_version_has_its_address_too(client):
    full_resource(3)
    response = client.get("/resources/audit/versions/3/")
    assert "There is a newer one" not in response.text
    assert '<link rel="canonical" href="http://testserver/resources/audit/">' in response.text


@pytest.mark.parametrize("number", [0, 4, 99999])
def test_a_version_that_does_not_exist_is_not_found(client, number):
    full_resource(3)
    assert client.get(f"/resources/audit/versions/{number}/").status_code == 404


@pytest.mark.parametrize(("due", "stale"), [(date(2020, 1, 1), True), (date(2999, 1, 1), False)])
def test_readers_are_told_when_a_review_is_due(client, due, stale):
    make_resource("audit", review_due_date=due)
    text = client.get("/resources/audit/").text
    assert ("A review of this resource is due" in text) is stale


def test_a_resource_is_stale_from_the_day_on_which_it_is_due():
    page = ResourcePage(review_due_date=date(2026, 5, 2))
    assert not page.is_stale(date(2026, 5, 1))
    assert page.is_stale(date(2026, 5, 2))


def test_linked_data_says_what_it_is_and_cannot_leave_its_element(client):
    make_resource(
        "audit",
        title="Audit </script><script>alert(1)</script> & more",
        organisation="The Network",
        authors=(PageAuthor(name="Team A"),),
    )
    text = client.get("/resources/audit/").text
    data = json_ld(text)
    assert data["@type"] == "LearningResource"
    assert data["name"] == "Audit </script><script>alert(1)</script> & more"
    assert data["author"] == ["Team A"]
    assert data["publisher"] == {"@type": "Organization", "name": "The Network"}
    assert data["version"] == "1"
    (encoding,) = data["encoding"]
    assert encoding["encodingFormat"] == "text/plain"
    assert client.get(encoding["contentUrl"]).status_code == 200


def test_a_resource_without_files_still_has_a_page(client):
    make_resource("audit", versions=[])
    assert client.get("/resources/audit/").status_code == 200
    assert client.get("/resources/audit/download/").status_code == 404


# Who may open it


def test_a_draft_is_not_found(client):
    make_resource("draft", publish=False)
    assert client.get("/resources/draft/").status_code == 404


@pytest.mark.parametrize("path", ["", "versions/1/", "download/"])
def test_a_visitor_is_asked_to_sign_in_for_a_members_resource(client, path):
    restrict(make_resource("audit"))
    response = client.get(f"/resources/audit/{path}")
    assert response.status_code == 302
    assert response.url == f"/account/login/?next=/resources/audit/{path}"


def test_a_member_opens_a_members_resource(client, member):
    restrict(make_resource("audit"))
    client.force_login(member)
    assert client.get("/resources/audit/").status_code == 200


@pytest.mark.parametrize("path", ["", "versions/1/", "download/"])
def test_a_group_s_resource_is_not_found_by_others(client, member, path):
    restrict(make_resource("audit"), RESEARCHERS)
    client.force_login(member)
    assert client.get(f"/resources/audit/{path}").status_code == 404


def test_a_restriction_on_the_library_closes_everything_in_it(client):
    page = make_resource("audit")
    restrict(page.get_parent())
    assert client.get("/resources/").url == "/account/login/?next=/resources/"
    assert client.get("/resources/audit/").url == "/account/login/?next=/resources/audit/"
