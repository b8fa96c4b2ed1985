"""What the screening marks in a stored file, and that somebody has looked at it.

The file is read again each time: the marked phrases are kept nowhere. Before a file is published
somebody has to say that nothing in it identifies a child; that holds for this content alone.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods
from wagtail.admin.utils import get_valid_next_url_from_request

from network.media.access import manages_documents
from network.media.marks import OtherContent, as_found, look, may_look
from network.media.models import DocumentMarks, SiteDocument
from network.safeguarding.files import Finding, UploadRefused, look_inside
from network.safeguarding.screening import BLOCK
from resources.editing.duplicates import places_of

PLACES = {"name": "In the file’s name", "properties": "In its properties", "text": "Inside"}


@require_http_methods(["GET", "HEAD", "POST"])
def document_marks(request: HttpRequest, document_id: int) -> HttpResponse:
    """The marks, what is sure first, or why the file could not be read; and the button that says
    that somebody has looked at them."""
    if not manages_documents(request.user):
        raise PermissionDenied
    document = get_object_or_404(SiteDocument, pk=document_id)
    back = get_valid_next_url_from_request(request)
    if request.method == "POST":
        return _looked_at(request, document, back)
    found, reason = _read(document)
    marks = as_found(document, None if reason else found)
    context = {
        "document": document,
        "findings": [
            {
                "where": PLACES[finding.place],
                "phrase": finding.phrase,
                "reason": finding.reason,
                "is_sure": finding.severity == BLOCK,
            }
            for finding in found
        ],
        "reason": reason,
        "twins": places_of({document.sha256}, besides=document.pk),
        "marks": marks,
        "may_look": may_look(request.user, document),
        "next": back,
    }
    return render(request, "resources/admin_marks.html", context)


def _read(document: SiteDocument) -> tuple[list[Finding], str]:
    """What is marked, or why the file cannot be read."""
    try:
        with document.open_file() as file:
            found = look_inside(file, filename=document.filename)
    except (UploadRefused, OSError) as error:
        return [], getattr(error, "reason", "The file is not there any more.")
    return sorted(found, key=lambda finding: finding.severity != BLOCK), ""


def _looked_at(request: HttpRequest, document: SiteDocument, back: str) -> HttpResponse:
    """Keep who looked, at which content. Pressed twice, the first press counts."""
    if not may_look(request.user, document):
        raise PermissionDenied
    here = reverse("document_marks", args=[document.pk])
    again = f"{here}?{urlencode({'next': back})}" if back else here
    try:
        is_first = look(
            document,
            sha256=request.POST.get("sha256", ""),
            user=request.user,
            now=timezone.now(),
        )
    except OtherContent:
        messages.error(request, "The file was changed meanwhile. Please look at it once more.")
        return redirect(again)
    if is_first:
        messages.success(request, f"Noted: you have looked at the marks in {document.filename}.")
    else:
        marks = DocumentMarks.objects.select_related("looked_by").get(document=document)
        messages.info(
            request, f"{marks.looked_by or 'Somebody'} had looked at {document.filename} already."
        )
    return redirect(back or again)
