"""What waits to be read out of files: made here, away from any request."""

from datetime import datetime

from network.media.previews.making import make_waiting
from network.media.reading.waiting import read_waiting


def run_due(*, now: datetime) -> dict[str, int]:
    """Read the words of documents that wait, then make previews, each for at most 45 seconds."""
    return {"documents read": read_waiting(now=now), "previews made": make_waiting(now=now)}
