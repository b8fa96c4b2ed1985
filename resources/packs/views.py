"""The addresses of packs, and the ZIP of a version. They stand before Wagtail's pages, as the rest
of the library does."""

from functools import partial

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from network.media.zips import send_zip
from network.search.findable import findable_pages
from resources.access import files_or_refusal, find_resource
from resources.enums import UsageKind
from resources.models import PackIndexPage, PackPage, ResourcePage, VersionFile
from resources.packs.archive import pack_members, version_members
from resources.packs.contents import contents_of, pack_file
from resources.usage.recording import note


def find_page(request: HttpRequest, pages):
    """The first of these pages that the viewer may open, or the way to the sign-in page.

    :raises Http404: when there is none, or it stays closed to this person.
    """
    page = findable_pages(request.user, pages).first()
    if page is not None:
        return page
    if not request.user.is_authenticated and pages.live().exists():
        return redirect_to_login(request.get_full_path())
    raise Http404("No pack here.")


@require_safe
def index(request):
    found = find_page(request, PackIndexPage.objects.all())
    return found.serve(request) if isinstance(found, PackIndexPage) else found


@require_safe
def detail(request, slug: str):
    found = find_page(request, PackPage.objects.filter(slug=slug))
    if not isinstance(found, PackPage):
        return found
    response = found.serve(request)
    looked_at = partial(note, page_id=found.pk, version=0, kind=UsageKind.INVESTIGATION)
    looked_at(request, response)
    response.on_each = looked_at
    return response


@require_safe
def download(request, slug: str) -> HttpResponseBase:
    """The whole pack as a ZIP."""
    return _send(request, slug)


@require_safe
def download_session(request, slug: str, number: int) -> HttpResponseBase:
    """One session of it."""
    return _send(request, slug, session=number)


def _send(request, slug: str, *, session: int | None = None) -> HttpResponseBase:
    pack = find_page(request, PackPage.objects.filter(slug=slug))
    if not isinstance(pack, PackPage):
        return pack
    now = timezone.now()
    contents = contents_of(pack, request.user, now=now)
    if session is not None and not 1 <= session <= len(contents.sessions):
        raise Http404("This pack has no such session.")
    members = pack_members(
        pack,
        contents,
        address=request.build_absolute_uri(reverse("resources:pack", args=[slug])),
        now=now,
        session=session,
    )
    name = f"{slug}.zip" if session is None else f"{slug}-session-{session}.zip"
    response = send_zip(request, name, members, restricted=request.user.is_authenticated)
    note(request, response, page_id=pack.pk, version=0, kind=UsageKind.REQUEST)
    return response


@require_safe
def download_version(request, slug: str, number: int) -> HttpResponseBase:
    """All files of one version of a resource as a ZIP."""
    page = find_resource(request, slug)
    if not isinstance(page, ResourcePage):
        return page
    refusal = files_or_refusal(request, page)
    if refusal is not None:
        return refusal
    rows = (
        VersionFile.objects.filter(version__resource=page, version__number=number)
        .select_related("document")
        .order_by("sort_order", "pk")
    )
    files = [pack_file(row, slug, number) for row in rows]
    if not files:
        raise Http404("This resource has no such version.")
    members = version_members(files, now=timezone.now())
    response = send_zip(
        request,
        f"{slug}-version-{number}.zip",
        members,
        restricted=request.user.is_authenticated,
    )
    note(request, response, page_id=page.pk, version=number, kind=UsageKind.REQUEST)
    return response
