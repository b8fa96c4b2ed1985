"""What a function read, kept while nothing of the public site has changed."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings

from network.page_cache.changes import known

MOST = 50


def kept_while_unchanged(key: Callable) -> Callable:
    """Keep what a function returns in this process, for each ``key`` of its arguments, until the
    token of the public site changes: at most half a second after a change elsewhere, at once after
    one of this process. Without the setting ``KEEP_UNCHANGED`` every call reads.
    """

    def decorate(read: Callable) -> Callable:
        held: dict = {}

        @wraps(read)
        def kept(*arguments):
            token = known.current() if settings.KEEP_UNCHANGED else None
            if token is None:
                return read(*arguments)
            place = key(*arguments)
            found = held.get(place)
            if found is None or found[0] != token:
                if len(held) >= MOST:
                    held.clear()
                found = held[place] = (token, read(*arguments))
            return found[1]

        return kept

    return decorate
