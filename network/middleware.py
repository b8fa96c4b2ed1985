"""What every response gets: an id for the logs, a body limit, a content security policy, and
``no-store`` for anything shown to a person who is signed in."""

import logging
import random

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.deprecation import MiddlewareMixin

from network.logs import request_id

logger = logging.getLogger("network.requests")


class RequestIdMiddleware:
    """Give each request an id, return it as ``X-Request-ID`` and log the request's outcome.

    The route pattern is logged, never the path's values nor the query string.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # No secret: it names lines of the log. Randomness of the system would cost a call of it.
        token = request_id.set(f"{random.getrandbits(64):016x}")
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request_id.get()
            if response.status_code >= 400:
                match = getattr(request, "resolver_match", None)
                logger.warning(
                    "request answered with an error",
                    extra={
                        "method": request.method,
                        "route": match.route if match else "(none)",
                        "status": response.status_code,
                    },
                )
            return response
        finally:
            request_id.reset(token)


class BodyLimitMiddleware:
    """Refuse a request whose body is larger than ``REQUEST_MAX_BYTES`` before reading it.

    Answers 413 with a page that says so. A body of unknown length (chunked) is refused with 411:
    browsers always send the length of a form.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower():
            return render(request, "413.html", {"limit": settings.UPLOAD_MAX_BYTES}, status=411)
        try:
            length = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            length = 0
        if length > settings.REQUEST_MAX_BYTES:
            return self.too_large(request)
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, RequestDataTooBig):
            return self.too_large(request)
        return None

    def too_large(self, request):
        return render(request, "413.html", {"limit": settings.UPLOAD_MAX_BYTES}, status=413)


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The strict nonce policy for the site, the relaxed one for the Wagtail admin only."""

    def get_policy_parts(self, request, response, report_only=False) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith("/admin/"):
            # The admin frames its own pages to preview them.
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY
        return parts


class PermissionsPolicyMiddleware(MiddlewareMixin):
    """Switch off browser features that no page of this site uses."""

    HEADER = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"

    def process_response(self, request, response):
        response.setdefault("Permissions-Policy", self.HEADER)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class MethodNotAllowedMiddleware:
    """Give the bare refusal of a method (405) a page for people, and keep its ``Allow`` header.

    Somebody meets it by opening in a tab of its own what only a button may do. Browsers ask for
    HTML by name; whatever does not gets the bare refusal, which needs no database.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 405 or "text/html" not in request.headers.get("Accept", ""):
            return response
        page = render(request, "405.html", status=405)
        page["Allow"] = response.headers.get("Allow", "")
        return page


class PrivateCacheMiddleware(MiddlewareMixin):
    """Keep pages of signed-in people out of every cache (ASVS 5.0 14.3.2), and let no cache show a
    public page, feed or sitemap without asking first: what is withdrawn is gone at once.

    Looks at the session's cookie, not at ``request.user``: after a database failure a look-up
    here would turn one error into two.
    """

    def process_response(self, request, response):
        patch_vary_headers(response, ["Cookie"])
        if settings.SESSION_COOKIE_NAME in request.COOKIES or request.method != "GET":
            patch_cache_control(response, no_store=True, private=True)
        elif not response.has_header("Cache-Control") and self.is_page(response):
            patch_cache_control(response, no_cache=True)
        return response

    @staticmethod
    def is_page(response) -> bool:
        kind = response.headers.get("Content-Type", "")
        return kind.startswith("text/html") or "xml" in kind.partition(";")[0]
