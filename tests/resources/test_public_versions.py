"""What was public stays, whatever road a page takes to the public."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Revision, Workflow, WorkflowTask

from network.pages import gone
from network.reported.workflow import keep_down, report, restore
from resources.models import ResourcePage, ResourceVersion, VersionFile
from resources.models.public_versions import (
    Issue,
    Kept,
    PublicVersionError,
    breaches,
    version_stays,
)
from tests.resources.building import document, make_version
from tests.resources.editing.test_publishing import edit_form, ready

pytestmark = pytest.mark.django_db
PUBLIC = Issue(1, date(2026, 1, 1), {1: "Form", 2: "Guide", 3: "Slides"})


@pytest.mark.parametrize(
    ("day", "documents", "found"),
    [
        (date(2026, 1, 1), [1, 2, 3], []),
        (date(2026, 1, 1), [1, 3, 2], []),
        (date(2026, 1, 2), [1, 2, 3], [(Kept.DATE, None)]),
        (None, [1, 2, 3], [(Kept.DATE, None)]),
        (date(2026, 1, 1), [1, 3], [(Kept.FILE, 2)]),
        (date(2026, 1, 1), [1, 2, 3, 4], [(Kept.NO_OTHER_FILE, 4)]),
        (date(2026, 1, 1), [1, 4, 3], [(Kept.FILE, 2), (Kept.NO_OTHER_FILE, 4)]),
        (date(2026, 1, 1), [2, 1, 3], [(Kept.MAIN_FILE, 1)]),
        (date(2026, 1, 1), [], [(Kept.FILE, 1), (Kept.FILE, 2), (Kept.FILE, 3)]),
    ],
)
def test_each_change_of_what_stays(day, documents, found):
    wanted = Issue(1, day, {pk: PUBLIC.documents.get(pk, "Other") for pk in documents})
    assert [(each.kept, each.document_id) for each in breaches(PUBLIC, wanted)] == found


def test_files_may_be_lost_where_that_is_said_and_nothing_else():
    wanted = Issue(1, date(2026, 1, 2), {2: "Guide", 4: "Other"})
    found = breaches(PUBLIC, wanted, may_lose=True)
    assert [each.kept for each in found] == [Kept.DATE, Kept.NO_OTHER_FILE]


def state() -> list[tuple[int, str, str]]:
    files = VersionFile.objects.order_by("version__number", "sort_order")
    return [
        (file.version.number, str(file.version.released_date), file.document.title)
        for file in files
    ]


BEFORE = [(1, "2026-01-01", "form.txt")]
BOTH = [*BEFORE, (2, "2026-01-02", "new.txt")]


def with_another_file(page) -> Revision:
    """A draft that was written past the form: version 1 has another file."""
    draft = page.get_latest_revision_as_object()
    version = draft.versions.all()[0]
    version.files = [VersionFile(label="Form to fill in", document=document("x.txt", b"x"))]
    draft.versions = [version]
    return draft.save_revision()


def two_versions() -> ResourcePage:
    """Live with version 2; its first revision knows of version 1 alone."""
    page = ready()
    draft = page.get_latest_revision_as_object()
    draft.versions.add(make_version(2, document("new.txt", b"new"), note="Shorter."))
    for file in draft.sorted_versions()[0].files.all():
        file.label = "Form to fill in"
    draft.save_revision().publish()
    return ResourcePage.objects.get()


def test_code_cannot_publish_another_file_in_a_public_version():
    revision = with_another_file(ready())
    with pytest.raises(PublicVersionError):
        revision.publish()
    assert state() == BEFORE


def test_nor_save_the_page_without_the_version_or_with_another_day():
    page = ready()
    page.versions.remove(page.versions.get())
    with pytest.raises(PublicVersionError) as refused:
        page.save()
    assert refused.value.messages == [version_stays(1)]

    page = ResourcePage.objects.get()
    version = page.versions.get()
    version.released_date = date(2026, 3, 3)
    page.versions = [version]
    with pytest.raises(PublicVersionError):
        page.save()
    assert state() == BEFORE


def test_a_page_that_says_nothing_of_its_versions_is_saved():
    page = ready()
    page.summary = "New words."
    page.save()
    assert (ResourcePage.objects.get().summary, state()) == ("New words.", BEFORE)


def test_publishing_an_older_revision_keeps_the_newer_version(client):
    page = two_versions()
    rows = list(ResourceVersion.objects.order_by("number").values_list("pk", flat=True))
    older = page.revisions.order_by("created_at", "pk").first()
    older.publish()
    assert state() == BOTH
    assert list(ResourceVersion.objects.order_by("number").values_list("pk", flat=True)) == rows
    assert client.get("/resources/audit/versions/2/").status_code == 200
    live = ResourcePage.objects.get().live_revision.as_object()
    assert [version.number for version in live.sorted_versions()] == [2, 1]


def test_going_back_to_an_older_revision_in_the_form_keeps_it_too(client, editor):
    page = two_versions()
    older = page.revisions.order_by("created_at", "pk").first()
    client.force_login(editor)
    address = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, older.pk])
    assert client.get(address).status_code == 200
    data = edit_form(client, page)
    data = {name: value for name, value in data.items() if not name.startswith("versions-1-")}
    data |= {"versions-TOTAL_FORMS": 1, "versions-INITIAL_FORMS": 1, "revision": older.pk}
    data |= {"action-publish": "1", "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
    data |= {"body-count": "0"}
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert response.status_code == 302
    assert not ResourcePage.objects.get().has_unpublished_changes
    assert state() == BOTH


def test_a_draft_from_before_its_version_was_published_knows_it_again():
    page = ready()
    draft = page.get_latest_revision_as_object()
    draft.versions.add(make_version(2, document("new.txt", b"new"), note="Shorter."))
    first = draft.save_revision()
    later = first.as_object().save_revision()
    first.publish()
    rows = {row.number: row.pk for row in ResourceVersion.objects.all()}
    known = {version.number: version.pk for version in later.as_object().versions.all()}
    assert known == rows


def said(response) -> str:
    return " ".join(str(message) for message in response.wsgi_request._messages)


WORDS = "Version 1 has been public with “form.txt”. Add a new version with the new file"


def test_publishing_many_refuses(client, editor):
    page = ready()
    with_another_file(page)
    client.force_login(editor)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = client.post(f"{address}?id={page.pk}", {"include_descendants": False})
    assert WORDS in said(response)
    assert state() == BEFORE


def test_the_last_approval_refuses(client, editor):
    page = ready()
    with_another_file(page)
    page = ResourcePage.objects.get()
    workflow = Workflow.objects.create(name="Two pairs of eyes")
    task = GroupApprovalTask.objects.create(name="Look")
    task.groups.add(Group.objects.get(name="Editors"))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    workflow.start(page, editor)
    step = ResourcePage.objects.get().current_workflow_task_state
    client.force_login(editor)
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", step.pk])
    response = client.post(address, {"comment": ""})
    assert WORDS in said(response)
    assert state() == BEFORE


def test_the_clock_leaves_what_is_live():
    revision = with_another_file(ready())
    hour_ago = timezone.now() - timedelta(hours=1)
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=hour_ago)
    call_command("publish_scheduled")
    assert state() == BEFORE
    assert ResourcePage.objects.get().live


def test_the_clock_publishes_an_older_revision_with_the_newer_version():
    page = two_versions()
    older = page.revisions.order_by("created_at", "pk").first()
    hour_ago = timezone.now() - timedelta(hours=1)
    Revision.objects.filter(pk=older.pk).update(approved_go_live_at=hour_ago)
    call_command("publish_scheduled")
    assert ResourcePage.objects.get().live_revision_id == older.pk
    assert state() == BOTH


def test_leads_restore_every_version_that_was_public(safeguarding_lead):
    page = two_versions()
    page.revisions.order_by("created_at", "pk").first().publish()
    row = report(page=page, now=timezone.now())
    restore(report=row, actor=safeguarding_lead, now=timezone.now())
    assert ResourcePage.objects.get().live
    assert state() == BOTH


def test_a_version_that_identifies_a_child_goes_when_a_lead_keeps_the_page_down(
    client, safeguarding_lead
):
    page = two_versions()
    row = report(page=page, now=timezone.now())
    keep_down(report=row, actor=safeguarding_lead, now=timezone.now())
    draft = ResourcePage.objects.get().get_latest_revision_as_object()
    draft.versions = [version for version in draft.versions.all() if version.number == 1]
    draft.save_revision().publish()
    assert state() == BEFORE
    assert client.get("/resources/audit/versions/2/").status_code == 410


def test_the_number_of_a_version_that_went_is_not_given_again():
    page = two_versions()
    gone.take_down(page, now=timezone.now())
    draft = ResourcePage.objects.get().get_latest_revision_as_object()
    draft.versions = [version for version in draft.versions.all() if version.number == 1]
    draft.save_revision().publish()
    draft = ResourcePage.objects.get().get_latest_revision_as_object()
    version = make_version(2, document("newest.txt", b"newest"))
    version.number = None
    draft.versions.add(version)
    draft.save_revision()
    assert [version.number for version in draft.sorted_versions()] == [3, 1]


def test_an_unpublished_page_is_published_with_every_version_it_had():
    page = two_versions()
    page.unpublish()
    page.revisions.order_by("created_at", "pk").first().publish()
    assert state() == BOTH
