"""The demo's webinars, past and coming."""

from datetime import datetime, time, timedelta
from pathlib import Path

from django.utils import timezone

from learning.webinars.models import WebinarAim, WebinarIndexPage, WebinarPage
from network.demo.pages import authors, missing, publish
from network.demo.world import World, markdown_blocks, read_content
from network.pages.ordering import in_order

CONTENT = Path(__file__).parent / "content"
# A webinar is announced about six weeks ahead, one far in the future a week ago.
ANNOUNCED_BEFORE = 42
ANNOUNCED_AT_LEAST = 7
SATURDAY = 5


def load(world: World) -> None:
    """Publish the webinars that are not there yet."""
    section = WebinarIndexPage.objects.get()
    for matter, body in missing(section, read_content(CONTENT)):
        page = WebinarPage(
            title=matter["title"],
            slug=matter["slug"],
            summary=matter["summary"],
            body=markdown_blocks(body),
            starts_at=on_a_weekday(world, matter["starts_days_ago"], matter["start_time"]),
            minutes=matter["minutes"],
            joining_text=matter["joining"],
            has_recording=matter["recording"],
            recording_note=matter["recording_note"],
        )
        page.authors = authors(world, matter["speakers"])
        page.aims = in_order(WebinarAim(text=aim) for aim in matter["learning_aims"])
        announced = max(matter["starts_days_ago"] + ANNOUNCED_BEFORE, ANNOUNCED_AT_LEAST)
        publish(section, page, matter, moment=world.ago(announced, hour=11))
        world.say(f"Webinar: {page.title}")


def on_a_weekday(world: World, days_ago: int, clock: str) -> datetime:
    """The local clock time on that day, or on the Monday after a weekend."""
    day = world.date_ago(days_ago)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(clock)))
