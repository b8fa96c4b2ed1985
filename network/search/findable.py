"""What is findable by whom. Every list, feed, sitemap and search asks here.

A page that is closed is open to those whom its restriction lets in, and to those who work on it:
whoever may change or publish it in the admin reads there what it says, and sees it on the site as
its readers do.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Page, PageViewRestriction
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from network.members.roles import group_names, reads_as_member, role_names

STEP = Page.steplen
_keepers: dict[type[Page], Callable[..., bool]] = {}


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


@dataclass(frozen=True, slots=True)
class Work:
    """Where somebody may change or publish pages: ``trees`` are the paths under which all are
    theirs to edit, ``own`` those under which only what they made themselves is."""

    trees: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()

    def covers(self, page, user) -> bool:
        """Whether a page, by its ``path`` and ``owner_id``, is among them."""
        if is_below(page.path, self.trees):
            return True
        return page.owner_id == user.pk and is_below(page.path, self.own)


def let_keepers_pass(model: type[Page], keeps: Callable[..., bool]) -> None:
    """Restrictions on pages of this type do not stop those of whom ``keeps(user)`` is true: a
    feature says so of people who look after its pages without writing them. Asked without a query
    but for the user's groups."""
    _keepers[model] = keeps


def work_of(user) -> Work:
    """What the user may edit by Wagtail's rights on pages: one query, kept on the user, and none
    for anybody without a role. Rights rest with the role; circles give none."""
    if not role_names(user):
        return Work()
    trees, own = set(), set()
    for right in page_permission_policy.get_cached_permissions_for_user(user):
        if right.permission.codename in ("change_page", "publish_page"):
            trees.add(right.page.path)
        elif right.permission.codename == "add_page":
            own.add(right.page.path)
    return Work(frozenset(trees), frozenset(own))


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
    """The restrictions that the user does not pass: none on what they work on. One query more, for
    people with a role whom one of them would stop."""
    names = group_names(user)
    closed = [rule for rule in rules if not rule.lets_in(user, names)]
    if not closed or not role_names(user):
        return closed
    trees = work_of(user).trees
    return [rule for rule in closed if not is_below(rule.path, trees) and not _keeps(user, rule)]


def _keeps(user, rule: Rule) -> bool:
    keeps = _keepers.get(ContentType.objects.get_for_id(rule.content_type_id).model_class())
    return keeps is not None and keeps(user)


def opens(user, page, rules: Iterable[Rule]) -> bool:
    """Whether none of the rules stops the user at a live page, or the page itself is theirs to
    edit. ``page`` has ``path`` and ``owner_id``."""
    above = [rule for rule in rules if page.path.startswith(rule.path)]
    return not closed_rules(above, user) or work_of(user).covers(page, user)


def is_below(path: str, paths: Iterable[str]) -> bool:
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
    """Live pages that the user may open: those under no restriction that stays closed to them, and
    those that they may edit all the same.

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
    below = Q()
    for path in above:
        if not is_below(path[:-STEP], above):
            below |= Q(path__startswith=path)
    edited = _edited(user) if leaves or above else None
    if edited:
        return pages.filter(~(Q(pk__in=leaves) | below) | edited)
    if leaves:
        pages = pages.exclude(pk__in=leaves)
    return pages.exclude(below) if below else pages


def _edited(user) -> Q:
    """What :meth:`Work.covers`, as a condition; empty for those who edit nothing."""
    work, condition = work_of(user), Q()
    for path in work.trees:
        condition |= Q(path__startswith=path)
    for path in work.own:
        condition |= Q(path__startswith=path, owner=user)
    return condition


def _is_leaf(content_type_id: int) -> bool:
    model = ContentType.objects.get_for_id(content_type_id).model_class()
    return model is not None and not model.allowed_subpage_models()
