"""A list's filter in a form that can be kept: what was chosen, in words, and as terms to match.

The platform cannot read the addresses of a feature's list. A feature registers a reader in its
``saved_filters.py``, which uses the list's own parser, so that what is kept is what the list shows.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from network.discovery import discover

LONGEST_QUERY = 1000
_readers: dict[str, Callable[[str], "SavedFilter | None"]] = {}


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """What somebody chose in a list.

    ``kind`` is the catalogue's kind that the list shows; ``query`` the choice as the query of an
    address, always written the same way; ``url`` the narrowed list; ``label`` the choice in words.
    ``terms`` are slugs by facet (OR inside a facet, AND between facets) and ``words`` what must be
    found in the text: the same meaning as in the list.
    """

    kind: str
    query: str
    url: str
    label: str
    words: str = ""
    terms: dict[str, tuple[str, ...]] = field(default_factory=dict)


def register(kind: str, reader: Callable[[str], SavedFilter | None]) -> None:
    """Make a list's reader known. It takes the query of an address and returns what it chooses, or
    ``None`` when it chooses nothing. Registering the same kind again replaces it."""
    _readers[kind] = reader


def read(kind: str, query: str) -> SavedFilter | None:
    """What ``query`` chooses in the list of this kind; ``None`` when it chooses nothing, is longer
    than a thousand characters, or no list of the kind can be narrowed."""
    discover("saved_filters")
    reader = _readers.get(kind)
    if reader is None or len(query) > LONGEST_QUERY:
        return None
    found = reader(query)
    return found if found is not None and len(found.query) <= LONGEST_QUERY else None
