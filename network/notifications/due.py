"""What time makes due here: summaries, e-mail that waits, messages of which nothing is left.

After every other app, so that what a run makes leaves in the same run.
"""

from datetime import datetime

from network.notifications.delivery import deliver_due
from network.notifications.digests import gather_due
from network.notifications.lines import withdraw_empty

ORDER = 90


def run_due(*, now: datetime) -> dict[str, int]:
    """Make the summaries that are due and send waiting e-mail. Returns what was done, by name."""
    return {
        "messages withdrawn": withdraw_empty(now=now),
        "summaries made": gather_due(now=now),
        "e-mails sent": deliver_due(now=now),
    }
