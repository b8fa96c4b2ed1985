"""The two roads to the public that pass no editor's "Publish": approval in a workflow, and the
clock. Both ask the checklist as well (:mod:`resources.editing.publishing`)."""

import logging

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.pages.workflow import WorkflowAction
from wagtail.models import Revision, WorkflowState

from network.notifications.outbox import notify
from resources.access import keepers_except
from resources.editing.checklist import Check
from resources.editing.publishing import ASKED, blocking, sent_back
from resources.models import PackPage, ResourcePage
from resources.models.public_versions import PublicVersionError

logger = logging.getLogger("resources")
APPROVE = "approve"
BY_THE_CLOCK = "wagtail.publish.scheduled"


class NotReady(PermissionDenied):
    """A resource or pack would be approved that the checklist does not let through: ``page`` is the
    draft, ``missing`` what blocks."""

    def __init__(self, page: ResourcePage | PackPage, missing: list[Check]) -> None:
        self.page, self.missing = page, missing
        super().__init__("The checklist of this resource is not met.")


def on_approved(sender, instance: WorkflowState, **kwargs) -> None:
    """Whatever approves it, before the approval is written and the page published: what is public
    by then needs no look.

    :raises NotReady: for a resource or pack that is not ready; the approval is rolled back.
    """
    if instance.status != WorkflowState.STATUS_APPROVED:
        return
    waiting = WorkflowState.objects.filter(pk=instance.pk).exclude(status=instance.status)
    if not waiting.exists():
        return
    page = getattr(instance.content_object, "specific", None)
    if not isinstance(page, ASKED):
        return
    draft = page.get_latest_revision_as_object()
    missing = blocking(draft)
    if missing:
        raise NotReady(draft, missing)


@require_admin_access
def approve(
    request: HttpRequest, page_id: int, action_name: str, task_state_id: int
) -> HttpResponseBase:
    """Wagtail's answer to a button of a workflow, or what is missing in words instead of it."""
    try:
        return WorkflowAction.as_view()(
            request, page_id=page_id, action_name=action_name, task_state_id=task_state_id
        )
    except NotReady as not_ready:
        return sent_back(request, not_ready.page, not_ready.missing, "not approved yet")
    except PublicVersionError:
        draft = ResourcePage.objects.get(pk=page_id).get_latest_revision_as_object()
        return sent_back(request, draft, blocking(draft), "not approved yet")


def save_instead_of_approving(request: HttpRequest, page) -> None:
    """Where the form approves a draft that is not ready, its words are saved and nothing else."""
    posted = request.POST
    if not posted.get("action-workflow-action"):
        return
    if posted.get("workflow-action-name") != APPROVE or not is_last_step(page):
        return
    if isinstance(page, ASKED) and blocking(page):
        request.POST = posted.copy()
        del request.POST["action-workflow-action"]
        messages.error(
            request,
            "Saved as a draft, and not approved yet. The checklist at the top says whether "
            "anything is missing still; then approve it again.",
        )


def is_last_step(page) -> bool:
    """Whether the approval that is waited for would publish the page: four queries at most."""
    state = page.current_workflow_state
    if state is None or state.current_task_state is None:
        return False
    last = state.workflow.workflow_tasks.filter(task__active=True).order_by("sort_order").last()
    return last is not None and last.task_id == state.current_task_state.task_id


def may_go_live(revision: Revision) -> bool:
    """Whether a revision whose time has come is ready. One that is not waits as a draft, and those
    who keep the library are told."""
    page = revision.as_object()
    if not blocking(page):
        return True
    page.revisions.filter(pk=revision.pk).update(approved_go_live_at=None)
    logger.error("scheduled resource is not ready", extra={"page": page.pk})
    for person in keepers_except(None):
        notify(
            recipient=person,
            kind="editors_resource_not_ready",
            key=str(revision.pk),
            url=f"/admin/pages/{page.pk}/edit/",
            now=timezone.now(),
        )
    return False
