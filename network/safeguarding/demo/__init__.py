"""The urgent-help notices of the four nations."""

from pathlib import Path

from network.demo.world import World, markdown_html, read_content
from network.safeguarding.models import UrgentHelpNotice
from network.taxonomy.models import Nation

ORDER = 15


def load(world: World) -> None:
    """Create the notice of each nation that has none; one that editors changed is left alone."""
    nations = {nation.slug: nation for nation in Nation.objects.all()}
    for matter, body in read_content(Path(__file__).parent / "content"):
        UrgentHelpNotice.objects.get_or_create(
            nation=nations[matter["nation"]],
            defaults={
                "heading": matter["heading"],
                "body": markdown_html(body),
                "reviewed_date": world.date_ago(matter["reviewed_days_ago"]),
                "review_due_date": world.date_ago(-matter["review_due_in_days"]),
            },
        )
