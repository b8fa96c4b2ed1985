"""Told once of each newer version of what one took, and only of what one may have."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from network.members import workflow as membership
from network.notifications.models import Message
from network.workflows import NotPermitted
from resources import taking, telling
from resources.enums import FilesFor
from resources.models import ResourcePage, TakenVersion
from resources.notifications import lines_of_resources
from tests.resources.building import document, make_resource, make_version, restrict

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
NOTE = "The questions on consent were rewritten."

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(db):
    return make_resource(versions=[make_version(1, document("old.txt", b"old"))])


def publish_next(page, *, number=2, note=NOTE) -> None:
    fresh = ResourcePage.objects.get(pk=page.pk)
    fresh.versions.add(make_version(number, document(f"v{number}.txt", b"new"), note=note))
    fresh.save_revision().publish()


def told(member) -> list[Message]:
    return list(Message.objects.filter(kind="file_replaced", recipient=member).order_by("pk"))


def test_one_message_for_a_new_version_with_its_note(page, member):
    taking.remember(page=page, member=member, number=1, now=NOW)
    assert taking.tell_of_new_versions(now=NOW) == 0
    publish_next(page)
    assert taking.tell_of_new_versions(now=NOW) == 1
    assert taking.tell_of_new_versions(now=NOW) == 0
    [message] = told(member)
    [line] = lines_of_resources([message])[message.pk]
    assert line.title == f"Audit, version 2: {NOTE}"
    assert line.url == message.url == "/resources/audit/versions/2/"


def test_another_version_is_another_message(page, member):
    taking.remember(page=page, member=member, number=1, now=NOW)
    for number in (2, 3):
        publish_next(page, number=number)
        taking.tell_of_new_versions(now=NOW)
    assert [message.url for message in told(member)] == [
        "/resources/audit/versions/2/",
        "/resources/audit/versions/3/",
    ]


def test_two_workers_tell_once(page, member):
    taking.remember(page=page, member=member, number=1, now=NOW)
    publish_next(page)
    rows = [TakenVersion.objects.select_related("member__membership").get() for _ in range(2)]
    told_by = [
        telling.tell_once(
            row, member=row.member, page_id=page.pk, newest=2, kind="file_replaced", now=NOW
        )
        for row in rows
    ]
    assert told_by == [True, False]
    assert len(told(member)) == 1


def test_nobody_waits_behind_those_who_may_not_be_told(
    page, member, expert, coordinator, monkeypatch
):
    """However many come first, and every time anew."""
    monkeypatch.setattr(telling, "AT_A_TIME", 1)
    taking.remember(page=page, member=member, number=1, now=NOW)
    close(page, member, coordinator, "suspended")
    taking.remember(page=page, member=expert, number=1, now=NOW)
    publish_next(page)
    assert taking.tell_of_new_versions(now=NOW) == 1
    assert (told(member), len(told(expert))) == ([], 1)
    assert TakenVersion.objects.get(member=member).told_number == 1
    publish_next(page, number=3)
    assert taking.tell_of_new_versions(now=NOW) == 1
    assert len(told(expert)) == 2


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_each_row_is_met_once_whatever_stands_on_a_page_of_rows(
    page, member, expert, coordinator, monkeypatch, number
):
    monkeypatch.setattr(telling, "AT_A_TIME", 2)
    for person in (member, expert, coordinator)[:number]:
        TakenVersion.objects.create(
            member=person, resource=page, number=1, told_number=1, taken_at=NOW
        )
    rows = list(telling.each_of(TakenVersion.objects.all()))
    assert rows == list(TakenVersion.objects.order_by("pk"))


def test_who_took_the_new_one_already_is_not_told(page, member):
    taking.remember(page=page, member=member, number=1, now=NOW)
    publish_next(page)
    taking.remember(page=page, member=member, number=2, now=NOW)
    assert taking.tell_of_new_versions(now=NOW) == 0
    assert TakenVersion.objects.get().number == 2


def test_a_draft_is_no_new_version(page, member):
    taking.remember(page=page, member=member, number=1, now=NOW)
    fresh = ResourcePage.objects.get(pk=page.pk)
    fresh.versions.add(make_version(2, document("draft.txt", b"draft")))
    fresh.save_revision()
    assert taking.tell_of_new_versions(now=NOW) == 0


def close(page, member, coordinator, how: str) -> None:
    if how == "restricted":
        restrict(page, "Researchers")
    elif how == "withdrawn":
        ResourcePage.objects.get(pk=page.pk).unpublish()
    elif how == "on request":
        ResourcePage.objects.filter(pk=page.pk).update(files_for=FilesFor.REQUEST)
    elif how == "later":
        ResourcePage.objects.filter(pk=page.pk).update(files_from=datetime(2027, 1, 1, tzinfo=UTC))
    else:
        row = member.membership
        membership.suspend(membership=row, actor=coordinator, now=NOW, reason="A check.")


@pytest.mark.parametrize("how", ["restricted", "withdrawn", "on request", "later", "suspended"])
def test_nothing_of_what_the_member_may_not_have(page, member, coordinator, how):
    taking.remember(page=page, member=member, number=1, now=NOW)
    publish_next(page)
    close(page, member, coordinator, how)
    assert taking.tell_of_new_versions(now=NOW) == 0
    assert told(member) == []


@pytest.mark.parametrize("how", ["restricted", "withdrawn"])
def test_a_message_on_its_way_is_empty_once_the_resource_is_closed(page, member, how):
    taking.remember(page=page, member=member, number=1, now=NOW)
    publish_next(page)
    taking.tell_of_new_versions(now=NOW)
    close(page, member, None, how)
    assert lines_of_resources(told(member)) == {}


def test_only_members_who_may_have_the_files_are_remembered(page, outsider, member):
    with pytest.raises(NotPermitted):
        taking.remember(page=page, member=outsider, number=1, now=NOW)
    closed = make_resource("closed", files_for=FilesFor.REQUEST)
    with pytest.raises(NotPermitted):
        taking.remember(page=closed, member=member, number=1, now=NOW)


# Pages


def test_the_button_remembers_and_gives_the_file(client, page, member):
    client.force_login(member)
    assert "tell me of new versions" in client.get("/resources/audit/").content.decode()
    response = client.post("/resources/audit/versions/1/take/", follow=True)
    assert b"".join(response.streaming_content) == b"old"
    assert TakenVersion.objects.get().member == member
    assert "You hear from us" in client.get("/resources/audit/").content.decode()


def test_a_link_does_not_opt_in_and_a_visitor_signs_in(client, page, member):
    assert client.post("/resources/audit/versions/1/take/")["Location"].startswith(
        "/account/login/"
    )
    client.force_login(member)
    assert client.get("/resources/audit/versions/1/take/").status_code == 405
    assert client.post("/resources/audit/versions/9/take/").status_code == 404
    assert not TakenVersion.objects.exists()


def test_stopped_in_my_library(client, page, member, expert):
    taking.remember(page=page, member=member, number=1, now=NOW)
    client.force_login(expert)
    stop = reverse("stop_alerts", args=[page.pk])
    assert client.post(stop).status_code == 404
    client.force_login(member)
    assert "Audit" in client.get("/me/library/").content.decode()
    client.post(stop)
    assert not TakenVersion.objects.exists()


def test_an_old_version_names_the_latest(client):
    old, new = document("old.txt"), document("new.txt", b"n")
    make_resource(versions=[make_version(1, old), make_version(2, new, note=NOTE)])
    response = client.get("/resources/audit/versions/1/")
    latest = "http://testserver/resources/audit/"
    assert response["Link"] == f'<{latest}>; rel="latest-version"'
    words = response.content.decode()
    assert f'<link rel="canonical" href="{latest}">' in words
    assert "There is a newer one" in words
    assert NOTE in words
    assert "Link" not in client.get("/resources/audit/versions/2/")
    assert client.get("/resources/audit/").context["latest"].released_date == date(2026, 1, 2)


def test_a_file_of_an_old_version_names_the_latest_too(client):
    old, new = document("old.txt"), document("new.txt", b"n")
    page = make_resource(versions=[make_version(1, old), make_version(2, new, note=NOTE)])
    files = [
        version.files.get().address("audit", version.number) for version in page.versions.all()
    ]
    answers = [client.get(address) for address in (*files, "/resources/audit/download/")]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    link = '<http://testserver/resources/audit/>; rel="latest-version"'
    assert [answer.get("Link") for answer in answers] == [link, None, None]
