"""At the door: forms whose session has ended, and people without the right to the admin."""

from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import resolve_url
from django.utils import timezone

from network.members import interrupted


class KeepInterruptedFormsMiddleware:
    """Keep a signed form that arrives without a session (see :mod:`network.members.interrupted`).

    Stands behind the CSRF protection: the token of a form outlives its session. A form whose token
    does not fit any more is kept by the page that says so.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method == "POST" and response.status_code == 302:
            return self.back_to_the_page(request, response)
        return response

    @staticmethod
    def back_to_the_page(request, response):
        """After signing in, open the page that a button stood on, not the address it posts to."""
        door = resolve_url("account_login")
        if not response["Location"].startswith(f"{door}?next={request.path}"):
            return response
        page = urlsplit(request.headers.get("Referer", ""))
        elsewhere = page.netloc != request.get_host() or page.path in (request.path, door)
        return response if elsewhere else redirect_to_login(page.path)

    def process_view(self, request, view, args, kwargs):
        if (
            request.method != "POST"
            or interrupted.OWNER not in request.POST
            or request.user.is_authenticated
        ):
            return None
        return interrupted.keep(request, now=timezone.now())


class AdminDoorMiddleware:
    """The Wagtail admin does not exist for a signed-in person without the right to enter it.

    Wagtail would send them to the sign-in page, which sends a signed-in person straight back.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        at_the_door = request.path_info.startswith("/admin/") and request.user.is_authenticated
        if at_the_door and not request.user.has_perm("wagtailadmin.access_admin"):
            raise Http404
