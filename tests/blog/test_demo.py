from datetime import UTC, datetime

import pytest

from blog import demo
from blog.models import BlogPostPage
from network.demo.world import World, read_content
from network.members.models import User

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def world() -> World:
    content = read_content(demo.CONTENT)
    keys = sorted({key for matter, _ in content for key in matter["authors"]})
    people = User.objects.bulk_create(
        User(email=f"{key}@people.example", name=f"Person {key}") for key in keys
    )
    return World(now=NOW, people=dict(zip(keys, people, strict=True)))


def test_the_posts_are_published_once(client, world):
    demo.load(world)
    demo.load(world)
    assert BlogPostPage.objects.live().count() == 9
    assert len(client.get("/blog/").context["cards"]) == 9


def test_every_post_opens_and_names_its_authors(client, world):
    demo.load(world)
    for post in BlogPostPage.objects.all():
        response = client.get(post.url)
        assert response.status_code == 200, post.slug
        assert post.authors.first().credit in response.content.decode(), post.slug
