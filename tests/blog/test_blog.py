from datetime import date

import pytest
from django.core.exceptions import ValidationError
from wagtail.test.utils import WagtailPageTestCase

from blog.models import BlogIndexPage, BlogPostPage
from network.pages.models import HomePage
from tests.factories.pages import make_post, restrict

pytestmark = pytest.mark.django_db


def test_posts_stand_only_in_the_blog():
    case = WagtailPageTestCase()
    case.assertAllowedParentPageTypes(BlogPostPage, {BlogIndexPage})
    case.assertAllowedSubpageTypes(BlogPostPage, set())
    case.assertAllowedParentPageTypes(BlogIndexPage, {HomePage})
    case.assertAllowedSubpageTypes(BlogIndexPage, {BlogPostPage})


def test_posts_are_listed_by_their_printed_date(client, member):
    make_post("January", published_date=date(2026, 1, 31), authors=[member])
    make_post("March", published_date=date(2026, 3, 31))
    make_post("February", published_date=date(2026, 2, 28))
    cards = client.get("/blog/").context["cards"]
    assert [(card.title, card.eyebrow, card.meta) for card in cards] == [
        ("March", "31 March 2026", ""),
        ("February", "28 February 2026", ""),
        ("January", "31 January 2026", member.name),
    ]


def test_a_post_shows_its_date_words_and_authors(client):
    post = make_post(authors=["A team of nurses"], body=[("quote", {"text": "No.", "source": ""})])
    html = client.get(post.url).content.decode()
    assert '<time datetime="2026-03-02">2 March 2026</time>' in html
    assert "<li>A team of nurses</li>" in html
    assert "<blockquote>" in html


def test_a_post_may_not_take_the_address_of_the_feed():
    with pytest.raises(ValidationError) as refusal:
        make_post(slug="feed")
    assert refusal.value.message_dict == {
        "slug": ["The feed of the blog has this address. Choose another."]
    }


def test_a_restricted_post_is_for_those_signed_in(client, member):
    closed = make_post("Closed")
    restrict(closed)
    assert client.get("/blog/").context["cards"] == []
    assert client.get(closed.url).status_code == 302
    client.force_login(member)
    assert [card.title for card in client.get("/blog/").context["cards"]] == ["Closed"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_blog_costs_the_same_at_any_length(client, django_assert_num_queries, member, rows):
    # Routing 4 (site, home, the page, its type), ancestors, restrictions, menu, breadcrumbs; 2 for
    # the topics, count, entries, authors.
    for place in range(rows):
        make_post(f"Post {place}", topics=("bullying",), authors=[member])
    client.get("/blog/")
    with django_assert_num_queries(13):
        client.get("/blog/")


@pytest.mark.parametrize("rows", [1, 3])
def test_a_post_costs_the_same_with_any_number_of_authors(
    client, django_assert_num_queries, member, rows
):
    # Routing 6, ancestors, restrictions, menu, breadcrumbs, authors, topics, contexts, sectors,
    # nations.
    post = make_post(authors=[member] * rows)
    client.get(post.url)
    with django_assert_num_queries(15):
        client.get(post.url)
