"""A resource whose address changes: its versions, files and citations go with it."""

import pytest
from wagtail.contrib.redirects.models import Redirect

from tests.resources.building import document, make_resource, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    """Publish a page under another slug; Wagtail makes its redirects after the transaction."""

    def change(page, slug: str):
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
        page.refresh_from_db()
        return page

    return change


@pytest.fixture
def renamed(rename):
    page = make_resource("audit", versions=[make_version(1, document("form.txt", b"form"))])
    return rename(page, "street-audit")


@pytest.mark.parametrize(
    "below", ["", "versions/1/", "download/", "cite/bib/", "cite/ris/?a=1", "nothing/"]
)
def test_old_addresses_lead_to_the_same_place(client, renamed, below):
    answer = client.get(f"/resources/audit/{below}")
    assert (answer.status_code, answer["Location"]) == (301, f"/resources/street-audit/{below}")


def test_the_file_of_a_version_is_found_by_its_old_address(client, renamed):
    file = client.get("/resources/street-audit/versions/1/").context["shown"].files[0].url
    old = file.replace("street-audit", "audit")
    answer = client.get(old, follow=True)
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, b"form")


def test_renamed_twice_it_is_found_by_both(client, renamed, rename):
    rename(renamed, "audit-of-streets")
    for old in ("audit", "street-audit"):
        answer = client.get(f"/resources/{old}/versions/1/")
        assert answer["Location"] == "/resources/audit-of-streets/versions/1/"


def test_renamed_back_it_leads_nowhere_else(client, renamed, rename):
    rename(renamed, "audit")
    assert client.get("/resources/audit/versions/1/").status_code == 200
    assert client.get("/resources/audit/nothing/").status_code == 404
    assert client.get("/resources/street-audit/versions/1/").status_code == 301


def test_a_form_that_is_sent_to_an_old_address_is_not_sent_on(client, renamed, member):
    client.force_login(member)
    assert client.post("/resources/audit/versions/1/take/").status_code == 404


def test_what_never_moved_is_not_found(client, renamed):
    assert client.get("/resources/nothing/versions/1/").status_code == 404
    assert client.get("/" + "a/" * 30).status_code == 404
    assert Redirect.objects.count() == 1
