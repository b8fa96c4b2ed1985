"""The library's addresses. They stand before Wagtail's, so that one look-up decides who may open
a resource, its versions and its files (docs/resources.md)."""

from copy import copy
from functools import partial

from django.contrib.auth.views import redirect_to_login
from django.db.models import Subquery
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from network.media.serving import send_file
from network.page_cache.kept import kept_while_unchanged
from network.search.kept import Catalogue
from resources.access import files_or_refusal, find_resource
from resources.enums import FilesReason, UsageKind
from resources.models import ResourceIndexPage, ResourcePage, ResourceVersion, VersionFile
from resources.usage.recording import note


@kept_while_unchanged(key=lambda: "library")
def library_page() -> ResourceIndexPage | None:
    """The library's page. Its readers take a copy: a request may write on it."""
    return ResourceIndexPage.objects.first()


@require_safe
def index(request):
    """The library; htmx gets the results and the options alone."""
    page = copy(library_page())
    if page is not None and not Catalogue.of(request).may_open(page):
        page = None
    if page is None and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if page is None:
        raise Http404("The library is closed to this person.")
    if request.htmx and not request.htmx.history_restore_request:
        context = page.get_context(request)
        response = render(request, "resources/library_fragment.html", context)
        response["HX-Push-Url"] = context["address"]
    else:
        response = page.serve(request)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
def detail(request, slug: str):
    page = find_resource(request, slug)
    return _shown(request, page) if isinstance(page, ResourcePage) else page


@require_safe
def version(request, slug: str, number: int):
    page = find_resource(request, slug)
    if not isinstance(page, ResourcePage):
        return page
    if not page.versions.filter(number=number).exists():
        raise Http404("This resource has no such version.")
    return _shown(request, page, version_number=number)


def _shown(request, page: ResourcePage, **kwargs):
    """The page of the resource; that it was looked at is noted."""
    response = page.serve(request, **kwargs)
    shown = response.context_data["shown"]
    if response.context_data["is_old_version"]:
        response["Link"] = latest_version(response.context_data["canonical"])
    if response.context_data["access"].reason == FilesReason.LATER:
        # From its moment on the page says something else, though nobody changes anything.
        patch_cache_control(response, no_store=True)
    looked_at = partial(
        note,
        page_id=page.pk,
        version=shown.number if shown else 0,
        kind=UsageKind.INVESTIGATION,
    )
    looked_at(request, response)
    # Visitors may be given this answer again without this view (network.page_cache).
    response.on_each = looked_at
    return response


def latest_version(address: str) -> str:
    """The Link header of an older version (RFC 5829)."""
    return f'<{address}>; rel="latest-version"'


@require_safe
def download(request, slug: str):
    """The main file of the latest version."""
    return _send(request, slug)


@require_safe
def file(request, slug: str, number: int, document_id: int):
    """One file of one version."""
    return _send(request, slug, version__number=number, document_id=document_id)


def _send(request, slug: str, **wanted):
    """Find the resource, ask who may have its files, find the file in it, then send: three queries
    for visitors. A file of an older version says where the latest is, as that version's page does.

    The resource alone is not enough: an id of a document of another resource gives 404 here.
    """
    page = find_resource(request, slug)
    if not isinstance(page, ResourcePage):
        return page
    refusal = files_or_refusal(request, page)
    if refusal is not None:
        return refusal
    latest = ResourceVersion.objects.filter(resource=page).order_by("-number").values("number")
    found = (
        VersionFile.objects.filter(version__resource=page, **wanted)
        .annotate(latest_number=Subquery(latest[:1]))
        .select_related("document", "version")
        .order_by("-version__number", "sort_order", "pk")
        .first()
    )
    if found is None:
        raise Http404("This resource has no such file.")
    document = found.document
    response = send_file(
        request, document, document.filename, restricted=request.user.is_authenticated
    )
    if found.version.number < found.latest_number:
        address = request.build_absolute_uri(reverse("resources:detail", args=[page.slug]))
        response["Link"] = latest_version(address)
    note(
        request,
        response,
        page_id=page.pk,
        version=found.version.number,
        document_id=document.pk,
        kind=UsageKind.REQUEST,
    )
    return response
