"""Count in the cache how often something is done, for limits that people never meet.

With a cache in each process's own memory every process counts for itself (docs/members.md).
"""

from django.core.cache import cache


def is_within(limit: int, key: str, *, seconds: int) -> bool:
    """Count one more under ``key`` and say whether that is within the limit: two cache operations.

    ``key`` names the span of time too; ``seconds`` is how long the count is kept at least.
    """
    cache.add(key, 0, timeout=seconds)
    try:
        return cache.incr(key) <= limit
    except ValueError:
        # The cache has thrown the count away between the two.
        return True
