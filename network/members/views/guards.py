"""Who gets past the door of a view."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from network.members.permissions import can_browse_members


def members_only(view: Callable) -> Callable:
    """Send a visitor to sign in; tell anybody whose membership is not approved why not (403).

    Asked again at every request, so a membership that ends closes the pages at once.
    """

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        decision = can_browse_members(request.user)
        if not decision:
            return render(request, "members/not_yet.html", {"reason": decision.reason}, status=403)
        return view(request, *args, **kwargs)

    return guarded
