"""What waits to be read out of files: made here, away from any request."""

from datetime import datetime

from network.media.previews.making import make_waiting


def run_due(*, now: datetime) -> dict[str, int]:
    """Make previews that wait, for at most 45 seconds."""
    return {"previews made": make_waiting(now=now)}
