"""The demo's learning projects: one open, two running, one finished."""

from pathlib import Path

from learning.projects.models import ProjectIndexPage, ProjectPage, ProjectPhase
from network.demo.pages import authors, missing, publish
from network.demo.world import World, markdown_blocks, read_content
from network.pages.ordering import in_order

CONTENT = Path(__file__).parent / "content"
# A project is announced some weeks before it starts, one that has not started a while ago.
ANNOUNCED_BEFORE = 60
ANNOUNCED_AT_LEAST = 12


def load(world: World) -> None:
    """Publish the projects that are not there yet."""
    section = ProjectIndexPage.objects.get()
    for matter, body in missing(section, read_content(CONTENT)):
        page = ProjectPage(
            title=matter["title"],
            slug=matter["slug"],
            summary=matter["summary"],
            body=markdown_blocks(body),
            question=matter["question"],
            status=matter["status"],
            start_date=world.date_ago(matter["starts_days_ago"]),
            end_date=world.date_ago(matter["ends_days_ago"]),
            time_asked=matter["time_asked"],
            partners="\n".join(matter["partners"]),
        )
        page.authors = authors(world, matter["lead"], role="Lead")
        page.phases = in_order(
            ProjectPhase(title=phase["title"], summary=phase["summary"], state=phase["state"])
            for phase in matter["phases"]
        )
        announced = max(matter["starts_days_ago"] + ANNOUNCED_BEFORE, ANNOUNCED_AT_LEAST)
        publish(section, page, matter, moment=world.ago(announced, hour=9))
        world.say(f"Project: {page.title}")
