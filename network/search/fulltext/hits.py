"""What a search finds, for one viewer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db import connection

from network.search.closed_files import closed_files
from network.search.fulltext import postgresql, sqlite
from network.search.fulltext.wanted import Wanted

# Of more hits than these, the newest with all words in the title and then the newest are ranked.
MOST_RANKED = 400
PLACES = {
    "page": "Page {}",
    "slide": "Slide {}",
    "notes": "Notes of slide {}",
    "sheet": "Sheet {}",
    "part": "Part {}",
}
_MARK, _UNMARK = "\x02", "\x03"


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage of a file with its place in words, as pieces of text that are marked or not."""

    place: str
    heading: str
    pieces: list[tuple[str, bool]]

    @classmethod
    def of(cls, place: str, number: int, heading: str, marked: str) -> "Snippet":
        return cls(PLACES[place].format(number), heading, pieces_of(marked))


class Hits:
    """The pages that match. Words inside files count only where the viewer may have the files.

    Who may open which page is not asked here: the caller has the catalogue for that.
    """

    def __init__(self, wanted: Wanted, user, now: datetime) -> None:
        self.wanted = wanted
        self.closed = closed_files(user, now) if wanted else ("", ())
        self.database = postgresql if connection.vendor == "postgresql" else sqlite

    @cached_property
    def pages(self) -> dict[int, bool]:
        """Each page that matches, and whether its title has all of it: one query."""
        return dict(self.database.matches(self.wanted, self.closed)) if self.wanted else {}

    def best_first(self, newest_first: Iterable[int]) -> list[int]:
        """The hits among these pages: those with all words in the title, then by how well they
        match, then the newest. One query, which ranks at most four hundred."""
        hits = self.pages
        found = [page for page in newest_first if page in hits]
        found.sort(key=hits.__getitem__, reverse=True)
        ranked, rest = found[:MOST_RANKED], found[MOST_RANKED:]
        if ranked:
            scores = self.database.scores(self.wanted, ranked, self.closed)
            ranked.sort(key=lambda page: (not hits[page], -scores.get(page, 0)))
        return ranked + rest

    def snippets(self, page_ids: Sequence[int]) -> dict[int, Snippet]:
        """The best passage in the files of each of these pages, where one has the words and the
        viewer may have the files: one query."""
        if not page_ids or not self.wanted:
            return {}
        rows = self.database.passages(self.wanted, page_ids, self.closed)
        return {page_id: Snippet.of(*passage) for page_id, *passage in rows}


def pieces_of(marked: str) -> list[tuple[str, bool]]:
    """Text with marks as pieces: ``(text, is marked)``."""
    pieces = []
    for at, part in enumerate(marked.split(_MARK)):
        inside, closed, outside = part.partition(_UNMARK) if at else ("", "", part)
        if at and not closed:
            inside, outside = "", inside
        pieces += [(text, is_marked) for text, is_marked in ((inside, True), (outside, False))]
    return [(text, is_marked) for text, is_marked in pieces if text]
