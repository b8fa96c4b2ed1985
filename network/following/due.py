"""What time makes due here: telling members what is new of what they follow."""

from datetime import datetime

from network.following.news import tell_news


def run_due(*, now: datetime) -> dict[str, int]:
    """Tell the news. Returns what was done, by name."""
    return {"people told of news": tell_news(now=now)}
