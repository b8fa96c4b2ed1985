"""What a member does with a resource of their own: hear of new versions, note an adaptation; and
their page of all that, ``/me/library/``."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network.members.interrupted import data_for
from network.members.roles import is_verified_member
from network.workflows import NotPermitted
from resources import adapting, taking
from resources.access import find_resource, keeps_library, may_have_files
from resources.models import AccessRequest, Adaptation, FormatRequest, ResourcePage, TakenVersion
from resources.requests.forms import AdaptationForm


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
def stop_alerts(request: HttpRequest, slug: str) -> HttpResponse:
    page = ResourcePage.objects.filter(slug=slug).first()
    if page is None or not taking.stop(page_id=page.pk, member=request.user):
        raise Http404
    messages.success(request, f"You hear no more of new versions of “{page.title}”.")
    return redirect("my_library")


@require_http_methods(["GET", "HEAD", "POST"])
def adaptations(request: HttpRequest, slug: str) -> HttpResponse:
    """The register of one resource; members add to it here."""
    page = find_resource(request, slug)
    if not isinstance(page, ResourcePage):
        return page
    now = timezone.now()
    user = request.user
    may_add = is_verified_member(user) and bool(may_have_files(user, page, now))
    if request.method == "POST" and not may_add:
        raise Http404
    form = AdaptationForm(data_for(request), names=(user.name,)) if may_add else None
    if request.method == "POST" and form.is_valid():
        newest = page.versions.order_by("-number").values_list("number", flat=True).first() or 1
        adapting.add(page=page, member=user, version_number=newest, now=now, **form.cleaned_data)
        messages.success(request, "Your adaptation is in the register. Thank you.")
        return redirect("resources:adaptations", page.slug)
    context = {
        "page": page,
        "entries": adapting.entries_for(page, user),
        "form": form,
        "may_hide": keeps_library(user),
    }
    return render(request, "resources/adaptations.html", context)


@require_POST
@login_required
def end_adaptation(request: HttpRequest, slug: str, public_id) -> HttpResponse:
    """One's own entry is removed; editors and coordinators hide those of others."""
    entry = get_object_or_404(Adaptation, public_id=public_id, page__slug=slug)
    if entry.member_id == request.user.pk:
        adapting.remove(entry=entry, member=request.user)
        messages.success(request, "Your entry is gone from the register.")
    elif keeps_library(request.user):
        adapting.hide(entry=entry, actor=request.user, now=timezone.now())
        messages.success(request, "The entry is hidden.")
    else:
        raise Http404
    return redirect(_back(request, slug))


@require_safe
@login_required
def my_library(request: HttpRequest) -> HttpResponse:
    """Everything the member has asked the library for, takes part in and is told of."""
    user = request.user
    now = timezone.now()
    context = {
        "requests": AccessRequest.objects.of(user)[:50],
        "formats": FormatRequest.objects.of(user)[:50],
        "taken": TakenVersion.objects.filter(member=user)
        .select_related("resource")
        .order_by("-taken_at", "-pk"),
        "adaptations": Adaptation.objects.filter(member=user).select_related("page", "area"),
        "now": now,
        "today": timezone.localdate(),
    }
    return render(request, "resources/my_library.html", context)


def _page(request: HttpRequest, slug: str) -> ResourcePage:
    page = find_resource(request, slug)
    if not isinstance(page, ResourcePage):
        raise Http404
    return page


def _back(request: HttpRequest, slug: str) -> str:
    if request.POST.get("from") == "own":
        return reverse("my_library")
    return reverse("resources:adaptations", args=[slug])
