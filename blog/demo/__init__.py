"""The demo's blog."""

from pathlib import Path

from blog.models import BlogIndexPage, BlogPostPage
from network.demo.pages import authors, missing, publish
from network.demo.world import World, markdown_blocks, read_content

CONTENT = Path(__file__).parent / "content"


def load(world: World) -> None:
    """Publish the posts that are not there yet."""
    section = BlogIndexPage.objects.get()
    for matter, body in missing(section, read_content(CONTENT)):
        page = BlogPostPage(
            title=matter["title"],
            slug=matter["slug"],
            summary=matter["summary"],
            body=markdown_blocks(body),
            published_date=world.date_ago(matter["published_days_ago"]),
        )
        page.authors = authors(world, matter["authors"])
        publish(section, page, matter, moment=world.ago(matter["published_days_ago"], hour=8))
        world.say(f"Post: {page.title}")
