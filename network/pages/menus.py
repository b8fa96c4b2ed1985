"""The menus as plain data for the templates."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Site

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
    links: list[Link] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Menus:
    main: list[Link] = field(default_factory=list)
    footer: list[LinkGroup] = field(default_factory=list)
    footer_note: str = ""


def site_menus(request: HttpRequest) -> Menus:
    """Read both menus of the request's site in one query; drafts and private pages are left out.

    A link is current when the requested address lies under its own.
    """
    site = Site.find_for_request(request)
    menus = Menus()
    if site is None:
        return menus
    groups: dict[str, LinkGroup] = {}
    rows = (
        NavigationLink.objects.filter(navigation__site=site)
        .filter(Q(page__isnull=True) | Q(page__live=True))
        .order_by("sort_order", "pk")
        .values_list(*COLUMNS)
    )
    note = ""
    for heading, label, path, title, url_path, note in rows:  # noqa: B007 -- the note of them all
        url = path if url_path is None else _address(url_path, site)
        if not url:
            continue
        link = Link(
            label=label or title, url=url, current=url != "/" and request.path.startswith(url)
        )
        if heading:
            groups.setdefault(heading, LinkGroup(heading)).links.append(link)
        else:
            menus.main.append(link)
    return Menus(menus.main, list(groups.values()), note)


def _address(url_path: str, site: Site) -> str:
    """The address of a page of this site; empty for a page of none and of another one.

    Plain values and Wagtail's remembered roots instead of page objects: every page of the site
    shows the menus.
    """
    for root in Site.get_site_root_paths():
        if root.site_id == site.pk and url_path.startswith(root.root_path):
            return f"/{url_path.removeprefix(root.root_path)}"
    return ""
