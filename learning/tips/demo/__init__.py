"""The demo's tips, by the members who could have written them."""

from pathlib import Path

from learning.tips.models import TipIndexPage, TipPage
from network.demo.pages import authors, missing, publish
from network.demo.world import World, markdown_blocks, read_content

CONTENT = Path(__file__).parent / "content"


def load(world: World) -> None:
    """Publish the tips that are not there yet."""
    section = TipIndexPage.objects.get()
    for matter, body in missing(section, read_content(CONTENT)):
        page = TipPage(
            title=matter["title"],
            slug=matter["slug"],
            summary=matter["summary"],
            body=markdown_blocks(body),
            minutes=matter["minutes"],
        )
        page.authors = authors(world, matter["authors"])
        publish(section, page, matter, moment=world.ago(matter["published_days_ago"], hour=10))
        world.say(f"Tip: {page.title}")
