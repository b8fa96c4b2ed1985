"""What is findable by whom. Every list, feed, sitemap and search asks here."""

from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from network.members.roles import group_names


def open_restrictions(user) -> list[int]:
    """Ids of the view restrictions that the user passes: one query.

    A restriction under another one is passed only if every restriction above it is passed too.
    Shared passwords are switched off in this site, so none of that kind is ever passed.
    """
    restrictions = list(
        PageViewRestriction.objects.select_related("page").prefetch_related("groups")
    )
    names = group_names(user)

    def passes(restriction: PageViewRestriction) -> bool:
        if user.is_superuser:
            return True
        if restriction.restriction_type == PageViewRestriction.LOGIN:
            return user.is_authenticated
        if restriction.restriction_type == PageViewRestriction.GROUPS:
            return any(group.name in names for group in restriction.groups.all())
        return False

    closed = [r.page.path for r in restrictions if not passes(r)]
    return [r.pk for r in restrictions if not any(r.page.path.startswith(path) for path in closed)]


def findable_pages(user, queryset: PageQuerySet | None = None) -> PageQuerySet:
    """Live pages that the user may open.

    Visitors get what Wagtail calls public; signed-in people also what their restrictions let
    through.
    """
    pages = (Page.objects.all() if queryset is None else queryset).live()
    if not user.is_authenticated:
        return pages.public()
    passed = set(open_restrictions(user))
    for restriction in PageViewRestriction.objects.select_related("page"):
        if restriction.pk not in passed:
            pages = pages.not_descendant_of(restriction.page, inclusive=True)
    return pages
