"""What the sectors' pages hold about a person: that they coordinate a sector."""

from datetime import datetime

from network.privacy.holdings import Holding, register
from network.sectors.models import SectorCoordinator


def coordinator_rows(user) -> list[dict]:
    return [
        {"sector": row.sector.name, "since": row.since}
        for row in SectorCoordinator.objects.filter(member=user).select_related("sector")
    ]


def step_down(user, now: datetime) -> None:
    """Deleted for good; until then an account that is not active is shown nowhere."""
    SectorCoordinator.objects.filter(member=user).delete()


register(
    Holding(
        "sectors.SectorCoordinator",
        "Sectors that you coordinate",
        coordinator_rows,
        on_final=step_down,
        order=65,
    )
)
