"""What the signed links in e-mails lead to. None needs a sign-in, and no GET acts.

The pages are drawn as for a visitor, whoever is signed in on the browser, so that they say nothing
about anybody.
"""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from network.members.roles import has_desk_access
from network.notifications import bounces, preferences
from network.notifications.forms import ChoicesForm
from network.notifications.links import read_choose, read_reach, read_stop

FOR_A_VISITOR = {"user": AnonymousUser(), "unread": None, "desk_access": False}


def from_an_email(referrer: str) -> Callable:
    """Keep the address of the page, which holds the token, out of caches, indexes and referrers.

    A page with a form that is checked for forgery cannot say ``no-referrer``: browsers then send
    ``Origin: null`` with the form, which Django refuses. ``same-origin`` tells other sites as
    little.
    """

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            response = view(request, *args, **kwargs)
            response["Referrer-Policy"] = referrer
            response["X-Robots-Tag"] = "noindex, nofollow"
            patch_cache_control(response, no_store=True, private=True)
            return response

        return require_http_methods(["GET", "HEAD", "POST"])(guarded)

    return decorate


@csrf_exempt
@from_an_email("no-referrer")
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """One-click unsubscription (RFC 8058): a GET shows a button, a POST stops.

    Mail programs post without cookies. The answer is the same for a link that is not ours, for a
    person who has left and for the second time.
    """
    if request.method == "POST":
        public_id, what = read_stop(token)
        preferences.stop(public_id=public_id, what=what, now=timezone.now())
    context = {**FOR_A_VISITOR, "is_done": request.method == "POST"}
    return render(request, "notifications/stop.html", context)


@from_an_email("same-origin")
def choices(request: HttpRequest, token: str) -> HttpResponse:
    """The choices of whom the link was sent to, and nothing else about them."""
    user = read_choose(token)
    if user is None:
        return _over(request)
    now = timezone.now()
    form = ChoicesForm(
        request.POST or None,
        user=user,
        has_desk=has_desk_access(user),
        today=timezone.localdate(now),
    )
    if request.method == "POST" and form.is_valid():
        form.save(now=now)
        return redirect(f"{request.path}?saved=1")
    context = {**FOR_A_VISITOR, "form": form, "is_saved": "saved" in request.GET}
    return render(request, "notifications/choices.html", context)


@from_an_email("same-origin")
def reached(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody shows that e-mail reaches them: a GET shows a button, a POST ends the pause."""
    user = read_reach(token)
    if user is None:
        return _over(request)
    if request.method == "POST":
        bounces.resume(user.email, now=timezone.now())
    context = {**FOR_A_VISITOR, "is_done": request.method == "POST"}
    return render(request, "notifications/reached.html", context)


def _over(request: HttpRequest) -> HttpResponse:
    """The one answer to links that are too old, changed, or of somebody who has left."""
    return render(request, "notifications/link_over.html", FOR_A_VISITOR, status=404)
