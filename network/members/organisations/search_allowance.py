"""How often one account may ask for organisations, so that the list is not copied by a program."""

from datetime import datetime

from django.core.cache import cache

PER_MINUTE = 60


def may_search(user, *, now: datetime) -> bool:
    """Count this request; whether it is one of the first sixty of the account in this minute."""
    key = f"organisation-search:{user.pk}:{int(now.timestamp()) // 60}"
    cache.add(key, 0, timeout=120)
    try:
        return cache.incr(key) <= PER_MINUTE
    except ValueError:
        # The cache threw the counter away between the two lines.
        return True
