"""``/me/agreements/``: what is asked, what I agreed to, and what to do if I do not agree."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_POST, require_safe

from network.consents.agreeing import agree, ids_of, outstanding, versions_named
from network.consents.models import Agreement, How
from network.consents.models.pages import AsksFor


@require_safe
@login_required
def agreements(request: HttpRequest) -> HttpResponse:
    """What is asked now, then everything agreed to, newest first."""
    asks = outstanding(request.user) if request.user.terms_accepted_at is None else []
    agreed = (
        Agreement.objects.filter(user=request.user)
        .select_related("version__page")
        .defer("version__html")
    )
    context = {
        "asks": asks,
        "only_reading": all(ask.version.page.asks_for == AsksFor.READ for ask in asks),
        "versions": ids_of(ask.version for ask in asks),
        "next": _next(request),
        "agreed": agreed,
    }
    return render(request, "consents/agreements.html", context)


@require_POST
@login_required
def accept(request: HttpRequest) -> HttpResponse:
    """Record the agreement to what the page showed. If a text changed meanwhile, ask for it."""
    shown = versions_named(request.POST.get("versions", ""))
    left = agree(user=request.user, versions=shown, how=How.ASKED, now=timezone.now())
    if left:
        messages.info(request, "There is one more thing to read.")
        back = _next(request)
        return redirect(
            reverse("me_agreements") + (f"?{urlencode({'next': back})}" if back else "")
        )
    messages.success(request, "Thank you. Everything is open to you again.")
    return redirect(_next(request) or "me")


@require_safe
@login_required
def without_agreeing(request: HttpRequest) -> HttpResponse:
    """What stays open, and how to leave or take one's data along. Nothing is recorded."""
    return render(request, "consents/without_agreeing.html")


def _next(request: HttpRequest) -> str:
    """Where the person was going, if it is a page of this site."""
    page = request.POST.get("next") or request.GET.get("next", "")
    safe = page.startswith("/") and url_has_allowed_host_and_scheme(page, allowed_hosts=None)
    return page if safe else ""
