"""The library's addresses. They stand before Wagtail's, so that one look-up decides who may open
a resource, its versions and its files (docs/resources.md)."""

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from network.media.serving import send_file
from network.search.kept import Catalogue
from resources.access import files_or_refusal, find_resource
from resources.models import ResourceIndexPage, ResourcePage, VersionFile


@require_safe
def index(request):
    """The library; htmx gets the results and the options alone."""
    page = ResourceIndexPage.objects.first()
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
    return page.serve(request) if isinstance(page, ResourcePage) else page


@require_safe
def version(request, slug: str, number: int):
    page = find_resource(request, slug)
    if not isinstance(page, ResourcePage):
        return page
    if not page.versions.filter(number=number).exists():
        raise Http404("This resource has no such version.")
    return page.serve(request, version_number=number)


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
    for visitors.

    The resource alone is not enough: an id of a document of another resource gives 404 here.
    """
    page = find_resource(request, slug)
    if not isinstance(page, ResourcePage):
        return page
    refusal = files_or_refusal(request, page)
    if refusal is not None:
        return refusal
    found = (
        VersionFile.objects.filter(version__resource=page, **wanted)
        .select_related("document")
        .order_by("-version__number", "sort_order", "pk")
        .first()
    )
    if found is None:
        raise Http404("This resource has no such file.")
    document = found.document
    return send_file(request, document, document.filename, restricted=request.user.is_authenticated)
