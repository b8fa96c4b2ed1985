"""What stands below a page goes with the page when its address changes.

Wagtail leaves a redirect at the old address of a page that was moved or renamed, and knows nothing
of what is served below it: versions, files and citations of a resource, ZIPs of a pack.
"""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

DEEPEST = 8


class BelowMovedMiddleware:
    """Instead of 404 below the old address of a page, lead to the same place below its new one."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        address = new_address(request)
        return response if address is None else HttpResponsePermanentRedirect(address)


def new_address(request: HttpRequest) -> str | None:
    """Where the requested address is now, with its query; ``None`` where no page above it has
    moved. One query, and Wagtail's for the address of the page that has."""
    path = request.path
    parts = path.strip("/").split("/")
    if "\0" in path or not 1 < len(parts) <= DEEPEST:
        return None
    above = [f"/{'/'.join(parts[:length])}" for length in range(1, len(parts))]
    moved = (
        Redirect.get_for_site(Site.find_for_request(request))
        .filter(old_path__in=above, redirect_page__isnull=False)
        .select_related("redirect_page")
    )
    nearest = max(moved, key=lambda redirect: len(redirect.old_path), default=None)
    base = nearest.link if nearest is not None else None
    if not base:
        return None
    address = f"{base.rstrip('/')}{path[len(nearest.old_path) :]}"
    if urlsplit(address).path == path:  # it has come back to where it was
        return None
    query = request.META.get("QUERY_STRING", "")
    return f"{address}?{query}" if query else address
