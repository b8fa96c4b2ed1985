"""What time makes due in the search."""

from datetime import datetime

from network.search.common_words import keep_common_words


def run_due(*, now: datetime) -> dict[str, int]:
    """Make what is kept of common words anew, where it is old. Returns what was done, by name."""
    return {"common words kept": keep_common_words(now=now)}
