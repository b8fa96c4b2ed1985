"""``/me/``: the overview of one's own page. Nobody else's data is reachable from here."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from network.members.enums import MembershipStatus
from network.members.models import Profile


@login_required
def me(request: HttpRequest) -> HttpResponse:
    """State of the membership in plain words, what waits for me, and everything that is mine."""
    membership = getattr(request.user, "membership", None)
    context = {
        "profile": Profile.objects.select_related("user").filter(user=request.user).first(),
        "membership": membership,
        "can_reply": membership is not None and membership.status == MembershipStatus.ASKED,
    }
    return render(request, "members/me.html", context)
