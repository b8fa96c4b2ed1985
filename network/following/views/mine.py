"""``/me/following/``: what one person follows, and their last news."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from network.following.models import Follow, FollowKind
from network.following.subjects import named


@require_safe
@login_required
def following(request: HttpRequest) -> HttpResponse:
    """Everything the member follows, by kind."""
    rows = named(Follow.objects.visible_to(request.user), request.user)
    groups = [
        {"kind": kind, "label": label, "rows": [row for row in rows if row[0].kind == kind]}
        for kind, label in FollowKind.choices
    ]
    context = {"groups": [group for group in groups if group["rows"]]}
    return render(request, "following/following.html", context)
