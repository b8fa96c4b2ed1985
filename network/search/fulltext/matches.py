"""Which pages have the words of a search, whoever asks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Matches:
    """Sets of pages (:mod:`network.search.bits`): those that match anywhere, and those whose title
    has all of it, if that was asked."""

    everywhere: int = 0
    in_titles: int | None = None
