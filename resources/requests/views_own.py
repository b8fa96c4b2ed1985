"""What a member hears of new versions, and their page of all they have with the library,
``/me/library/``."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page

from network.search.findable import findable_pages
from network.workflows import NotPermitted
from resources import adapting, taking
from resources.access import find_resource
from resources.models import AccessRequest, Adaptation, FormatRequest, ResourcePage, TakenVersion


@require_POST
@login_required
def take(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Remember that this version was taken, then give its main file."""
    page = _page(request, slug)
    file = (
        page.versions.filter(number=number, files__isnull=False)
        .values_list("files__document_id", flat=True)
        .order_by("files__sort_order", "files__pk")
        .first()
    )
    if file is None:
        raise Http404("This resource has no such version.")
    try:
        taking.remember(page=page, member=request.user, number=number, now=timezone.now())
    except NotPermitted as refusal:
        messages.warning(request, refusal.reason)
        return redirect("resources:detail", page.slug)
    messages.success(request, "You hear from us when a newer version replaces this one.")
    return redirect("resources:file", page.slug, number, file)


@require_POST
@login_required
def stop_alerts(request: HttpRequest, page_id: int) -> HttpResponse:
    if not taking.stop(page_id=page_id, member=request.user):
        raise Http404
    messages.success(request, "You hear no more of new versions of this resource.")
    return redirect("my_library")


@require_POST
@login_required
def take_out_adaptation(request: HttpRequest, public_id) -> HttpResponse:
    """Remove one's own entry from a register, whatever has become of the page."""
    entry = get_object_or_404(Adaptation, public_id=public_id, member=request.user)
    adapting.remove(entry=entry, member=request.user)
    messages.success(request, "Your entry is gone from the register.")
    return redirect("my_library")


@require_safe
@login_required
def my_library(request: HttpRequest) -> HttpResponse:
    """Everything the member has asked the library for, takes part in and is told of. Pages that
    were taken down, or are closed to them by now, stay in the list without title and address."""
    user = request.user
    now = timezone.now()
    context = {
        "requests": AccessRequest.objects.of(user)[:50],
        "formats": FormatRequest.objects.of(user)[:50],
        "taken": TakenVersion.objects.filter(member=user)
        .select_related("resource")
        .order_by("-taken_at", "-pk"),
        "adaptations": [
            (row, adapting.register_address(row.page))
            for row in Adaptation.objects.filter(member=user).select_related("page", "area")
        ],
        "now": now,
        "today": timezone.localdate(),
    }
    rows = [*context["requests"], *context["formats"], *context["taken"]]
    pages = {row.resource_id for row in rows} | {row.page_id for row, _ in context["adaptations"]}
    named = findable_pages(user, Page.objects.filter(pk__in=pages))
    context["named"] = set(named.values_list("pk", flat=True))
    return render(request, "resources/my_library.html", context)


def _page(request: HttpRequest, slug: str) -> ResourcePage:
    page = find_resource(request, slug)
    if not isinstance(page, ResourcePage):
        raise Http404
    return page
