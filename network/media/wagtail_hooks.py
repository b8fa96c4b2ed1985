from django.http import Http404
from wagtail import hooks

from network.media.access import is_published_to, manages_documents


@hooks.register("before_serve_document")
def refuse_unpublished_documents(document, request) -> None:
    """Answer 404 for a document that no page open to this viewer refers to."""
    if not manages_documents(request.user) and not is_published_to(request.user, document):
        raise Http404("This document is not published.")
