"""What time makes due in the library."""

from datetime import datetime

from resources import adapting, taking
from resources.harvesting.records import renew_records
from resources.requests import access
from resources.usage.rolling_up import roll_up


def run_due(*, now: datetime) -> dict[str, int]:
    """Do everything that is due; safe at any moment and any number of times. Returns what was
    done, by name."""
    return {
        **roll_up(now=now),
        "records for harvesters renewed": renew_records(now=now),
        "grants of files expired": access.expire(now=now),
        "members told of new versions": taking.tell_of_new_versions(now=now),
        "adapters told of new versions": adapting.tell_adapters(now=now),
    }
