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

from network.members import earlier, permissions, team, transitions, workflow
from network.members.desk import due_at, is_late
from network.members.desk_groups import EVERYBODY, GROUPS, counts_of, in_group, with_reach
from network.members.forms import DecisionForm
from network.members.interrupted import forget, kept_words
from network.members.models import Membership
from network.members.roles import is_coordinator
from network.members.views.too_late import too_late
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
    marks = earlier.marks_for(membership.user for membership in page)
    namesakes = team.namesakes_among(membership.user for membership in page)
    kept = {name: value for name, value in (("group", group.code), ("q", words)) if value}
    context = {
        "page_obj": page,
        "rows": [_row(membership, now, marks, namesakes) for membership in page],
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
        "elsewhere": _elsewhere(memberships, words) if words and not page.object_list else None,
        "querystring": urlencode(kept),
    }
    return render(request, "desk/members.html", context)


def _elsewhere(memberships, words: str) -> dict | None:
    """Where to look on for words that nobody in the chosen group has."""
    number = in_group(memberships, GROUPS[EVERYBODY], words).count()
    if not number:
        return None
    query = urlencode({"group": EVERYBODY, "q": words})
    return {"url": f"?{query}", "label": f"Look in all lists: {number} found"}


def _row(membership: Membership, now, marks: dict, namesakes: dict) -> dict:
    return {
        "membership": membership,
        "due": due_at(membership),
        "is_late": is_late(membership, now),
        "is_known": membership.user_id in marks,
        "is_namesake": membership.user_id in namesakes,
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
    """Take one step. A faster decision, somebody else's or one's own, is told, not overwritten."""
    membership = _membership(request, public_id)
    if action not in VERBS:
        raise Http404
    form = DecisionForm(request.POST, action=action, names=_names(request, membership))
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
        unsent = too_late(request, membership.events.last(), action, form.cleaned_data["reason"])
        if unsent:
            return _render(request, _membership(request, public_id), unsent=unsent)
    else:
        messages.success(request, DONE[action].format(name=name))
    return redirect("desk_member", public_id=public_id)


def _names(request: HttpRequest, membership: Membership) -> tuple[str, str]:
    """Who may be named in what is written to the member."""
    return membership.user.name, request.user.name


def _render(
    request: HttpRequest,
    membership: Membership,
    *,
    failed: DecisionForm | None = None,
    unsent: str = "",
) -> HttpResponse:
    """``unsent`` are words to a step that came too late; the answer is then 409."""
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
        "unsent": unsent,
        "due": due_at(membership),
        "is_late": is_late(membership, timezone.now()),
        "marks": earlier.marks_of(membership.user),
        "namesakes": team.namesakes_of(membership.user),
        "email_confirmed": permissions.has_confirmed_email(membership.user),
    }
    record_view(
        request,
        what="application",
        subject=membership.user,
        about=membership.user.public_id,
        now=timezone.now(),
    )
    return render(request, "desk/member.html", context, status=409 if unsent else 200)
