"""The header and footer that visitors get, written once: always what the menus are now."""

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template
from wagtail.models import Site

from network.pages.models import Navigation
from network.pages.templatetags.frame import icon

pytestmark = pytest.mark.django_db


def frame(client, path: str = "/tips/") -> BeautifulSoup:
    return BeautifulSoup(client.get(path).content, "html.parser")


def links(page: BeautifulSoup, part: str) -> list[str]:
    return [link.get_text(strip=True) for link in page.select(f"{part} a")]


def add(label: str, heading: str = "") -> None:
    navigation = Navigation.for_site(Site.objects.get())
    navigation.links.add(
        navigation.links.model(label=label, path="/tips/", footer_heading=heading, sort_order=99)
    )
    navigation.save()


def test_a_link_that_an_editor_adds_shows_at_once(client):
    assert "Newest tips" not in links(frame(client), ".site-nav")
    add("Newest tips")
    assert "Newest tips" in links(frame(client), ".site-nav")
    assert "Newest tips" not in links(frame(client), ".site-footer")
    add("Tips once more", heading="Read")
    assert "Tips once more" in links(frame(client), ".site-footer")


def test_the_section_that_is_open_is_marked_in_each(client):
    for path in ("/tips/", "/blog/", "/tips/"):
        marked = frame(client, path).select(".site-nav [aria-current]")
        assert [link["href"] for link in marked] == [path]


def test_somebody_signed_in_has_their_own_header(client, member):
    assert frame(client).select_one(".site-header__signin")
    client.force_login(member)
    page = frame(client)
    assert page.select_one(".site-header__signin") is None
    assert page.select_one(".site-header__account details")
    client.logout()
    assert frame(client).select_one(".site-header__signin")


def test_words_searched_for_stay_in_the_box(client):
    assert frame(client, "/tips/?q=bus").select_one("#site-search")["value"] == "bus"
    assert frame(client).select_one("#site-search")["value"] == ""


def test_a_page_made_without_menus_has_its_frame():
    page = Template("{% visitors_header site_nav.main %}{% site_footer site_nav.footer '' %}")
    made = BeautifulSoup(page.render(Context()), "html.parser")
    assert links(made, ".site-nav") == []
    assert "999" in made.select_one(".site-footer").get_text()


def test_an_icon_is_decoration():
    svg = BeautifulSoup(icon("search"), "html.parser").svg
    assert svg["aria-hidden"] == "true"
    assert svg.use["href"].endswith("#search")
