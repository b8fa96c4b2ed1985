"""What time makes due here: interrupted forms that nobody has come back for."""

from datetime import datetime

from network.members.interrupted import forget_old


def run_due(*, now: datetime) -> dict[str, int]:
    """Delete what was kept of forms longer than two days ago. Returns what was done, by name."""
    return {"interrupted forms deleted": forget_old(now=now)}
