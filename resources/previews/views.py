"""The page that shows one file, and the pictures on it: the same check as for the file itself."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from network.media.models import PagePicture
from network.media.serving import send_picture
from resources.access import files_or_refusal, find_resource
from resources.models import ResourcePage, VersionFile
from resources.previews.looking import whole_look


def find_file(request: HttpRequest, slug: str, number: int, document_id: int):
    """The resource and one of its files, or the answer for who may not have it.

    Returns ``(page, file, None)`` or ``(None, None, answer)``. Queries: two for the resource of a
    visitor, one for the file, and those of :func:`resources.access.may_have_files`.

    :raises Http404: for no such resource, version or file.
    """
    page = find_resource(request, slug)
    if not isinstance(page, ResourcePage):
        return None, None, page
    refusal = files_or_refusal(request, page)
    if refusal is not None:
        return None, None, refusal
    file = (
        VersionFile.objects.filter(
            version__resource=page, version__number=number, document_id=document_id
        )
        .select_related("document", "version")
        .first()
    )
    if file is None:
        raise Http404("This resource has no such file.")
    return page, file, None


@require_safe
def preview(request, slug: str, number: int, document_id: int) -> HttpResponseBase:
    """One file, page by page, as an outline, or as tables."""
    page, file, answer = find_file(request, slug, number, document_id)
    if answer is not None:
        return answer
    latest = page.versions.order_by("-number").values_list("number", flat=True).first()
    context = {
        "page": page,
        "file": file,
        "size": file.document.file_size or 0,
        "number": number,
        "is_old_version": number != latest,
        "look": whole_look(slug, number, file),
        "download_url": file.address(slug, number),
        "back_url": (
            reverse("resources:detail", args=[slug])
            if number == latest
            else page.version_address(number)
        ),
    }
    return render(request, "resources/preview.html", context)


@require_safe
def picture(request, slug: str, number: int, document_id: int, page_number: int):
    """The picture of one page of a file."""
    _, _, answer = find_file(request, slug, number, document_id)
    if answer is not None:
        return answer
    stored = PagePicture.objects.filter(document_id=document_id, number=page_number).first()
    if stored is None:
        raise Http404("There is no picture of this page.")
    return send_picture(request, stored, restricted=request.user.is_authenticated)
