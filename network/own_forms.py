"""Forms that work without cookies, and still only from this site's own pages.

Whoever has to say that a page identifies a child, or needs another format, must not fail because
their browser refuses cookies; so these forms carry no token. What the browser itself says of where
a form stood is enough to turn away one on a foreign page, which would speak for whoever opens it.
"""

from functools import wraps
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

# https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
OTHER_SITES = frozenset({"cross-site", "same-site"})


def needs_no_cookie(view):
    """Exempt the view from the check by cookie and token, and answer a POST that the browser says
    comes from elsewhere as that check does (403)."""

    @csrf_exempt
    @wraps(view)
    def checked(request: HttpRequest, *args, **kwargs):
        if request.method == "POST" and comes_from_elsewhere(request):
            return render(request, "403_csrf.html", status=403)
        return view(request, *args, **kwargs)

    return checked


def comes_from_elsewhere(request: HttpRequest) -> bool:
    """Whether the browser says so: by ``Sec-Fetch-Site``, in older ones by ``Origin``. Without
    either, and for an origin that it keeps to itself ("null"), nobody can tell."""
    if "Sec-Fetch-Site" in request.headers:
        return request.headers["Sec-Fetch-Site"] in OTHER_SITES
    origin = request.headers.get("Origin", "null")
    return origin != "null" and urlsplit(origin).netloc != request.get_host()
