"""What time makes due here: e-mail that waits in the outbox."""

from datetime import datetime

from network.notifications.delivery import deliver_due


def run_due(*, now: datetime) -> dict[str, int]:
    """Send waiting e-mail. Returns what was done, by name."""
    return {"e-mails sent": deliver_due(now=now)}
