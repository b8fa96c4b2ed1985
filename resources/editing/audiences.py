"""The page as each kind of reader will find it, shown to the editor before it is published.

The page is rendered for a visitor in every preview but the editor's own; what the files do is
answered by :func:`resources.access.may_have_files` itself, asked for somebody who stands in for
such a reader.
"""

from types import SimpleNamespace

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from wagtail.models import PageViewRestriction

from network.members.circles import ALL_MEMBERS
from network.members.enums import MembershipStatus
from resources.access import FileAccess, may_have_files
from resources.enums import FilesReason
from resources.models import ResourceIndexPage, ResourcePage

VISITOR = "visitor"
MEMBER = "member"
GRANTED = "granted"
MODES = [
    ("", "As you"),
    (VISITOR, "As a visitor"),
    (MEMBER, "As a member"),
    (GRANTED, "As a member who was granted the files"),
]
NAMES = {VISITOR: "a visitor", MEMBER: "a member", GRANTED: "a member who was granted the files"}


def context_for(page: ResourcePage, request, audience: str) -> dict:
    """What the template shows to this audience. The request's user becomes a visitor."""
    request.user = AnonymousUser()
    context = page.get_context(request)
    access = access_of(page, audience)
    return {
        **context,
        "access": access,
        "is_early": False,
        "previewed_for": NAMES[audience],
        "closed_words": why_closed(page, audience),
    }


def access_of(page: ResourcePage, audience: str) -> FileAccess:
    """Whether this audience may have the files now."""
    now = timezone.now()
    if audience == VISITOR:
        return may_have_files(AnonymousUser(), page, now)
    access = may_have_files(_somebody_approved(), page, now)
    if audience == GRANTED and access.reason == FilesReason.ASK:
        return FileAccess(True, FilesReason.GRANTED)
    return access


def _somebody_approved() -> SimpleNamespace:
    """A member of no other group, who is nobody: what the rules ask of a user, and no more."""
    return SimpleNamespace(
        pk=None,
        is_authenticated=True,
        is_active=True,
        is_superuser=False,
        membership=SimpleNamespace(status=MembershipStatus.APPROVED),
        _group_names=frozenset({ALL_MEMBERS}),
        _role_names=frozenset(),
    )


def why_closed(page: ResourcePage, audience: str) -> str:
    """Why this audience will not see the page at all, or "" when it will: one query or two."""
    place = page if page.pk else ResourceIndexPage.objects.first()
    for restriction in place.get_view_restrictions().prefetch_related("groups"):
        words = _words(restriction, audience)
        if words:
            return words
    return ""


def _words(restriction: PageViewRestriction, audience: str) -> str:
    kind = restriction.restriction_type
    if kind == PageViewRestriction.PASSWORD:
        return "This page asks everybody for a password first."
    if audience == VISITOR:
        return "Visitors do not see this page: they are asked to sign in."
    if kind == PageViewRestriction.LOGIN:
        return ""
    names = sorted(group.name for group in restriction.groups.all())
    if ALL_MEMBERS in names:
        return ""
    return f"Of the members, only these groups see this page: {', '.join(names)}."
