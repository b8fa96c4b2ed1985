"""What safeguarding leads have said of content that the gate holds back, by its SHA-256.

Whoever keeps the files that were held back registers here how to ask (:func:`register`): the gate
itself keeps nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Decided:
    """Of content with this hash: ``is_released`` when a lead has found that nobody can be
    recognised by it, ``kept_at`` when one has found that it stays refused, ``waits_since`` while
    it waits for a lead."""

    is_released: bool = False
    kept_at: datetime | None = None
    waits_since: datetime | None = None


NOTHING_YET = Decided()
_asked: list[Callable[[str, str], Decided]] = []


def register(asked: Callable[[str, str], Decided]) -> None:
    """Ask ``asked(sha256, extension)`` about everything that would be held back."""
    if asked not in _asked:
        _asked.append(asked)


def decided_on(sha256: str, extension: str) -> Decided:
    """What is known of this content, in a file of this kind: nothing where nobody keeps it."""
    found = (asked(sha256, extension) for asked in _asked)
    return next((decided for decided in found if decided != NOTHING_YET), NOTHING_YET)
