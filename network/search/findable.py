"""What is findable by whom. Every list, feed, sitemap and search asks here."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from network.members.roles import group_names, reads_as_member

STEP = Page.steplen


@dataclass(frozen=True, slots=True)
class Rule:
    """A view restriction: the page that it closes with everything below, and who passes."""

    pk: int
    path: str
    page_id: int
    content_type_id: int
    type: str
    groups: frozenset[str]

    def lets_in(self, user, names: frozenset[str]) -> bool:
        """What Wagtail calls "any logged-in users" is for members here: anybody may sign up.

        Shared passwords are switched off in this site, so none of that kind is ever passed.
        """
        if user.is_superuser:
            return True
        if self.type == PageViewRestriction.LOGIN:
            return reads_as_member(user)
        return self.type == PageViewRestriction.GROUPS and not self.groups.isdisjoint(names)


def read_rules() -> list[Rule]:
    """All view restrictions: one query."""
    groups: dict[tuple, set[str]] = {}
    rows = PageViewRestriction.objects.order_by("pk").values_list(
        "pk",
        "page__path",
        "page_id",
        "page__content_type_id",
        "restriction_type",
        "groups__name",
    )
    for *row, name in rows:
        groups.setdefault(tuple(row), set()).add(name)
    return [Rule(*row, frozenset(names - {None})) for row, names in groups.items()]


def closed_rules(rules: Iterable[Rule], user) -> list[Rule]:
    """The restrictions that the user does not pass."""
    names = group_names(user)
    return [rule for rule in rules if not rule.lets_in(user, names)]


def is_below(path: str, paths: set[str]) -> bool:
    """Whether a page is one of those under these paths, or one of them."""
    return any(path[:end] in paths for end in range(STEP, len(path) + 1, STEP))


def passed_restrictions(rules: Iterable[Rule], user) -> frozenset[int]:
    """Ids of the view restrictions that the user passes.

    A restriction under another one is passed only if every restriction above it is passed too.
    """
    if not user.is_authenticated:
        return frozenset()
    rules = list(rules)
    closed = {rule.path for rule in closed_rules(rules, user)}
    return frozenset(rule.pk for rule in rules if not is_below(rule.path, closed))


def open_restrictions(user) -> frozenset[int]:
    """What :func:`passed_restrictions` says of the restrictions as they are now: one query."""
    return passed_restrictions(read_rules(), user)


def published(queryset: PageQuerySet) -> PageQuerySet:
    """Live pages, closed ones too: for what is kept in memory for everybody. Whoever shows one asks
    first whether its viewer may open it."""
    return queryset.live()


def findable_pages(user, queryset: PageQuerySet | None = None) -> PageQuerySet:
    """Live pages that the user may open: those under no restriction that stays closed to them.

    Pages of a type that has nothing below it are left out by their ids, which any number of
    private pages costs nothing much; the others by their paths.
    """
    pages = (Page.objects.all() if queryset is None else queryset).live()
    leaves, above = [], set()
    for rule in closed_rules(read_rules(), user):
        if _is_leaf(rule.content_type_id):
            leaves.append(rule.page_id)
        else:
            above.add(rule.path)
    if leaves:
        pages = pages.exclude(pk__in=leaves)
    below = Q()
    for path in above:
        if not is_below(path[:-STEP], above):
            below |= Q(path__startswith=path)
    return pages.exclude(below) if below else pages


def _is_leaf(content_type_id: int) -> bool:
    model = ContentType.objects.get_for_id(content_type_id).model_class()
    return model is not None and not model.allowed_subpage_models()
