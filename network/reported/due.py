"""What time makes due here: pages that were published while a file of theirs was being closed."""

from datetime import datetime

from network.reported.workflow import hide_what_is_closed

# After what is scheduled has gone live.
ORDER = 20


def run_due(*, now: datetime) -> dict[str, int]:
    """Hide what went live in the same moment in which a report closed its file."""
    return {"pages with a closed file hidden": hide_what_is_closed(now=now)}
