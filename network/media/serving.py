"""Send a stored file. The one place where bytes of documents leave the site.

The caller has checked that the viewer may have it: nothing here answers before that, not even
"unchanged". A document goes out as a download, never shown in the page, so that nothing in it runs
with this site's rights; only pictures that the site made itself are shown.

``SEND_FILES_BY`` says who sends the bytes: "site" streams them; "x-accel-redirect" (nginx) and
"x-sendfile" (Apache, lighttpd) name the file to the web server, which then also answers conditions
and ranges; a storage that signs links hands its files over itself (docs/operations.md).
"""

import hashlib
import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from urllib.parse import quote

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header, http_date

from network.media.ranges import NotInFile, Part, wanted_part
from network.media.streaming import LARGE_FROM_BYTES, SEATS, FilePieces
from network.safeguarding.files import KINDS

logger = logging.getLogger("network.media")
CONTENT_SECURITY_POLICY = "default-src 'none'; sandbox"
SIGNED_LINK_SECONDS = 60
DOWNLOADED = "application/octet-stream"
KNOWN_TYPES = {kind.media_type for kind in KINDS.values()} | {
    "application/zip",
    "image/gif",
    "image/jpeg",
    "image/png",
    "image/webp",
}


class Stored(Protocol):
    """What is sent: a file in a storage under a generated name that is never written twice."""

    pk: object
    file: File
    content_type: str


@dataclass(frozen=True, slots=True)
class State:
    """What conditions and ranges are held against. ``modified`` is None if nobody knows it."""

    size: int
    etag: str
    modified: datetime | None

    @property
    def seconds(self) -> int | None:
        return None if self.modified is None else int(self.modified.timestamp())


def send_file(
    request: HttpRequest, document: Stored, filename: str, *, restricted: bool = False
) -> HttpResponseBase:
    """Answer GET and HEAD with the document as a download under ``filename``.

    Streamed, so memory does not grow with the file. Understands conditions and one range at a time.
    ``restricted`` keeps the answer out of every cache; otherwise caches must ask again each time,
    so that a withdrawn file is gone at once. When too many people download at once from a process
    without a web server in front, the answer is 503 and says so.

    :raises Http404: when the storage has lost the file; that is logged.
    """
    headers = {
        "Content-Type": safe_type(document.content_type),
        "Content-Disposition": content_disposition_header(True, filename),
    }
    # The link is good for GET alone; what HEAD asks the site can tell.
    if hasattr(document.file.storage, "signed_link") and request.method == "GET":
        return _by_link(document, filename, headers["Content-Type"])
    return _sent(request, document, headers, restricted=restricted)


def send_picture(
    request: HttpRequest, picture: Stored, *, restricted: bool = False
) -> HttpResponseBase:
    """Answer with a picture that the site made, to be shown in a page.

    It comes through the site from every storage: pages show pictures of this site only.

    :raises Http404: when the storage has lost it; that is logged.
    """
    headers = {"Content-Type": safe_type(picture.content_type), "Content-Disposition": "inline"}
    return _sent(request, picture, headers, restricted=restricted)


def safe_type(media_type: str) -> str:
    """The type itself where the site lets files of it in, else the one of unknown bytes.

    So no stored file is ever called HTML, SVG, XML or a script.
    """
    return media_type if media_type in KNOWN_TYPES else DOWNLOADED


def _by_link(document: Stored, filename: str, media_type: str) -> HttpResponseBase:
    """Send the viewer to a link of the storage that works for a minute, for this file alone."""
    link = document.file.storage.signed_link(
        document.file.name,
        filename=filename,
        media_type=media_type,
        seconds=SIGNED_LINK_SECONDS,
    )
    response = HttpResponseRedirect(link)
    # A kept redirect would outlive the link and the right to the file.
    patch_cache_control(response, private=True, no_store=True)
    response["Referrer-Policy"] = "no-referrer"
    # For whoever counts downloads: the file is given, though by another.
    response.gives_file = True
    return response


def _sent(
    request: HttpRequest, stored: Stored, headers: dict[str, str], *, restricted: bool
) -> HttpResponseBase:
    try:
        state = _state_of(stored)
        response = _by_web_server(stored) or _by_site(request, stored, state)
    except (FileNotFoundError, ValueError) as error:
        logger.exception("stored file is missing", extra={"document": stored.pk})
        raise Http404("This file is missing.") from error
    if response.status_code == 503:
        return response
    if response.status_code in (200, 206):
        for name, value in headers.items():
            response[name] = value
    response["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    response["X-Content-Type-Options"] = "nosniff"
    if restricted:
        patch_cache_control(response, private=True, no_store=True)
    else:
        patch_cache_control(response, no_cache=True)
    return response


def _state_of(stored: Stored) -> State:
    """The name stands for the content, which never changes under it."""
    storage, name = stored.file.storage, stored.file.name
    if not name:
        raise FileNotFoundError
    try:
        modified = storage.get_modified_time(name)
    except NotImplementedError:
        modified = None
    digest = hashlib.sha256(name.encode()).hexdigest()[:32]
    return State(size=storage.size(name), etag=f'"{digest}"', modified=modified)


def _by_web_server(stored: Stored) -> HttpResponse | None:
    """Name the file to the web server, if one sends files; it fills the body in.

    A web server reads local files only; what another storage holds goes through the site.
    """
    if not isinstance(stored.file.storage, FileSystemStorage):
        return None
    if settings.SEND_FILES_BY == "x-accel-redirect":
        return HttpResponse(
            headers={"X-Accel-Redirect": settings.SEND_FILES_FROM + quote(stored.file.name)}
        )
    if settings.SEND_FILES_BY == "x-sendfile":
        return HttpResponse(headers={"X-Sendfile": stored.file.storage.path(stored.file.name)})
    return None


def _by_site(request: HttpRequest, stored: Stored, state: State) -> HttpResponseBase:
    known = HttpResponse(headers={"ETag": state.etag, "Accept-Ranges": "bytes"})
    if state.modified is not None:
        known["Last-Modified"] = http_date(state.modified.timestamp())
    answer = get_conditional_response(
        request, etag=state.etag, last_modified=state.seconds, response=known
    )
    if answer is not known:
        return answer
    try:
        part = wanted_part(request, state.size, etag=state.etag, last_modified=state.seconds)
    except NotInFile:
        return HttpResponse(
            status=416,
            headers={"Content-Range": f"bytes */{state.size}", "Accept-Ranges": "bytes"},
        )
    sent = part or Part(0, state.size)
    response = known if request.method == "HEAD" else _streamed(request, stored, sent)
    if response is None:
        return busy(request)
    for name, value in known.items():
        response[name] = value
    response["Content-Length"] = sent.length
    if part is not None:
        response.status_code = 206
        response["Content-Range"] = part.content_range(state.size)
    return response


def _streamed(request: HttpRequest, stored: Stored, part: Part) -> HttpResponseBase | None:
    """The part as a stream, or None when as many large ones are on their way as may be."""
    file = stored.file.storage.open(stored.file.name)
    seated = part.length >= LARGE_FROM_BYTES
    if seated and not SEATS.take():
        file.close()
        return None
    return StreamingHttpResponse(FilePieces(file, part.start, part.length, seated=seated))


def busy(request: HttpRequest) -> HttpResponse:
    """Ask the visitor to come again in half a minute: 503."""
    response = render(request, "media/busy.html", status=503)
    response["Retry-After"] = "30"
    # No fault: Django would log it as one, and set off an alarm.
    response._has_been_logged = True
    patch_cache_control(response, private=True, no_store=True)
    return response
