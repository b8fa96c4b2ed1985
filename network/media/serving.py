"""Send a stored file. The one place where bytes of documents leave the site.

The caller has checked that the viewer may have it. The file goes out as a download, never shown
in the page, so that nothing in it runs with this site's rights.
"""

import logging

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header

from network.media.models import SiteDocument

logger = logging.getLogger("network.media")
CONTENT_SECURITY_POLICY = "default-src 'none'; sandbox"


def send_file(
    request: HttpRequest, document: SiteDocument, filename: str, *, restricted: bool = False
) -> HttpResponseBase:
    """Answer GET and HEAD with the document under ``filename``.

    The body is streamed from the storage, so memory does not grow with the file. ``restricted``
    keeps the answer out of every cache; otherwise caches must ask again each time, so that a
    withdrawn file is gone at once.

    :raises Http404: when the storage has lost the file; that is logged.
    """
    try:
        size = document.file.size
        content = (
            document.file.storage.open(document.file.name) if request.method == "GET" else None
        )
    except (FileNotFoundError, ValueError) as error:
        logger.exception("stored file is missing", extra={"document": document.pk})
        raise Http404("This file is missing.") from error
    if content is None:
        response: HttpResponseBase = HttpResponse(content_type=document.content_type)
    else:
        response = FileResponse(content, content_type=document.content_type)
    response["Content-Length"] = size
    response["Content-Disposition"] = content_disposition_header(True, filename)
    response["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    response["X-Content-Type-Options"] = "nosniff"
    if restricted:
        patch_cache_control(response, private=True, no_store=True)
    else:
        patch_cache_control(response, no_cache=True)
    return response
