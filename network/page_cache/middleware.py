"""Give visitors the ready answer, or keep the one that was just made."""

import re

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from network.page_cache.changes import known
from network.page_cache.store import Answer, answer_of, store

# Always made anew: what belongs to one person, to the staff or to a machine's check.
NEVER = ("/account/", "/admin/", "/demo/", "/desk/", "/documents/", "/healthz", "/me/", "/media/")
# What programs add to an address to follow people; no page of this site reads it.
FOLLOWING = re.compile(
    r"(?:utm_[^=&]*|mtm_[^=&]*|pk_[^=&]*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid"
    r"|mc_cid|mc_eid|_hsenc|_hsmi|_ga|_gl)(?:=[^&]*)?(?:&|$)"
)
VARIES_BY = frozenset({"cookie", "hx-request", "accept-encoding"})
LONGEST_QUERY = 500
PER_REQUEST = frozenset({"x-request-id", "content-length", "etag", "date"})


class PageCacheMiddleware:
    """Stands before everything that reads a session, so that a page from memory costs no query and
    no template.

    Only GET and HEAD of people without a session's cookie; other cookies (a statistics program's)
    make no difference. An answer is kept when it is a page, feed or sitemap that anybody may have:
    200, no cookie set, no form token in it, not private, the same for all but the headers in
    :data:`VARIES_BY`. Parameters of :data:`FOLLOWING` are left out of the address.
    """

    def __init__(self, get_response):
        if not settings.PAGE_CACHE:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.session_cookie = f"{settings.SESSION_COOKIE_NAME}="

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        key = self.key_of(request)
        token = known.current() if key is not None else None
        if token is None:
            return self.get_response(request)
        answer = store.get(key, token)
        if answer is not None:
            if answer.on_each is not None:
                answer.on_each(request, HttpResponse())
            return given(request, answer)
        # What is left out of the key must not be in the page either.
        request.META["QUERY_STRING"] = key[3]
        response = self.get_response(request)
        if known.current() == token:
            self.keep(request, response, key, token)
        return response

    def key_of(self, request: HttpRequest) -> tuple | None:
        """What the answer depends on; None where it is always made anew."""
        meta = request.META
        if request.method not in ("GET", "HEAD") or self.session_cookie in meta.get(
            "HTTP_COOKIE", ""
        ):
            return None
        query = meta.get("QUERY_STRING", "")
        if request.path_info.startswith(NEVER) or len(query) > LONGEST_QUERY:
            return None
        if "HTTP_AUTHORIZATION" in meta or "HTTP_RANGE" in meta:
            return None
        return (
            request.scheme,
            meta.get("HTTP_HOST", ""),
            request.path_info,
            without_following(query),
            meta.get("HTTP_HX_REQUEST", ""),
            meta.get("HTTP_HX_HISTORY_RESTORE_REQUEST", ""),
        )

    def keep(self, request, response: HttpResponseBase, key: tuple, token: str) -> None:
        """Keep the answer to a GET if anybody may have it."""
        if request.method != "GET" or not is_for_everybody(request, response):
            return
        patch_vary_headers(response, ["Accept-Encoding"])
        headers = [
            (name, value) for name, value in response.items() if name.lower() not in PER_REQUEST
        ]
        on_each = getattr(response, "on_each", None)
        answer = answer_of(headers, response.content, token=token, on_each=on_each)
        response.headers["ETag"] = answer.etag
        store.put(key, answer)


def without_following(query: str) -> str:
    """The query without the parameters by which programs follow people, in its order."""
    if not query:
        return ""
    parts = [part for part in query.split("&") if part and not FOLLOWING.fullmatch(part)]
    return "&".join(parts)


def is_for_everybody(request, response: HttpResponseBase) -> bool:
    """Whether the answer holds nothing of this request's person or moment."""
    if response.status_code != 200 or response.streaming or response.cookies:
        return False
    if "CSRF_COOKIE_NEEDS_UPDATE" in request.META or request.META.get("CSRF_COOKIE_USED"):
        return False
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    if kind != "text/html" and not kind.endswith("xml"):
        return False
    control = response.headers.get("Cache-Control", "")
    if "private" in control or "no-store" in control:
        return False
    varies = response.headers.get("Vary", "").lower().replace(" ", "")
    return set(filter(None, varies.split(","))) <= VARIES_BY


def given(request: HttpRequest, answer: Answer) -> HttpResponse:
    """A response of the answer: 304 for whoever has it, compressed for whoever can read that."""
    if answer.etag in parse_etags(request.META.get("HTTP_IF_NONE_MATCH", "")):
        response: HttpResponse = HttpResponseNotModified()
        for name, value in answer.headers:
            if name.lower() != "content-type":
                response.headers[name] = value
    elif "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "") and answer.compressed:
        response = HttpResponse(answer.compressed)
        _set(response, answer)
        response.headers["Content-Encoding"] = "gzip"
    else:
        response = HttpResponse(answer.body)
        _set(response, answer)
    response.headers["ETag"] = answer.etag
    return response


def _set(response: HttpResponse, answer: Answer) -> None:
    for name, value in answer.headers:
        response.headers[name] = value
    response.headers["Content-Length"] = str(len(response.content))
