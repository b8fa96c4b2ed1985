"""``/desk/library/formats/``: who needs a file in another format, and by when."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from network.desk.too_late import say_too_late
from network.privacy.access_log import record_view
from network.workflows import TransitionNotAllowed, actions_from
from resources.models import FormatRequest
from resources.requests import formats
from resources.requests.forms import StepForm
from resources.requests.guards import keepers_only
from resources.transitions import FORMATS, KEEPER

PAGE_SIZE = 20
DONE = {
    "take": "It is yours to make now.",
    "done": "It is marked as sent.",
    "decline": "It is marked as one that could not be made.",
}


@require_safe
@keepers_only
def format_requests(request: HttpRequest) -> HttpResponse:
    """What is open, soonest first; or what has been done."""
    is_done = request.GET.get("group") == "done"
    rows = FormatRequest.objects.for_desk()
    page = Paginator(rows.done() if is_done else rows.open(), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    context = {
        "page_obj": page,
        "decided": is_done,
        "querystring": "group=done" if is_done else "",
        "today": timezone.localdate(),
    }
    return render(request, "desk/library/format_requests.html", context)


@require_safe
@keepers_only
def format_request(request: HttpRequest, public_id) -> HttpResponse:
    return _render(request, _row(public_id))


@require_POST
@keepers_only
def act(request: HttpRequest, public_id, action: str) -> HttpResponse:
    row = _row(public_id)
    if action not in DONE:
        raise Http404
    form = _form(request, row, action, request.POST)
    if not form.is_valid():
        return _render(request, row, failed=form)
    try:
        formats.act(
            request=row,
            action=action,
            actor=request.user,
            now=timezone.now(),
            answer=form.cleaned_data.get("answer", ""),
        )
    except TransitionNotAllowed:
        stands = _row(public_id)
        answer = form.cleaned_data.get("answer", stands.answer)
        say_too_late(
            request,
            by_id=stands.handled_by_id,
            at=stands.done_at,
            is_same=stands.state == FORMATS[action].target and stands.answer == answer,
            done=DONE[action],
        )
    else:
        messages.success(request, DONE[action])
    return redirect(row.desk_url)


def _row(public_id) -> FormatRequest:
    return get_object_or_404(FormatRequest.objects.for_desk(), public_id=public_id)


def _form(request: HttpRequest, row: FormatRequest, action: str, data=None) -> StepForm:
    names = (row.member.name if row.member else "", request.user.name)
    form = StepForm(
        data,
        action=action,
        title=FORMATS[action].label,
        names=names,
        required=action == "decline",
    )
    if action == "take":
        del form.fields["answer"]
    return form


def _render(
    request: HttpRequest, row: FormatRequest, *, failed: StepForm | None = None
) -> HttpResponse:
    record_view(
        request,
        what="format_request",
        subject=row.member,
        about=str(row.public_id),
        now=timezone.now(),
    )
    forms = [
        failed if failed is not None and failed.action == action else _form(request, row, action)
        for action in actions_from(FORMATS, row.state, KEEPER)
    ]
    context = {"row": row, "forms": forms, "is_late": row.is_late(timezone.localdate())}
    return render(request, "desk/library/format_request.html", context)
