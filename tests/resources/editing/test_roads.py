"""Approval in a workflow and the clock ask the checklist too."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Revision, Workflow, WorkflowTask

from network.notifications.models import Message
from resources.editing import publishing
from resources.editing.checklist import checks
from resources.editing.roads import NotReady
from resources.models import ResourcePage
from tests.resources.building import make_resource
from tests.resources.editing.test_publishing import edit_form, ready

pytestmark = pytest.mark.django_db


def make_workflow(steps: int = 1) -> Workflow:
    workflow = Workflow.objects.create(name="Two pairs of eyes")
    for place in range(steps):
        task = GroupApprovalTask.objects.create(name=f"Look {place}")
        task.groups.add(Group.objects.get(name="Editors"))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=place)
    return workflow


def submitted(page, editor, steps: int = 1):
    """The page, waiting for its first step."""
    page.save_revision()
    make_workflow(steps).start(page, editor)
    return ResourcePage.objects.get(pk=page.pk)


def act(client, page):
    step = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", step.pk])
    return client.post(address, {"comment": ""})


def said(response) -> str:
    return " ".join(str(message) for message in response.wsgi_request._messages)


def test_the_button_of_a_workflow_says_what_is_missing(client, editor):
    page = submitted(make_resource(publish=False), editor)
    client.force_login(editor)
    response = act(client, page)
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "not approved yet" in said(response)
    assert "Choose at least one sector" in said(response)
    page = ResourcePage.objects.get(pk=page.pk)
    assert not page.live
    assert page.workflow_in_progress


def test_what_is_ready_is_approved(client, editor):
    page = submitted(ready(publish=False), editor)
    client.force_login(editor)
    act(client, page)
    assert ResourcePage.objects.get(pk=page.pk).live


@pytest.mark.parametrize("is_ready", [True, False])
def test_the_button_of_a_workflow_asks_once(client, editor, monkeypatch, is_ready):
    page = submitted((ready if is_ready else make_resource)(publish=False), editor)
    asked = []

    def note(page, today):
        asked.append(page.slug)
        return checks(page, today)

    monkeypatch.setattr(publishing, "checks", note)
    client.force_login(editor)
    act(client, page)
    assert ResourcePage.objects.get(pk=page.pk).live is is_ready
    assert asked == ["audit"]


def test_only_the_last_step_asks(client, editor):
    page = submitted(make_resource(publish=False), editor, steps=2)
    client.force_login(editor)
    act(client, page)
    page = ResourcePage.objects.get(pk=page.pk)
    assert page.current_workflow_task.name == "Look 1"
    assert "not approved yet" in said(act(client, page))


def test_the_form_saves_and_does_not_approve(client, editor):
    page = submitted(make_resource(publish=False), editor)
    client.force_login(editor)
    data = {
        **edit_form(client, page),
        "summary": "New words.",
        "action-workflow-action": "true",
        "workflow-action-name": "approve",
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
    }
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert "not approved yet" in said(response)
    page = ResourcePage.objects.get(pk=page.pk)
    assert (page.live, page.workflow_in_progress) == (False, True)
    assert page.get_latest_revision_as_object().summary == "New words."


def test_no_other_road_approves_it(editor):
    page = submitted(make_resource(publish=False), editor)
    step = page.current_workflow_task_state
    with pytest.raises(NotReady):
        step.task.specific.on_action(step, editor, "approve")
    page = ResourcePage.objects.get(pk=page.pk)
    assert (page.live, page.workflow_in_progress) == (False, True)


def due(page) -> Revision:
    """The page's newest draft, whose time came an hour ago."""
    revision = page.get_latest_revision_as_object().save_revision()
    hour_ago = timezone.now() - timedelta(hours=1)
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=hour_ago)
    return revision


def test_the_clock_publishes_what_is_ready_and_nothing_else(editor):
    good, bad = ready("good", publish=False), make_resource("bad", publish=False)
    held, _ = due(bad), due(good)
    call_command("publish_scheduled")
    assert [page.slug for page in ResourcePage.objects.filter(live=True)] == ["good"]
    held.refresh_from_db()
    assert held.approved_go_live_at is None
    message = Message.objects.get(kind="editors_resource_not_ready", recipient=editor)
    assert message.url == f"/admin/pages/{bad.pk}/edit/"


def test_a_new_draft_that_is_not_ready_leaves_what_is_live(editor):
    page = ready()
    draft = page.get_latest_revision_as_object()
    draft.licence = ""
    draft.save_revision()
    due(page)
    call_command("publish_scheduled")
    page.refresh_from_db()
    assert (page.live, page.licence) == (True, "CC BY 4.0")
