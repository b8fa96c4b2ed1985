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
from network.members.models import Circle
from network.members.roles import COORDINATORS, EDITORS
from resources.access import FileAccess, may_have_files
from resources.enums import FilesReason
from resources.models import ResourceIndexPage, ResourcePage

VISITOR = "visitor"
MEMBER = "member"
SECTOR = "sector"
GRANTED = "granted"
STAFF = "staff"
MODES = [
    ("", "As you"),
    (VISITOR, "As a visitor"),
    (MEMBER, "As a member of no sector that it is for"),
    (SECTOR, "As a member of the sectors that it is for"),
    (GRANTED, "As a member who was granted the files"),
    (STAFF, "As staff who keep the library"),
]
NAMES = {
    VISITOR: "a visitor",
    MEMBER: "a member of no sector that it is for",
    SECTOR: "a member of the sectors that it is for",
    GRANTED: "a member who was granted the files",
    STAFF: "somebody of the staff who keeps the library",
}
STAFF_ROLES = frozenset({EDITORS, COORDINATORS})


def context_for(page: ResourcePage, request, audience: str) -> dict:
    """What the template shows to this audience. The request's user becomes a visitor."""
    request.user = AnonymousUser()
    context = page.get_context(request)
    access = access_of(page, audience)
    is_embargoed = page.files_from is not None and page.files_from > timezone.now()
    return {
        **context,
        "access": access,
        "is_early": access.reason == FilesReason.KEEPER and is_embargoed,
        "previewed_for": NAMES[audience],
        "closed_words": why_closed(page, audience),
    }


def access_of(page: ResourcePage, audience: str) -> FileAccess:
    """Whether this audience may have the files now."""
    now = timezone.now()
    if audience == VISITOR:
        return may_have_files(AnonymousUser(), page, now)
    access = may_have_files(_somebody_approved(page, audience), page, now)
    if audience == GRANTED and access.reason == FilesReason.ASK:
        return FileAccess(True, FilesReason.GRANTED)
    return access


def groups_of(page: ResourcePage, audience: str) -> frozenset[str]:
    """Names of the groups that somebody of this audience is in: the circle of all members, those of
    the page's own sectors, or the roles of the staff. One query for the sectors."""
    if audience == STAFF:
        return STAFF_ROLES
    if audience != SECTOR:
        return frozenset({ALL_MEMBERS})
    circles = Circle.objects.filter(sector__in=[sector.pk for sector in page.sectors.all()])
    return frozenset({ALL_MEMBERS, *circles.values_list("group__name", flat=True)})


def _somebody_approved(page: ResourcePage, audience: str) -> SimpleNamespace:
    """Somebody of these groups who is nobody: what the rules ask of a user, and no more."""
    names = groups_of(page, audience)
    return SimpleNamespace(
        pk=None,
        is_authenticated=True,
        is_active=True,
        is_superuser=False,
        membership=SimpleNamespace(status=MembershipStatus.APPROVED),
        _group_names=names,
        _role_names=names & STAFF_ROLES,
    )


def why_closed(page: ResourcePage, audience: str) -> str:
    """Why this audience will not see the page at all, or "" when it will: at most three queries."""
    place = page if page.pk else ResourceIndexPage.objects.first()
    for restriction in place.get_view_restrictions().prefetch_related("groups"):
        words = _words(restriction, page, audience)
        if words:
            return words
    return ""


def _words(restriction: PageViewRestriction, page: ResourcePage, audience: str) -> str:
    kind = restriction.restriction_type
    if kind == PageViewRestriction.PASSWORD:
        return "This page asks everybody for a password first."
    if audience == VISITOR:
        return "Visitors do not see this page: they are asked to sign in."
    if kind == PageViewRestriction.LOGIN or audience == STAFF:
        return ""
    names = sorted(group.name for group in restriction.groups.all())
    if groups_of(page, audience).intersection(names):
        return ""
    return f"Of the members, only these groups see this page: {', '.join(names)}."
