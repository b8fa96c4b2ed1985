"""What time makes due here: what is scheduled goes live, and what has expired goes out of sight.

Before every other app: files may take a minute to be read, and what goes live is told to its
followers in the same run.
"""

from datetime import datetime

from network.pages.scheduled import keep_schedule

ORDER = 10


def run_due(*, now: datetime) -> dict[str, int]:
    """Keep the schedule of pages. Returns what was done, by name."""
    return keep_schedule(now=now)
