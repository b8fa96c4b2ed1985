from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Site

from network.pages.models import HomePage
from network.sectors.models import SectorPage
from tests.factories.pages import make_post, make_tip, make_webinar, restrict

pytestmark = pytest.mark.django_db


def test_a_new_installation_has_its_words_and_ways_in(client):
    html = client.get("/").content.decode()
    home = HomePage.objects.get()
    assert home.heading == "Keeping young people safe beyond the front door"
    assert home.heading in html
    assert 'href="/resources/?context=peer-group"' in html
    assert 'href="/sectors/youth-work/"' in html
    assert 'href="/ask/"' in html


def test_the_newest_three_of_each_kind_and_the_next_two_webinars(client, member):
    for place in range(4):
        make_tip(f"Tip {place}", authors=[member])
        make_post(f"Post {place}")
        make_webinar(f"Webinar {place}", starts_at=timezone.now() + timedelta(days=place + 1))
    latest = client.get("/").context["latest"]
    assert {name: [card.title for card in cards] for name, cards in latest.items()} == {
        "resources": [],
        "tips": ["Tip 3", "Tip 2", "Tip 1"],
        "posts": ["Post 3", "Post 2", "Post 1"],
        "webinars": ["Webinar 0", "Webinar 1"],
    }
    assert latest["tips"][0].eyebrow == member.name


def test_what_is_restricted_is_not_shown_to_visitors(client):
    restrict(make_tip("Closed tip"))
    restrict(make_webinar("Closed webinar", starts_at=timezone.now() + timedelta(days=1)))
    html = client.get("/").content.decode()
    assert [words for words in ("Closed tip", "Closed webinar") if words in html] == []


# Roots of the sites, the site, the page; ancestors and restrictions; numbers by context and
# sector, contexts, sectors; newest entries, next webinars, authors; menu.
@pytest.mark.parametrize("rows", [1, 3])
def test_the_front_page_costs_twelve_queries_cold(client, django_assert_num_queries, member, rows):
    for place in range(rows):
        make_tip(f"Tip {place}", authors=[member])
        make_post(f"Post {place}", authors=[member])
        make_webinar(f"Webinar {place}", starts_at=timezone.now() + timedelta(days=place + 1))
    # Django keeps the types of content for the life of the process; Wagtail the sites' roots.
    ContentType.objects.get_for_model(HomePage)
    Site.clear_site_root_paths_cache()
    with django_assert_num_queries(12) as queries:
        client.get("/")
    statements = [query["sql"] for query in queries.captured_queries]
    assert len(set(statements)) == 12


def test_a_sector_without_a_page_leads_to_the_library(client, db):
    SectorPage.objects.filter(slug="youth-work").update(live=False)
    html = client.get("/").content.decode()
    assert 'href="/resources/?sector=youth-work"' in html
    assert 'href="/sectors/youth-work/"' not in html
