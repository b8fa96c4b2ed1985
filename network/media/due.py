"""What waits to be read out of files: made here, away from any request."""

from datetime import datetime

from network.media.hiding import settle_waiting
from network.media.marks import count_waiting
from network.media.previews.making import make_waiting
from network.media.reading.waiting import read_waiting


def run_due(*, now: datetime) -> dict[str, int]:
    """Finish moving pictures out of sight, then read the words of documents that wait, count the
    marks in those where that was not done, and make previews, each for at most 45 seconds."""
    return {
        "pictures moved": settle_waiting(now=now),
        "documents read": read_waiting(now=now),
        "marks counted": count_waiting(),
        "previews made": make_waiting(now=now),
    }
