"""How much one member may look up: enough for every honest use, too little to copy the directory.

Counted per person and hour in the cache. With a cache in each process's own memory every process
counts for itself (docs/members.md).
"""

from datetime import datetime, timedelta

from django.utils import timezone

from network.counting import is_within

HOUR = 3600
LISTS_PER_HOUR = 240
PROFILES_PER_HOUR = 120


def next_hour(now: datetime) -> datetime:
    """When the counts start again: the next full hour of the site's clock."""
    begun = timezone.localtime(now).replace(minute=0, second=0, microsecond=0)
    return begun + timedelta(hours=1)


def may_go_on(user, what: str, *, limit: int, now: datetime) -> bool:
    """Count one more look of this kind and say whether it is within the hour's limit.

    Two cache operations. Visitors share one count for all: they see public profiles only, and
    nothing lists these.
    """
    hour = timezone.localtime(now).strftime("%Y%m%d%H")
    key = f"browsing:{what}:{user.pk or 'visitors'}:{hour}"
    return is_within(limit, key, seconds=HOUR)
