"""Buttons that act on the page they stand on: whose they are, and the way back to that page.

A button is a form that posts. It carries the page's address in the field ``next``, because the
address it posts to shows nothing by itself.
"""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

LONGEST_ADDRESS = 2000


def way_back(request: HttpRequest, otherwise: str) -> str:
    """The page that the button stands on, or ``otherwise`` when the form names none of ours.

    Only paths of this site are followed, so that no link can use a button to lead elsewhere.
    """
    page = request.POST.get("next", "")
    ours = (
        page.startswith("/")
        and len(page) <= LONGEST_ADDRESS
        and url_has_allowed_host_and_scheme(page, allowed_hosts=None)
    )
    return page if ours else otherwise


def button(otherwise: str) -> Callable:
    """Make a view the target of a button: POST only, for people who are signed in.

    Whoever is not (any more) signs in and comes back to the page with the button, where they can
    press it again; ``otherwise`` names the address for a form without a page.
    """

    def decorate(view: Callable) -> Callable:
        @require_POST
        @wraps(view)
        def pressed(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if request.user.is_authenticated:
                return view(request, *args, **kwargs)
            response = redirect_to_login(way_back(request, reverse(otherwise)))
            return HttpResponseClientRedirect(response.url) if request.htmx else response

        return pressed

    return decorate
