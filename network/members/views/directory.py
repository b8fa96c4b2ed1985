"""``/members/``: the directory, for verified members only."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from network.members.forms import DirectoryFilterForm
from network.members.models import Profile
from network.members.permissions import can_browse_members
from network.members.roles import has_desk_access
from network.members.views.guards import members_only

PAGE_SIZE = 20
LOOKUPS = {"sector": "sectors", "nation": "nation", "topic": "topic_expertise__topic"}


@require_safe
@members_only
def directory(request: HttpRequest) -> HttpResponse:
    """Members by name, narrowed by sector, nation and topic, twenty a page."""
    form = DirectoryFilterForm(request.GET or None)
    chosen = form.chosen() if form.is_bound else {}
    profiles = Profile.objects.visible_to(request.user).approved().for_list()
    for name, value in chosen.items():
        profiles = profiles.filter(**{LOOKUPS[name]: value})
    page = Paginator(profiles.order_by("user__name", "pk"), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    context = {
        "form": form,
        "is_narrowed": bool(chosen),
        "page_obj": page,
        "querystring": "&".join(f"{name}={value.slug}" for name, value in chosen.items()),
    }
    return render(request, "members/directory.html", context)


@require_safe
def member(request: HttpRequest, public_id) -> HttpResponse:
    """One member's profile.

    :raises Http404: for everybody who may not see it, signed in or not.
    """
    if not can_browse_members(request.user) and not has_desk_access(request.user):
        raise Http404
    profile = get_object_or_404(
        Profile.objects.visible_to(request.user).for_list().prefetch_related("contexts"),
        user__public_id=public_id,
    )
    return render(request, "members/member.html", {"profile": profile})
