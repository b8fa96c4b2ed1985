"""What a member's page of the library says of pages that they may not open any more."""

import pytest
from django.utils import timezone

from network.reported import workflow as reported
from network.taxonomy.models import Area
from resources import adapting, taking
from resources.models import VersionFile
from resources.requests import access, formats
from tests.resources.building import document, make_resource, make_version, restrict

pytestmark = pytest.mark.django_db
TITLE = "Quillby harbour plan"


@pytest.fixture
def page(member):
    """A resource with which the member has all that a member can have."""
    page = make_resource("quillby-harbour", title=TITLE, files_for="request")
    now = timezone.now()
    access.ask(page=page, member=member, reason="To try it.", now=now)
    page.files_for = "readers"
    page.save_revision().publish()
    taking.remember(page=page, member=member, number=1, now=now)
    file = VersionFile.objects.select_related("version").get(version__resource=page)
    formats.ask(page=page, file=file, wanted="large_print", user=member, now=now)
    adapting.add(
        page=page,
        member=member,
        area=Area.objects.first(),
        what_changed="The names of places.",
        version_number=1,
        now=now,
    )
    return page


def library_of(client, user) -> str:
    client.force_login(user)
    return client.get("/me/library/").content.decode()


def take_down(page) -> None:
    reported.report(page=page, reporter=None, now=timezone.now())


def close(page) -> None:
    restrict(page, "Researchers")


def test_open_pages_are_named(client, member, page):
    assert library_of(client, member).count(f">{TITLE}</a>") == 4


@pytest.mark.parametrize("happens", [take_down, close])
def test_closed_pages_have_no_title_and_no_address(client, member, page, happens):
    happens(page)
    shown = library_of(client, member)
    assert TITLE not in shown
    assert page.slug not in shown
    assert shown.count("A page that was taken down or closed") == 4
    assert "The names of places." in shown


@pytest.mark.parametrize("happens", [take_down, close])
def test_what_one_has_with_a_closed_page_can_be_ended(client, member, page, happens):
    happens(page)
    shown = library_of(client, member)
    for name in ("stop", "take-out"):
        [action] = [part for part in shown.split('"') if part.endswith(f"/{name}/")]
        assert client.post(action)["Location"] == "/me/library/"
    shown = library_of(client, member)
    assert shown.count("A page that was taken down or closed") == 2


def replace(page) -> None:
    page.versions.add(make_version(2, document("new.txt", b"new")))
    page.save_revision().publish()


def test_another_format_is_of_a_file_of_a_version(client, member, page):
    assert "<span>form.txt, version 1</span>" in library_of(client, member)
    assert "The latest is" not in library_of(client, member)
    replace(page)
    shown = library_of(client, member)
    assert "<span>form.txt, version 1</span>" in shown
    assert f'The latest is <a href="/resources/{page.slug}/versions/2/">version 2</a>' in shown


@pytest.mark.parametrize("happens", [take_down, close])
def test_of_a_closed_page_only_the_number_of_the_version_is_told(client, member, page, happens):
    replace(page)
    happens(page)
    shown = library_of(client, member)
    assert "<span>Version 1</span>" in shown
    assert ("form.txt" in shown, "The latest is" in shown) == (False, False)


def test_the_desk_says_that_the_version_asked_about_was_replaced(client, coordinator, page):
    row = page.format_requests.get()
    client.force_login(coordinator)
    assert f"{TITLE}, version 1" in client.get("/desk/").content.decode()
    assert "say in your answer" not in client.get(row.desk_url).content.decode()
    replace(page)
    shown = client.get(row.desk_url).content.decode()
    assert f'The latest is <a href="/resources/{page.slug}/versions/2/">version 2</a>: say' in shown


def test_the_desk_names_no_page_that_is_down(client, coordinator, editor, page):
    take_down(page)
    for person in (coordinator, editor):
        client.force_login(person)
        for address in ("/desk/", "/desk/library/", "/desk/library/formats/"):
            shown = client.get(address).content.decode()
            assert (TITLE in shown, page.slug in shown) == (False, False), address
        for row in (*page.format_requests.all(), *page.access_requests.all()):
            shown = client.get(row.desk_url).content.decode()
            assert (TITLE in shown, page.slug in shown) == (False, False)
            assert "A page that is not public now" in shown
