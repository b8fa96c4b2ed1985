"""The menus as plain data for the templates."""

from dataclasses import dataclass, field

from django.http import HttpRequest
from wagtail.models import Site

from network.pages.models.navigation import NavigationLink


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
    links = (
        NavigationLink.objects.filter(navigation__site=site)
        .select_related("page", "navigation")
        .order_by("sort_order", "pk")
    )
    note = ""
    for row in links:
        note = row.navigation.footer_note
        if row.page is not None and not row.page.live:
            continue
        url = row.page.get_url(request, current_site=site) if row.page else row.path
        if not url:
            continue
        link = Link(
            label=row.label or row.page.title,
            url=url,
            current=url != "/" and request.path.startswith(url),
        )
        if row.footer_heading:
            group = groups.setdefault(row.footer_heading, LinkGroup(row.footer_heading))
            group.links.append(link)
        else:
            menus.main.append(link)
    return Menus(menus.main, list(groups.values()), note)
