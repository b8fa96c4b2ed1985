"""Membership applications at the desk."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from network.members import permissions, transitions, workflow
from network.members.desk import due_at, is_late
from network.members.desk_groups import GROUPS, counts_of, in_group, with_reach
from network.members.forms import DecisionForm
from network.members.interrupted import forget, kept_words
from network.members.models import Membership
from network.members.roles import is_coordinator
from network.members.workflow.confirming import answer_by
from network.privacy.access_log import record_view
from network.workflows import actions_from

PAGE_SIZE = 20
LONGEST_SEARCH = 100
VERBS = {
    "approve": workflow.approve,
    "ask": workflow.ask,
    "decline": workflow.decline,
    "suspend": workflow.suspend,
    "reinstate": workflow.reinstate,
    "uphold": workflow.uphold,
}
DONE = {
    "approve": "{name} is a member now.",
    "ask": "Your question is on its way to {name}.",
    "decline": "The application of {name} has been declined.",
    "suspend": "The membership of {name} is paused.",
    "reinstate": "The membership of {name} is active again.",
    "uphold": "The decision stands. {name} can read why.",
}


def _membership(request: HttpRequest, public_id) -> Membership:
    """:raises Http404: for everybody but coordinators, and for an id that is nobody's."""
    if not is_coordinator(request.user):
        raise Http404
    memberships = with_reach(Membership.objects.visible_to(request.user).for_list())
    return get_object_or_404(memberships, user__public_id=public_id)


@require_safe
@login_required
def applications(request: HttpRequest) -> HttpResponse:
    """Memberships by group: those that wait for a coordinator first, oldest first."""
    if not is_coordinator(request.user):
        raise Http404
    group = GROUPS.get(request.GET.get("group", ""), GROUPS[""])
    words = request.GET.get("q", "")[:LONGEST_SEARCH].strip()
    memberships = Membership.objects.visible_to(request.user)
    counts = counts_of(memberships)
    page = Paginator(in_group(memberships, group, words).for_list(), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    now = timezone.now()
    kept = {name: value for name, value in (("group", group.code), ("q", words)) if value}
    context = {
        "page_obj": page,
        "rows": [_row(membership, now) for membership in page],
        "group": group,
        "groups": [
            {
                "label": other.label,
                "url": f"?group={other.code}" if other.code else "?",
                "current": other is group,
                "count": counts[other.code or "waiting"],
            }
            for other in GROUPS.values()
        ],
        "words": words,
        "querystring": urlencode(kept),
    }
    return render(request, "desk/members.html", context)


def _row(membership: Membership, now) -> dict:
    return {
        "membership": membership,
        "due": due_at(membership),
        "is_late": is_late(membership, now),
        "answer_by": answer_by(membership) if membership.status == "approved" else None,
    }


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
        "due": due_at(membership),
        "is_late": is_late(membership, timezone.now()),
        "email_confirmed": permissions.has_confirmed_email(membership.user),
    }
    record_view(
        request,
        what="application",
        subject=membership.user,
        about=membership.user.public_id,
        now=timezone.now(),
    )
    return render(request, "desk/member.html", context)
