"""``/members/``: the directory, for verified members only, and the pages of members."""

import math
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from network.media.serving import send_picture
from network.members import team
from network.members.directory import browsing
from network.members.directory.listing import directory_context
from network.members.models import Profile
from network.members.models.profile import Visibility
from network.members.profile.photos import SIZES, PhotoFile
from network.members.profile.visibility import ProfileView, seen_by, view_for
from network.members.roles import is_verified_member
from network.members.views.guards import members_only
from network.privacy.access_log import record_view


@require_safe
@members_only
def directory(request: HttpRequest) -> HttpResponse:
    """Members by name, searched and narrowed, twenty a page; htmx gets the list alone."""
    now = timezone.now()
    if not browsing.may_go_on(request.user, "lists", limit=browsing.LISTS_PER_HOUR, now=now):
        return _too_many(request, now)
    context = directory_context(request.user, request.GET)
    if request.htmx and not request.htmx.history_restore_request:
        response = render(request, "members/directory_fragment.html", context)
        response["HX-Push-Url"] = context["address"]
    else:
        response = render(request, "members/directory.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
@never_cache
def member(request: HttpRequest, public_id) -> HttpResponse:
    """One member's profile, as far as this person may see it.

    What coordinators see beyond other members is recorded.

    :raises Http404: alike for an id that is nobody's and for everybody who may not see the name.
    """
    now = timezone.now()
    if request.user.is_authenticated and not browsing.may_go_on(
        request.user, "profiles", limit=browsing.PROFILES_PER_HOUR, now=now
    ):
        return _too_many(request, now)
    profile, view = _seen(request, public_id)
    is_own = request.user.pk == profile.user_id
    if view.audience == Visibility.COORDINATORS and not is_own:
        _record_what_is_hidden(request, profile, view, now=now)
    context = {
        "view": view,
        "is_own": is_own,
        "can_write": is_verified_member(request.user) and not is_own,
        "on_team": view.public_id in team.among([view.public_id]),
    }
    return render(request, "members/member.html", context)


@require_safe
def member_photo(request: HttpRequest, public_id, size: str) -> HttpResponse:
    """A member's photo, for whoever may see it on their page, and for the member themselves.

    :raises Http404: alike for no photo, a hidden one, and an id that is nobody's.
    """
    profile, view = _seen(request, public_id)
    is_own = request.user.pk == profile.user_id
    shown = getattr(profile, "photo", None) is not None if is_own else view.has_photo
    if not shown or size not in SIZES:
        raise Http404
    photo = PhotoFile(file=getattr(profile.photo, size), pk=profile.photo.pk)
    return send_picture(request, photo, restricted=True)


def _seen(request: HttpRequest, public_id) -> tuple[Profile, ProfileView]:
    profile = get_object_or_404(Profile.objects.for_list(), user__public_id=public_id)
    view = seen_by(profile, request.user)
    if view is None:
        raise Http404
    return profile, view


def _record_what_is_hidden(
    request: HttpRequest, profile: Profile, view: ProfileView, *, now
) -> None:
    """Record a look at what the member shows to coordinators only."""
    seen_by_members = Profile.objects.approved().filter(pk=profile.pk).exists()
    for_members = view_for(profile, Visibility.MEMBERS) if seen_by_members else None
    if for_members is None or _content(for_members) != _content(view):
        record_view(request, what="hidden_profile", subject=profile.user, now=now)


def _content(view: ProfileView) -> tuple:
    return tuple(
        getattr(view, name) for name in view.__slots__ if name not in ("audience", "extras")
    )


def _too_many(request: HttpRequest, now: datetime) -> HttpResponse:
    """Say when the count starts again: to the reader, and in seconds to programs (RFC 9110)."""
    again = browsing.next_hour(now)
    response = render(request, "members/too_many.html", {"again": again}, status=429)
    response["Retry-After"] = str(math.ceil((again - now).total_seconds()))
    return response
