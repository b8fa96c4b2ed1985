"""At the door: sessions that are over, second factors that are missing, forms whose session has
ended, and people without the right to the admin."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from network.members import interrupted
from network.members.signing_in import second_factor, sessions

SIGN_OUT_ROUTES = ("account_logout", "wagtailadmin_logout")


class SessionLimitsMiddleware:
    """End a session that is over, note the use of one that is not, empty the cache at sign-out.

    Stands before whatever looks at who is signed in, so that a request that comes too late is a
    visitor's request: its form is kept for its owner like any other without a session.
    """

    # Open pages of the Wagtail admin ask by themselves, every few seconds: that is no use.
    NO_USE = "wagtailadmin_editing_sessions"

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        over = self.end_if_over(request)
        response = self.get_response(request)
        match = request.resolver_match
        signed_out = match and request.method == "POST" and match.view_name in SIGN_OUT_ROUTES
        if over or signed_out:
            # Not "cookies": the message "You are signed out" travels in a new session.
            response["Clear-Site-Data"] = '"cache"'
        return response

    def end_if_over(self, request) -> bool:
        if not request.session.session_key or not request.user.is_authenticated:
            return False
        why = sessions.why_over(request, now=timezone.now())
        if why:
            logout(request)
            if request.method == "GET":
                messages.info(request, why)
        return bool(why)

    def process_view(self, request, view, args, kwargs):
        by_itself = self.NO_USE in request.resolver_match.namespaces
        if request.session.session_key and not by_itself and request.user.is_authenticated:
            sessions.note_use(request, now=timezone.now())


class SecondFactorMiddleware:
    """Lead somebody of whom a second factor is required, and who has none, to setting one up.

    Asked at every request, so it holds from the next one after a role is given. A form that they
    had open is kept like one without a session.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.resolver_match.view_name in second_factor.OPEN_ROUTES:
            return None
        if not request.user.is_authenticated or not second_factor.is_missing(request.user):
            return None
        if request.method == "POST" and interrupted.OWNER in request.POST:
            interrupted.keep(request, now=timezone.now())
        if request.htmx:
            return HttpResponseClientRedirect(resolve_url("second_factor"))
        page = request.get_full_path()
        if request.method == "GET" and url_has_allowed_host_and_scheme(page, allowed_hosts=None):
            request.session["after_second_factor"] = page
        return redirect("second_factor")


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
