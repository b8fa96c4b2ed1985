"""A draft shown as each kind of reader will find it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from resources.editing.audiences import (
    GRANTED,
    MEMBER,
    SECTOR,
    STAFF,
    VISITOR,
    access_of,
    why_closed,
)
from resources.enums import FilesFor, FilesReason
from tests.resources.building import make_resource, restrict

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("files_for", "visitor", "member", "granted"),
    [
        (FilesFor.READERS, FilesReason.OPEN, FilesReason.OPEN, FilesReason.OPEN),
        (FilesFor.MEMBERS, FilesReason.SIGN_IN, FilesReason.OPEN, FilesReason.OPEN),
        (FilesFor.REQUEST, FilesReason.SIGN_IN, FilesReason.ASK, FilesReason.GRANTED),
    ],
)
def test_files_for_each_audience(files_for, visitor, member, granted):
    page = make_resource(files_for=files_for)
    assert [access_of(page, audience).reason for audience in (VISITOR, MEMBER, GRANTED)] == [
        visitor,
        member,
        granted,
    ]


def test_an_embargo_holds_for_every_audience_but_the_staff():
    page = make_resource(files_from=timezone.now() + timedelta(days=1))
    readers = (VISITOR, MEMBER, SECTOR, GRANTED)
    assert {access_of(page, audience).reason for audience in readers} == {FilesReason.LATER}
    assert access_of(page, STAFF).reason == FilesReason.KEEPER


@pytest.mark.parametrize("files_for", [FilesFor.MEMBERS, FilesFor.REQUEST])
def test_files_for_a_sector_and_for_the_staff(files_for):
    page = make_resource(files_for=files_for, sectors=["police"])
    assert access_of(page, SECTOR).reason == access_of(page, MEMBER).reason
    assert access_of(page, STAFF).reason == FilesReason.KEEPER


def test_a_page_for_a_sector_is_seen_by_that_sector_alone():
    police = make_resource("police", sectors=["police"])
    health = make_resource("health", sectors=["health"])
    for page in (police, health):
        restrict(page, "Sector: Police")
    assert why_closed(police, SECTOR) == ""
    for page, audience in ((police, MEMBER), (police, GRANTED), (health, SECTOR)):
        assert why_closed(page, audience).endswith(
            "only these groups see this page: Sector: Police."
        )
    assert [why_closed(page, STAFF) for page in (police, health)] == ["", ""]


def test_a_page_for_the_staff_is_seen_by_them_alone():
    page = make_resource(sectors=["police"])
    restrict(page, "Editors")
    assert why_closed(page, STAFF) == ""
    assert why_closed(page, SECTOR).startswith("Of the members, only these groups")


def test_who_does_not_see_the_page_is_said():
    assert why_closed(make_resource("open"), VISITOR) == ""
    members, editors, circle = (make_resource(slug) for slug in ("members", "editors", "circle"))
    restrict(members)
    restrict(editors, "Editors")
    restrict(circle, "Members")
    assert "asked to sign in" in why_closed(members, VISITOR)
    assert why_closed(members, MEMBER) == ""
    assert why_closed(editors, MEMBER).endswith("only these groups see this page: Editors.")
    assert why_closed(circle, MEMBER) == ""


@pytest.mark.parametrize(
    ("mode", "downloads", "notice"),
    [
        ("", True, False),
        ("visitor", False, True),
        ("member", False, True),
        ("granted", True, True),
        ("sector", False, True),
        ("staff", True, True),
    ],
)
def test_the_preview_shows_it(editor, client, mode, downloads, notice):
    page = make_resource(files_for=FilesFor.REQUEST, publish=False)
    client.force_login(editor)
    shown = client.get(f"/admin/pages/{page.pk}/view_draft/?mode={mode}")
    html = shown.content.decode()
    assert shown.status_code == 200
    assert ('href="/resources/audit/download/"' in html) is downloads
    assert ("This is how" in html) is notice
