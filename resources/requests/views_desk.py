"""``/desk/library/``: what members and visitors ask the library for.

The links in messages lead to a page; only its buttons act. Each look at a request is recorded.
"""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from network.desk.too_late import say_too_late
from network.privacy.access_log import record_view
from network.workflows import NotPermitted, TransitionNotAllowed, actions_from
from resources.models import AccessRequest
from resources.requests import access
from resources.requests.forms import GrantForm, StepForm
from resources.requests.guards import keepers_only
from resources.transitions import ACCESS, KEEPER

PAGE_SIZE = 20
DONE = {
    "grant": "They may have the files now, and are told.",
    "decline": "They are told, and read your reason here.",
    "revoke": "The files are closed to them again, and they are told.",
}
VERBS = {"grant": access.grant, "decline": access.decline, "revoke": access.revoke}


@require_safe
@keepers_only
def access_requests(request: HttpRequest) -> HttpResponse:
    """Requests for files that wait, or those that were decided."""
    decided = request.GET.get("group") == "decided"
    rows = AccessRequest.objects.for_desk()
    rows = rows.decided() if decided else rows.waiting()
    context = {
        "page_obj": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "decided": decided,
        "querystring": "group=decided" if decided else "",
    }
    return render(request, "desk/library/access_requests.html", context)


@require_safe
@keepers_only
def access_request(request: HttpRequest, public_id) -> HttpResponse:
    """Who asks, by the account, what for, and a form for each step that is possible."""
    return _render(request, _row(public_id))


@require_POST
@keepers_only
def decide(request: HttpRequest, public_id, action: str) -> HttpResponse:
    row = _row(public_id)
    if action not in VERBS:
        raise Http404
    form = _form(request, row, action, request.POST)
    if not form.is_valid():
        return _render(request, row, failed=form)
    try:
        VERBS[action](request=row, actor=request.user, now=timezone.now(), **form.cleaned_data)
    except NotPermitted as refusal:
        form.add_error(None, refusal.reason)
        return _render(request, row, failed=form)
    except TransitionNotAllowed:
        _say_too_late(request, public_id, action, form.cleaned_data)
    else:
        messages.success(request, DONE[action])
    return redirect(row.desk_url)


def _say_too_late(request: HttpRequest, public_id, action: str, given: dict) -> None:
    stands = _row(public_id)
    is_same = (
        stands.state == ACCESS[action].target
        and stands.answer == given["answer"]
        and given.get("until") in (None, stands.expires_at)
    )
    say_too_late(
        request,
        by_id=stands.decided_by_id,
        at=stands.decided_at,
        is_same=is_same,
        done=DONE[action],
    )


def _row(public_id) -> AccessRequest:
    return get_object_or_404(AccessRequest.objects.for_desk(), public_id=public_id)


def _form(request: HttpRequest, row: AccessRequest, action: str, data=None) -> StepForm:
    names = (row.member.name, request.user.name)
    title = ACCESS[action].label
    if action == "grant":
        today = timezone.localdate()
        return GrantForm(data, action=action, title=title, names=names, required=False, today=today)
    return StepForm(data, action=action, title=title, names=names)


def _render(
    request: HttpRequest, row: AccessRequest, *, failed: StepForm | None = None
) -> HttpResponse:
    record_view(
        request,
        what="file_request",
        subject=row.member,
        about=str(row.public_id),
        now=timezone.now(),
    )
    forms = [
        failed if failed is not None and failed.action == action else _form(request, row, action)
        for action in actions_from(ACCESS, row.state, KEEPER)
        if action in VERBS
    ]
    context = {"row": row, "forms": forms if access.can_decide(request.user, row) else []}
    return render(request, "desk/library/access_request.html", context)
