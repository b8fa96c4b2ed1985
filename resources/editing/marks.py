"""What the screening marks in a stored file, for the person who publishes it.

The file is read again each time: the marked phrases are kept nowhere.
"""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from network.media.access import manages_documents
from network.media.models import SiteDocument
from network.safeguarding.files import UploadRefused, look_inside
from network.safeguarding.screening import BLOCK
from resources.editing.duplicates import places_of

PLACES = {"name": "In the file’s name", "properties": "In its properties", "text": "Inside"}


@require_safe
def document_marks(request: HttpRequest, document_id: int) -> HttpResponse:
    """The marks, what is sure first; or why the file could not be read."""
    if not manages_documents(request.user):
        raise PermissionDenied
    document = get_object_or_404(SiteDocument, pk=document_id)
    found, reason = [], ""
    try:
        with document.open_file() as file:
            found = look_inside(file, filename=document.filename)
    except (UploadRefused, OSError) as error:
        reason = getattr(error, "reason", "The file is not there any more.")
    found.sort(key=lambda finding: finding.severity != BLOCK)
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
    }
    return render(request, "resources/admin_marks.html", context)
