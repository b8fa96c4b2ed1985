"""Resources go live by ``run_due``: what is ready, with its files, and members are told."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from network.notifications.models import Message
from network.pages.scheduled import keep_schedule
from resources import taking
from resources.models import ResourcePage
from tests.resources.building import document, make_resource, make_version
from tests.resources.editing.test_publishing import edit_form, ready

pytestmark = pytest.mark.django_db
LATER = timedelta(hours=2)


def plan(page) -> Revision:
    """The page's newest draft, to go live in an hour."""
    draft = page.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + LATER / 2
    revision = draft.save_revision()
    revision.publish()
    return revision


def test_who_took_the_files_is_told_of_a_version_in_the_run_that_publishes_it(client, member):
    page = ready()
    taking.remember(page=page, member=member, number=1, now=timezone.now())
    version = make_version(2, document("new.txt", b"New."), note="Shorter.")
    version.files.all()[0].label = "The shorter form"
    page.versions.add(version)
    page.save_revision()
    plan(page)
    assert client.get("/resources/audit/versions/2/").status_code == 404
    call_command("run_due", now=(timezone.now() + LATER).isoformat(), stdout=StringIO())
    assert client.get("/resources/audit/versions/2/").status_code == 200
    assert "/resources/audit/versions/2/" in client.get("/resources/audit/").content.decode()
    message = Message.objects.get(kind="file_replaced", recipient=member)
    assert message.url == "/resources/audit/versions/2/"


def test_what_is_not_ready_stays_a_draft_and_its_editors_are_told_once(client, editor):
    plan(make_resource("bad", publish=False))
    plan(ready("good", publish=False))
    done = [keep_schedule(now=timezone.now() + LATER) for _ in range(2)]
    assert [each["scheduled pages published"] for each in done] == [1, 0]
    assert [page.slug for page in ResourcePage.objects.filter(live=True)] == ["good"]
    assert client.get("/resources/bad/").status_code == 404
    assert Message.objects.filter(kind="editors_resource_not_ready", recipient=editor).count() == 1


def test_a_draft_that_is_not_ready_leaves_what_is_live(editor):
    page = ready()
    page.licence = ""
    page.save_revision()
    revision = plan(page)
    assert keep_schedule(now=timezone.now() + LATER)["scheduled pages published"] == 0
    page, revision = ResourcePage.objects.get(), Revision.objects.get(pk=revision.pk)
    assert (page.live, page.licence, revision.approved_go_live_at) == (True, "CC BY 4.0", None)


def test_an_editor_sets_a_time_in_the_form_and_run_due_keeps_it(client, editor):
    """The whole way, in London's summer time: live two minutes ahead, gone in ten."""
    with time_machine.travel(datetime(2026, 6, 1, 9, 0, tzinfo=UTC), tick=False) as clock:
        page = ready(publish=False)
        client.force_login(editor)
        data = {
            **edit_form(client, page),
            "go_live_at": "2026-06-01 10:02",
            "expire_at": "2026-06-01 10:10",
            "action-publish": "action-publish",
            "comments-TOTAL_FORMS": 0,
            "comments-INITIAL_FORMS": 0,
        }
        answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
        said = " ".join(str(message) for message in answer.wsgi_request._messages)
        assert "scheduled for publishing" in said
        client.logout()
        seen = []
        for minutes in (1, 1, 7, 1):
            clock.shift(timedelta(minutes=minutes))
            call_command("run_due", stdout=StringIO())
            seen.append(client.get("/resources/audit/").status_code)
        assert seen == [404, 200, 200, 404]
