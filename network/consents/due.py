"""What time makes due here: texts that were published while nobody could record them."""

from datetime import datetime

from network.consents.publishing import record_missing


def run_due(*, now: datetime) -> dict[str, int]:
    """Record what is missing. Returns what was done, by name."""
    return {"agreement versions recorded": record_missing(now=now)}
