"""A new version: the old one keeps its address, and who asked for it hears of it once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from network.notifications.kinds import Pace
from network.notifications.preferences import choose
from resources.models import ResourcePage
from tests.resources.black_box.closed import run_clock, text_of
from tests.resources.building import document, make_resource, make_version

pytestmark = pytest.mark.django_db
NOTE = "The questions on consent were rewritten."


def test_a_new_version_replaces_nothing_and_is_told_once(
    client, member, expert, mailoutbox, django_capture_on_commit_callbacks
):
    page = make_resource(versions=[make_version(1, document("old.txt", b"old"))])
    choose(user=member, group="library", pace=Pace.AT_ONCE, now=timezone.now())
    client.force_login(expert)
    client.get("/resources/audit/download/")
    client.force_login(member)
    client.post("/resources/audit/versions/1/take/")

    fresh = ResourcePage.objects.get(pk=page.pk)
    fresh.versions.add(make_version(2, document("new.txt", b"new"), note=NOTE))
    fresh.save_revision().publish()
    for _ in range(3):
        with django_capture_on_commit_callbacks(execute=True):
            run_clock()

    mails = [mail for mail in mailoutbox if NOTE in mail.body]
    assert [mail.to for mail in mails] == [[member.email]]
    assert text_of(client.get("/resources/audit/download/")) == "new"
    old = client.get("/resources/audit/versions/1/")
    assert old["Link"] == '<http://testserver/resources/audit/>; rel="latest-version"'
    file = old.context["shown"].files[0].url
    assert text_of(client.get(file)) == "old"
    assert NOTE in client.get("/resources/audit/").content.decode()


def test_nothing_is_told_of_what_was_withdrawn_meanwhile(client, member, mailoutbox):
    page = make_resource(versions=[make_version(1, document("old.txt", b"old"))])
    client.force_login(member)
    client.post("/resources/audit/versions/1/take/")
    fresh = ResourcePage.objects.get(pk=page.pk)
    fresh.versions.add(make_version(2, document("new.txt", b"new"), note=NOTE))
    fresh.save_revision().publish()
    fresh.unpublish()
    run_clock()
    assert [mail for mail in mailoutbox if NOTE in mail.body] == []
    assert timezone.now() - timedelta(minutes=5) < fresh.latest_revision.created_at
