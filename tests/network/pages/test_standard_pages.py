import re

import pytest
from django.apps import apps
from wagtail.models import Page

from network.pages.models import HomePage, Navigation, StandardPage
from network.pages.standard_pages import (
    MAIN_MENU,
    STANDARD_PAGES,
    create_standard_pages,
    fill_home,
    read,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", STANDARD_PAGES)
def test_each_page_is_there_with_its_words(client, name):
    matter, _ = read(name)
    response = client.get(f"/{matter['slug']}/")
    assert response.status_code == 200
    assert f"<h1>{matter['title']}</h1>" in response.content.decode()


def test_no_link_of_the_standard_pages_leads_nowhere(client):
    paths = set()
    for page in StandardPage.objects.all():
        for block in page.body:
            paths |= set(re.findall(r'href="(/[^"#]*)', str(block.value)))
    assert len(paths) > 5
    assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)


def test_a_long_page_lists_its_headings(client):
    response = client.get("/contact/")
    sections = response.context["sections"]
    assert [section["label"] for section in sections] == [
        "Write to us",
        "Before you press send",
        "If you would rather talk",
        "Complaints",
        "Press and requests to speak",
    ]
    html = response.content.decode()
    assert [s for s in sections if f'<h2 id="{s["id"]}">{s["label"]}</h2>' not in html] == []


def test_a_short_page_does_not():
    page = StandardPage(body=[("heading", "One"), ("heading", "Two"), ("heading", "Three")])
    assert page.sections == []


def test_the_menus_are_there():
    links = Navigation.objects.get().links.all()
    main = [(link.label, link.path) for link in links if not link.footer_heading]
    assert tuple(main) == MAIN_MENU
    footer: dict[str, list[str]] = {}
    for link in links:
        if link.footer_heading:
            name = link.page.slug if link.page else link.path
            footer.setdefault(link.footer_heading, []).append(name)
    assert footer == {
        "The network": ["about", "how-the-network-works", "expert-guide", "contact", "sectors"],
        "Safety": ["safety-and-urgent-help", "writing-safely"],
        "Using this site": [
            "privacy",
            "cookies",
            "accessibility-statement",
            "terms-of-use",
            "/complaints/",
        ],
    }


def test_every_link_of_the_main_menu_leads_to_a_page(client):
    assert [client.get(path).status_code for _, path in MAIN_MENU] == [200] * len(MAIN_MENU)


def test_creating_again_keeps_what_editors_changed():
    StandardPage.objects.filter(slug="about").update(title="Who we are")
    Navigation.objects.get().links.all().delete()
    pages = Page.objects.count()
    create_standard_pages(apps)
    assert Page.objects.count() == pages
    assert StandardPage.objects.get(slug="about").title == "Who we are"
    assert Navigation.objects.get().links.count() == 0


def test_creating_again_brings_back_a_page_that_was_deleted():
    StandardPage.objects.get(slug="cookies").delete()
    create_standard_pages(apps)
    page = StandardPage.objects.get(slug="cookies")
    assert page.get_parent().specific == HomePage.objects.get()
    assert Page.find_problems() == ([], [], [], [], [])


def test_words_of_the_home_page_that_editors_wrote_are_kept():
    HomePage.objects.update(heading="Ours", lead="First lead", ask_body="")
    fill_home(apps, placeholder={"heading": "First heading", "lead": "First lead"})
    home = HomePage.objects.get()
    matter, _ = read("home")
    assert (home.heading, home.lead, home.ask_body) == ("Ours", matter["lead"], matter["ask_body"])


def test_a_plain_page_costs_eight_queries(client, django_assert_num_queries):
    # Routing 4 (site, home, the page, its type), ancestors, restrictions, menu, breadcrumbs.
    client.get("/contact/")
    with django_assert_num_queries(8):
        client.get("/contact/")
