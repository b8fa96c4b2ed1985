"""The registers "adapted for our area", of resources and of packs."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from network.members.interrupted import data_for
from network.members.roles import is_verified_member
from resources import adapting
from resources.access import find_resource, keeps_library, may_have_files
from resources.models import Adaptation, PackPage, ResourcePage
from resources.packs.views import find_page
from resources.requests.forms import AdaptationForm


@require_http_methods(["GET", "HEAD", "POST"])
def adaptations(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The register of one resource; members who may have its files add to it here."""
    page = find_resource(request, slug)
    if not isinstance(page, ResourcePage):
        return page
    newest = page.versions.order_by("-number").values_list("number", flat=True).first() or 1
    may_have = bool(may_have_files(request.user, page, timezone.now()))
    return _register(request, page, may_have=may_have, version_number=newest)


@require_http_methods(["GET", "HEAD", "POST"])
def pack_adaptations(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The register of one pack; members who may open it add to it here."""
    pack = find_page(request, PackPage.objects.filter(slug=slug))
    if not isinstance(pack, PackPage):
        return pack
    return _register(request, pack, may_have=True, version_number=0)


def _register(request: HttpRequest, page, *, may_have: bool, version_number: int) -> HttpResponse:
    user = request.user
    may_add = may_have and is_verified_member(user)
    if request.method == "POST" and not may_add:
        raise Http404
    form = AdaptationForm(data_for(request), names=(user.name,)) if may_add else None
    if request.method == "POST" and form.is_valid():
        adapting.add(
            page=page,
            member=user,
            version_number=version_number,
            now=timezone.now(),
            **form.cleaned_data,
        )
        messages.success(request, "Your adaptation is in the register. Thank you.")
        return redirect(adapting.register_address(page))
    context = {
        "page": page,
        "is_pack": isinstance(page, PackPage),
        "entries": adapting.entries_for(page, user),
        "form": form,
        "may_hide": keeps_library(user),
    }
    return render(request, "resources/adaptations.html", context)


@require_POST
@login_required
def end_adaptation(request: HttpRequest, slug: str, public_id) -> HttpResponse:
    """One's own entry is removed; editors and coordinators hide those of others."""
    entries = Adaptation.objects.select_related("page")
    entry = get_object_or_404(entries, public_id=public_id, page__slug=slug)
    if entry.member_id == request.user.pk:
        adapting.remove(entry=entry, member=request.user)
        messages.success(request, "Your entry is gone from the register.")
    elif keeps_library(request.user):
        adapting.hide(entry=entry, actor=request.user, now=timezone.now())
        messages.success(request, "The entry is hidden.")
    else:
        raise Http404
    return redirect(adapting.register_address(entry.page))
