"""The button that follows something."""

from django import template
from django.template.loader import render_to_string

from network.following.follows import follows_of
from network.following.models import FollowKind

register = template.Library()


@register.simple_tag(takes_context=True)
def follow_button(context, kind: str, slug, label: str) -> str:
    """``{% follow_button kind="sector" slug=sector.slug label=sector.name %}``

    ``kind`` is topic, sector, context, member (``slug`` is the public id) or filter (``slug`` is
    the query of the library's address). Any number of these buttons on a page costs one query for
    somebody signed in and none for visitors, who are led to sign in. Nothing is shown on one's own
    profile, without anything to follow, or where there is no request.
    """
    request = getattr(context, "request", None)
    user = getattr(request, "user", None)
    key = str(slug or "")
    if user is None or not key or getattr(request, "is_preview", False):
        return ""
    if kind == FollowKind.MEMBER and (not user.is_authenticated or str(user.public_id) == key):
        return ""
    variables = {
        "kind": kind,
        "key": key,
        "label": label,
        "is_followed": (kind, key) in _own_follows(request),
        "way_back": request.get_full_path(),
    }
    return render_to_string("following/_follow_button.html", variables, request=request)


def _own_follows(request) -> set[tuple[str, str]]:
    if not request.user.is_authenticated:
        return set()
    if not hasattr(request, "_own_follows"):
        request._own_follows = follows_of(request.user)
    return request._own_follows
