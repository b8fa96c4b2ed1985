from django.http import Http404
from django.utils import timezone
from wagtail import hooks

from network.media.access import manages_documents
from resources.access import may_have_document


@hooks.register("before_serve_document")
def keep_documents_of_the_library(document, request) -> None:
    """A file of a resource stays closed to everybody who may not have the resource's files."""
    may_have = may_have_document(request.user, document, timezone.now())
    if not may_have and not manages_documents(request.user):
        raise Http404("This document is not published.")


@hooks.register("why_document_stays")
def why_document_stays(document) -> str | None:
    """The file of a version is never replaced: people have downloaded and cited it."""
    file = document.version_files.select_related("version__resource").first()
    if file is None:
        return None
    return (
        f"This file belongs to version {file.version.number} of “{file.version.resource.title}” "
        "and stays as it is. Upload the new file as a new document and add a version there."
    )
