"""The demo's sector coordinators."""

from network.demo.world import World
from network.sectors.models import SectorCoordinator
from network.taxonomy.models import Sector

ORDER = 60

# Who coordinates what, and for how many days. Housing, transport and research have nobody yet.
COORDINATORS = (
    ("childrens-social-care", "m01", 240),
    ("childrens-social-care", "m12", 120),
    ("education", "m03", 210),
    ("education", "m09", 90),
    ("youth-work", "m02", 260),
    ("health", "m07", 200),
    ("police", "m35", 150),
    ("youth-justice", "m34", 180),
    ("voluntary-and-community", "m29", 160),
    ("community-safety", "m30", 140),
    ("local-government", "m11", 130),
    ("policy-and-inspection", "m33", 100),
)


def load(world: World) -> None:
    """Name the coordinators; who is named already stays."""
    sectors = {sector.slug: sector for sector in Sector.objects.all()}
    for slug, key, days_ago in COORDINATORS:
        SectorCoordinator.objects.get_or_create(
            sector=sectors[slug],
            member=world.people[key],
            defaults={"since": world.date_ago(days_ago)},
        )
