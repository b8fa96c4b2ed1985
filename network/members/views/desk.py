"""Membership applications at the desk."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from network.members import permissions, transitions, workflow
from network.members.forms import DecisionForm
from network.members.interrupted import forget, kept_words
from network.members.models import Membership
from network.members.roles import is_coordinator
from network.privacy.access_log import record_view
from network.workflows import actions_from

PAGE_SIZE = 20
VERBS = {
    "approve": workflow.approve,
    "ask": workflow.ask,
    "decline": workflow.decline,
    "suspend": workflow.suspend,
    "reinstate": workflow.reinstate,
}
DONE = {
    "approve": "{name} is a member now.",
    "ask": "Your question is on its way to {name}.",
    "decline": "The application of {name} has been declined.",
    "suspend": "The membership of {name} is paused.",
    "reinstate": "The membership of {name} is active again.",
}


def _membership(request: HttpRequest, public_id) -> Membership:
    """:raises Http404: for everybody but coordinators, and for an id that is nobody's."""
    if not is_coordinator(request.user):
        raise Http404
    return get_object_or_404(
        Membership.objects.visible_to(request.user).for_list(), user__public_id=public_id
    )


@require_safe
@login_required
def applications(request: HttpRequest) -> HttpResponse:
    """Applications that wait for a coordinator or an applicant, oldest first."""
    if not is_coordinator(request.user):
        raise Http404
    page = Paginator(
        Membership.objects.visible_to(request.user).open().for_list(), PAGE_SIZE
    ).get_page(request.GET.get("page"))
    return render(request, "desk/members.html", {"page_obj": page})


@require_safe
@login_required
def application(request: HttpRequest, public_id) -> HttpResponse:
    """One membership: what was said, what happened, and one form per verb that is possible now."""
    return _render(request, _membership(request, public_id))


@require_POST
@login_required
def decide(request: HttpRequest, public_id, action: str) -> HttpResponse:
    """Take one step. Somebody else's faster decision is told, not overwritten."""
    membership = _membership(request, public_id)
    if action not in VERBS:
        raise Http404
    form = DecisionForm(request.POST, action=action)
    if not form.is_valid():
        return _render(request, membership, failed=form)
    forget(request.user, reverse("desk_member", args=[public_id]))
    name = membership.user.name or "this person"
    try:
        VERBS[action](
            membership=membership,
            actor=request.user,
            now=timezone.now(),
            reason=form.cleaned_data["reason"],
        )
    except workflow.NotPermitted as refusal:
        messages.error(request, refusal.reason)
    except workflow.TransitionNotAllowed:
        messages.error(request, "Somebody else was faster. This is how it stands now.")
    else:
        messages.success(request, DONE[action].format(name=name))
    return redirect("desk_member", public_id=public_id)


def _render(
    request: HttpRequest, membership: Membership, *, failed: DecisionForm | None = None
) -> HttpResponse:
    decision = permissions.can_decide(request.user, membership)
    actions = actions_from(transitions.MEMBERSHIP, membership.status, transitions.COORDINATOR)
    forms = [DecisionForm(action=action) for action in actions] if decision else []
    if failed is not None:
        forms = [failed if form.action == failed.action else form for form in forms]
    profile = membership.user.profile
    context = {
        "membership": membership,
        "profile": profile,
        "expertise": profile.topic_expertise.all(),
        "contexts": profile.contexts.all(),
        "events": membership.events.select_related("actor"),
        "decision": decision,
        "forms": forms,
        "kept_words": kept_words(request),
    }
    record_view(
        request,
        what="application",
        subject=membership.user,
        about=membership.user.public_id,
        now=timezone.now(),
    )
    return render(request, "desk/member.html", context)
