"""The parts of every page that are the same words again and again, written once: icons, and the
header and the footer as visitors see them.

They are remembered by everything that they show, so what is remembered is never old: a menu that
changed is another one. Every template has these tags.
"""

from functools import lru_cache

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString

from network.pages.menus import Link, LinkGroup

register = template.Library()
# One for each section that is current, and for each change of the menus; five thousand letters.
MOST = 100


@register.simple_tag
@lru_cache(MOST)
def icon(name: str) -> SafeString:
    """``components/icon.html``: a symbol of static/img/icons.svg, for decoration."""
    return get_template("components/icon.html").render({"name": name})


@register.simple_tag
def visitors_header(main: tuple[Link, ...] | str) -> SafeString:
    """``components/site_header.html`` for somebody who is not signed in and searches for nothing;
    with no links where a page is made without them."""
    return _header(main or ())


@register.simple_tag
def site_footer(groups: tuple[LinkGroup, ...] | str, note: str) -> SafeString:
    """``components/site_footer.html``."""
    return _footer(groups or (), note)


@lru_cache(MOST)
def _header(main: tuple[Link, ...]) -> SafeString:
    page = get_template("components/site_header.html")
    return page.render({"site_nav": {"main": main}})


@lru_cache(MOST)
def _footer(groups: tuple[LinkGroup, ...], note: str) -> SafeString:
    page = get_template("components/site_footer.html")
    return page.render({"site_nav": {"footer": groups, "footer_note": note}})
