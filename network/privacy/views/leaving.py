"""Leave the network, and come back by the link in the mail."""

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from network.members.departing import AddressTaken, may_leave
from network.members.workflow.leaving import UNDO_WITHIN, come_back, leave
from network.pages.departed_authors import published_by
from network.privacy.forms import LeaveForm
from network.privacy.goodbye import departure_of
from network.privacy.holdings import all_holdings
from network.privacy.sealing import SealBroken
from network.workflows import NotPermitted, TransitionNotAllowed


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def leave_network(request: HttpRequest) -> HttpResponse:
    """Say exactly what will happen; by POST, after the password has been asked for again, leave.

    What is missing in the form is said first: nobody gives their password to read of a box that
    they did not tick. The person is signed out everywhere and sees where the way back is.
    """
    user = request.user
    published = published_by(user).count()
    data = request.POST if request.method == "POST" else None
    form = LeaveForm(data, published=published, name=user.name)
    refusal = may_leave(user).reason
    if request.method == "POST" and not refusal and form.is_valid():
        raise_if_reauthentication_required(request, app="allauth.account")
        try:
            leave(user=user, now=timezone.now(), keeps_credit=form.keeps_credit)
        except NotPermitted as error:
            refusal = error.reason
        else:
            logout(request)
            return redirect("left")
    context = {
        "form": form,
        "refusal": refusal,
        "published": published,
        "consequences": [line for holding in all_holdings() for line in holding.says(user)],
        "days": UNDO_WITHIN.days,
    }
    return render(request, "privacy/leave.html", context)


@require_safe
@never_cache
def left(request: HttpRequest) -> HttpResponse:
    """What to expect now. Whoever is signed in has not left."""
    if request.user.is_authenticated:
        return redirect("leave_network")
    return render(request, "privacy/left.html", {"days": UNDO_WITHIN.days})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def come_back_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """A page with a button; the button brings the account back. Nobody has to be signed in.

    A token that is wrong, used or too old gets one and the same answer (404), and no page says
    whose it is.
    """
    now = timezone.now()
    departure = departure_of(token, now=now)
    if departure is None:
        return render(request, "privacy/no_way_back.html", {"days": UNDO_WITHIN.days}, status=404)
    if request.method != "POST":
        return render(request, "privacy/come_back.html", {"until": departure.undo_until})
    try:
        come_back(departure=departure, now=now)
    except TransitionNotAllowed:
        return render(request, "privacy/no_way_back.html", {"days": UNDO_WITHIN.days}, status=404)
    except AddressTaken:
        return render(request, "privacy/address_taken.html", status=409)
    except SealBroken:
        return render(request, "privacy/seal_broken.html", status=409)
    messages.success(request, "Welcome back. Sign in as before.")
    return redirect("account_login")
