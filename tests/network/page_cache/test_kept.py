"""What is remembered while nothing of the public site has changed, without ready answers too."""

import pytest

from network.page_cache.kept import kept_while_unchanged
from network.pages.models import Navigation, NavigationLink
from tests.resources.building import make_resource

LIBRARY = "/resources/"


@pytest.fixture
def reader(visitor, settings):
    """A visitor to whom every page is made anew."""
    settings.PAGE_CACHE = False
    visitor.handler.load_middleware()
    return visitor


def test_made_anew_a_page_asks_for_no_menu_again(reader, django_assert_num_queries):
    make_resource("audit")
    reader.get(LIBRARY)
    with django_assert_num_queries(1):
        assert "Audit" in reader.get(LIBRARY).content.decode()


def test_changed_menu_is_seen_at_once(reader, committed):
    reader.get(LIBRARY)
    with committed():
        navigation = Navigation.objects.get()
        NavigationLink.objects.create(navigation=navigation, label="Newest link", path="/tips/")
    assert "Newest link" in reader.get(LIBRARY).content.decode()


def test_switched_off_every_call_reads(visitor, settings):
    settings.KEEP_UNCHANGED = False
    read = []
    kept = kept_while_unchanged(key=lambda word: word)(read.append)
    kept("a")
    kept("a")
    assert read == ["a", "a"]


def test_what_is_kept_is_bounded(visitor, monkeypatch):
    monkeypatch.setattr("network.page_cache.kept.MOST", 2)
    read = []
    kept = kept_while_unchanged(key=lambda word: word)(read.append)
    for word in "abac":
        kept(word)
    assert read == ["a", "b", "c"]
