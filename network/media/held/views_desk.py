"""``/desk/held-files/``: files that identify somebody, for safeguarding leads. The file itself is
shown to nobody; each look at what was marked in it is recorded."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from network.desk.guards import leads_only
from network.forms import SiteForm
from network.media.held.deciding import MayNotDecide, keep_back, release
from network.media.held.excerpts import excerpts_of
from network.media.models import HeldFile, HeldState
from network.media.personal_data import HELD_FOR
from network.privacy.access_log import record_view
from network.safeguarding.files import UploadRefused

PAGE_SIZE = 20


class ReleaseForm(SiteForm):
    note = forms.CharField(
        label="Why nobody can be recognised by it",
        help_text="For whoever asks later. Do not write what was marked.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@require_safe
@leads_only
def held_files(request: HttpRequest) -> HttpResponse:
    rows = HeldFile.objects.visible_to(request.user).select_related("uploaded_by")
    context = {"page_obj": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))}
    return render(request, "desk/held/list.html", context)


@require_safe
@leads_only
def held_file(request: HttpRequest, public_id) -> HttpResponse:
    return _show(request, _row(request, public_id), ReleaseForm())


@require_POST
@leads_only
def release_file(request: HttpRequest, public_id) -> HttpResponse:
    row = _row(request, public_id)
    form = ReleaseForm(request.POST)
    if not form.is_valid():
        return _show(request, row, form)
    try:
        document = release(
            row=row, actor=request.user, note=form.cleaned_data["note"], now=timezone.now()
        )
    except MayNotDecide as refusal:
        messages.warning(request, refusal.words)
    else:
        messages.success(
            request,
            f"Released. Editors find it among the documents as “{document.title}”, and whoever "
            "chose it is told.",
        )
    return redirect(row.desk_url)


@require_POST
@leads_only
def keep_file(request: HttpRequest, public_id) -> HttpResponse:
    row = _row(request, public_id)
    try:
        keep_back(row=row, actor=request.user, now=timezone.now())
    except MayNotDecide as refusal:
        messages.warning(request, refusal.words)
    else:
        messages.success(request, "It stays refused and is deleted. Whoever chose it is told.")
    return redirect(row.desk_url)


def _show(request: HttpRequest, row: HeldFile, form: ReleaseForm) -> HttpResponse:
    record_view(
        request,
        what="held_file",
        subject=row.uploaded_by,
        about=str(row.public_id),
        now=timezone.now(),
    )
    is_held = row.state == HeldState.HELD
    excerpts, unread = [], ""
    if is_held:
        try:
            excerpts = excerpts_of(row)
        except (UploadRefused, OSError):
            unread = "It cannot be read any more."
    is_own = row.uploaded_by_id == request.user.pk
    context = {
        "row": row,
        "excerpts": excerpts,
        "unread": unread,
        "deleted_at": row.held_at + HELD_FOR if is_held else None,
        "form": form if is_held and not is_own else None,
        "is_own": is_held and is_own,
    }
    return render(request, "desk/held/file.html", context)


def _row(request: HttpRequest, public_id) -> HeldFile:
    rows = HeldFile.objects.visible_to(request.user).select_related("uploaded_by", "decided_by")
    return get_object_or_404(rows, public_id=public_id)
