"""Ask signed-in people to agree to a text that has changed, before they go on."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect

from network.consents.agreeing import Ask, outstanding
from network.members import interrupted

READING = ("GET", "HEAD", "OPTIONS")


class AskAgainMiddleware:
    """Lead somebody who has not agreed to the texts in force to the page that asks.

    Visitors and everybody who has agreed pay nothing: the person's row, which each request reads
    anyway, says whether there is something to ask (see ``ask_whoever_has_not_agreed``). The others
    pay two queries.

    Open meanwhile: public pages, signing in and out, urgent help, complaints, the data copy and
    leaving, and the texts themselves (the settings ``AGREEMENTS_OPEN_PATHS`` and, for reading only,
    ``AGREEMENTS_PUBLIC_PATHS``; every page of Wagtail). Everything else asks first, so a new
    address need not be named anywhere to be covered.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        if request.path_info.startswith(tuple(settings.AGREEMENTS_OPEN_PATHS)):
            return None
        user = request.user
        if not user.is_authenticated or user.terms_accepted_at is not None:
            return None
        if request.method in READING and _is_public(request):
            return None
        asks = outstanding(user)
        if not asks or (request.method not in READING and _had_begun(user, asks)):
            return None
        return _ask(request)


def _is_public(request: HttpRequest) -> bool:
    return request.resolver_match.view_name == "wagtail_serve" or request.path_info.startswith(
        tuple(settings.AGREEMENTS_PUBLIC_PATHS)
    )


def _had_begun(user, asks: list[Ask]) -> bool:
    """Whether this session is older than the change and the person had agreed to what was before.

    What they send now was begun under that text. It goes through, so that nothing is lost; the
    page after it asks.
    """
    return all(
        ask.before is not None and user.last_login is not None and user.last_login < ask.asked_since
        for ask in asks
    )


def _ask(request: HttpRequest) -> HttpResponse:
    """To the page that asks, and from there back. The words of a form are kept for its page."""
    back = request.get_full_path()
    if request.method not in READING:
        kept = interrupted.store(request, now=timezone.now())
        back = kept.page if kept and kept.user_id == request.user.pk else ""
        messages.info(
            request,
            "Please answer this first. "
            + ("What you wrote is kept." if back else "Then go back and press the button again."),
        )
    address = reverse("me_agreements") + (f"?{urlencode({'next': back})}" if back else "")
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)
