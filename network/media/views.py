"""Documents that editors link from the text of pages."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail import hooks

from network.media.models import SiteDocument
from network.media.serving import send_file


@require_safe
def serve_document(request, document_id: str, document_filename: str):
    """Answer Wagtail's document address through the site's own way of sending files.

    Wagtail's view would show PDFs in the page, answer 304 before anything else and send a header
    ``Content-Encoding: None``. Its hook ``before_serve_document`` decides here as there: any
    response it returns is the answer.
    """
    document = get_object_or_404(SiteDocument, pk=document_id)
    if document.filename != document_filename:
        raise Http404("No document has this name.")
    for before_serve_document in hooks.get_hooks("before_serve_document"):
        answer = before_serve_document(document, request)
        if isinstance(answer, HttpResponse):
            return answer
    return send_file(request, document, document.filename, restricted=request.user.is_authenticated)
