"""The menus as plain data for the templates."""

from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Site

from network.page_cache.kept import kept_while_unchanged
from network.pages.models.navigation import NavigationLink

COLUMNS = (
    "footer_heading",
    "label",
    "path",
    "page__title",
    "page__url_path",
    "navigation__footer_note",
)


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class LinkGroup:
    heading: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Menus:
    main: tuple[Link, ...] = ()
    footer: tuple[LinkGroup, ...] = ()
    footer_note: str = ""


def site_menus(request: HttpRequest) -> Menus:
    """Both menus of the request's site; drafts and private pages are left out.

    A main link is current when the requested address lies under its own. Two queries, and none
    while nothing of the site has changed.
    """
    main, footer, note = _menus_of(request)
    path = request.path
    return Menus(
        tuple(Link(label, url, url != "/" and path.startswith(url)) for label, url in main),
        footer,
        note,
    )


def _place_of(request: HttpRequest) -> tuple[str, str]:
    """What Wagtail finds a site by."""
    return request.get_host(), request.get_port()


@kept_while_unchanged(key=_place_of)
def _menus_of(request: HttpRequest) -> tuple[list, tuple[LinkGroup, ...], str]:
    """The main links, the footer's groups of links, and the footer's note."""
    site = Site.find_for_request(request)
    main: list[tuple[str, str]] = []
    footer: dict[str, list[Link]] = {}
    note = ""
    if site is None:
        return main, (), note
    rows = (
        NavigationLink.objects.filter(navigation__site=site)
        .filter(Q(page__isnull=True) | Q(page__live=True))
        .order_by("sort_order", "pk")
        .values_list(*COLUMNS)
    )
    for heading, label, path, title, url_path, note in rows:  # noqa: B007 -- the note of them all
        url = path if url_path is None else _address(url_path, site)
        if url:
            if heading:
                footer.setdefault(heading, []).append(Link(label or title, url))
            else:
                main.append((label or title, url))
    return main, tuple(LinkGroup(heading, tuple(links)) for heading, links in footer.items()), note


def _address(url_path: str, site: Site) -> str:
    """The address of a page of this site; empty for a page of none and of another one.

    Plain values and Wagtail's remembered roots instead of page objects: every page of the site
    shows the menus.
    """
    for root in Site.get_site_root_paths():
        if root.site_id == site.pk and url_path.startswith(root.root_path):
            return f"/{url_path.removeprefix(root.root_path)}"
    return ""
