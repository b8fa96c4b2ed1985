"""A year of looks and downloads, noted as requests are, and counted."""

from datetime import datetime, timedelta

from network.demo.world import World
from resources.enums import FilesFor, UsageKind
from resources.models import ResourcePage, ResourceVersion, UsageEvent
from resources.usage.recording import Note, write
from resources.usage.rolling_up import roll_up

DAYS = 330
BROWSER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Gecko/20100101 Firefox/140.0"
VISITORS = 90
# Of a hundred people who look at a resource, this many take its file.
TAKE = 45
MOST_LOOKS = 300
# Working people look in working hours.
FIRST_HOUR, LAST_HOUR = 8, 18


def load(world: World) -> None:
    """Note the uses of every version since it came out and count the whole days. Does nothing
    where something was noted before."""
    if UsageEvent.objects.exists():
        return
    notes = sorted(_notes(world), key=lambda note: note.at)
    write(notes)
    roll_up(now=world.now)


def _notes(world: World):
    rng = world.rng
    users = [user.pk for user in world.people.values()]
    versions = ResourceVersion.objects.filter(resource__live=True).order_by("resource", "number")
    for version in versions.select_related("resource").prefetch_related("files"):
        age = min(DAYS, (world.date_ago(0) - version.released_date).days)
        first_file = next(iter(version.files.all()), None)
        if age < 1 or first_file is None:
            continue
        for _ in range(rng.randint(MOST_LOOKS // 5, MOST_LOOKS) * age // DAYS):
            at = world.ago(
                round(rng.triangular(1, age, 1)),
                hour=rng.randint(FIRST_HOUR, LAST_HOUR),
                minute=rng.randint(0, 59),
            )
            is_member = bool(users) and rng.random() < 0.5
            who = {
                "user_id": rng.choice(users) if is_member else None,
                "address": "" if is_member else f"visitor {rng.randint(1, VISITORS)}",
                "agent": BROWSER,
            }
            page = version.resource_id
            yield Note(page, version.number, None, UsageKind.INVESTIGATION, at, **who)
            if rng.randint(1, 100) <= TAKE and _may_take(version.resource, at, is_member):
                yield Note(
                    page,
                    version.number,
                    first_file.document_id,
                    UsageKind.REQUEST,
                    at + timedelta(seconds=rng.randint(40, 300)),
                    **who,
                )


def _may_take(page: ResourcePage, at: datetime, is_member: bool) -> bool:
    """Nobody was given before what is on request, and nobody had what opens later."""
    for_them = page.files_for == FilesFor.READERS or (
        page.files_for == FilesFor.MEMBERS and is_member
    )
    return for_them and (page.files_from is None or page.files_from <= at)
