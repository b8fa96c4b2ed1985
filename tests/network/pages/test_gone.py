"""What is withdrawn answers 410 and is found nowhere; what is merely missing answers 404."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from network.pages import gone
from network.pages.models import WithdrawnAddress
from network.search.models import CatalogueEntry
from tests.factories.pages import make_tip
from tests.personas import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def tip():
    return make_tip("Heronwalk along the river")


def take_down(page):
    gone.take_down(page, now=timezone.now())


def test_a_withdrawn_page_is_gone_in_page_search_feed_sitemap_and_catalogue(client, tip):
    address = tip.get_url()
    places = ("/tips/", "/tips/feed/", "/tips/feed.rss", "/sitemap.xml", "/search/?q=Heronwalk")
    assert [address in client.get(place).content.decode() for place in places] == [True] * 5
    take_down(tip)
    assert client.get(address).status_code == 410
    assert client.head(address).status_code == 410
    assert [address in client.get(place).content.decode() for place in places] == [False] * 5
    assert not CatalogueEntry.objects.filter(page_id=tip.pk).exists()


def test_the_page_says_neutral_words_and_nothing_of_what_was_there(client, tip):
    take_down(tip)
    answer = client.get(tip.get_url())
    assert gone.NEUTRAL_WORDS in answer.content.decode()
    assert "Heronwalk" not in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"


def test_what_lies_below_is_gone_too(client, tip):
    take_down(tip)
    assert client.get(f"{tip.get_url()}versions/1/").status_code == 410


def test_old_addresses_of_the_page_are_gone_too(client, tip):
    Redirect.objects.create(old_path="/tips/once-called", redirect_page=tip)
    take_down(tip)
    tip.delete()
    assert client.get("/tips/once-called/").status_code == 410


def test_what_was_never_there_is_not_found(client, tip):
    take_down(tip)
    assert client.get("/tips/heron/").status_code == 404
    assert client.get("/tips/heronwalk-along-the-riverside/").status_code == 404
    assert client.get("/tips/%00/").status_code == 404


def test_a_page_that_is_only_unpublished_is_not_found(client, tip):
    tip.unpublish()
    assert client.get(tip.get_url()).status_code == 404


def test_a_page_that_is_there_is_shown_whatever_was_withdrawn_before(client, tip):
    WithdrawnAddress.objects.create(
        digest=gone.digest_of(tip.get_url()), words="Gone.", withdrawn_at=timezone.now()
    )
    assert client.get(tip.get_url()).status_code == 200


def test_one_query_looks_an_address_up(tip, django_assert_num_queries):
    take_down(tip)
    # the withdrawn address, among this path and those above it
    with django_assert_num_queries(1):
        found = gone.withdrawn_address(f"{tip.get_url()}a/b/")
    assert found.digest == gone.digest_of(tip.get_url())


def test_nothing_of_the_title_is_kept_in_the_address(tip):
    take_down(tip)
    row = WithdrawnAddress.objects.values().get()
    assert "heronwalk" not in str(row).lower()


def test_publishing_it_again_lifts_it(client, tip):
    take_down(tip)
    tip.refresh_from_db()
    tip.save_revision().publish()
    assert client.get(tip.get_url()).status_code == 200
    tip.refresh_from_db()
    tip.unpublish()
    assert client.get(tip.get_url()).status_code == 404


def test_what_was_to_be_published_later_is_not(client, tip):
    tip.go_live_at = timezone.now() + timedelta(days=1)
    tip.save_revision().publish()
    assert tip.revisions.filter(approved_go_live_at__isnull=False).exists()
    take_down(tip)
    assert not tip.revisions.filter(approved_go_live_at__isnull=False).exists()
    call_command("publish_scheduled", verbosity=0)
    assert client.get(tip.get_url()).status_code == 410


def test_public_pages_feeds_and_the_sitemap_are_shown_by_no_cache_unasked(client, tip):
    for place in (tip.get_url(), "/tips/", "/tips/feed/", "/sitemap.xml", "/search/?q=river"):
        assert client.get(place)["Cache-Control"] == "no-cache", place


def test_an_editor_takes_down_after_being_asked(client, editor, tip):
    client.force_login(editor)
    address = f"/admin/pages/{tip.pk}/take-down/"
    assert client.get(address).status_code == 200
    tip.refresh_from_db()
    assert tip.live
    assert client.post(address).status_code == 302
    assert client.get(tip.get_url()).status_code == 410


def test_whoever_may_not_unpublish_may_not_take_down(client, tip):
    client.force_login(make_member("Rosa Reader"))
    assert client.post(f"/admin/pages/{tip.pk}/take-down/").status_code == 404
    tip.refresh_from_db()
    assert tip.live
