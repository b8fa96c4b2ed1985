"""What a search finds, for one viewer."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.db import connection

from network.search import bits
from network.search.closed_files import closed_files
from network.search.fulltext import postgresql, sqlite
from network.search.fulltext.matches import Matches
from network.search.fulltext.wanted import Wanted
from network.search.kept import Kept
from network.search.models import CatalogueVersion
from network.search.remembering import kept_in

# Of more hits than these, the newest with all words in the title and then the newest are ranked.
MOST_RANKED = 400
# Of 50,000 texts a search takes 20 to 60 kilobytes, a passage less than one.
MOST_SEARCHES = 200
MOST_PASSAGES = 4000
PLACES = {
    "page": "Page {}",
    "slide": "Slide {}",
    "notes": "Notes of slide {}",
    "sheet": "Sheet {}",
    "part": "Part {}",
}
# What a preview calls the places that it shows: the notes of a slide stand with the slide.
ANCHORS = {"notes": "slide"}
_MARK, _UNMARK = "\x02", "\x03"
_UNKNOWN = object()


@dataclass(frozen=True, slots=True)
class Joined(Sequence):
    """Two sequences as one, read by slices; of the second, what follows its first ``skipped``."""

    first: Sequence[int]
    second: Sequence[int]
    skipped: int = 0

    def __len__(self) -> int:
        return len(self.first) + len(self.second) - self.skipped

    def __getitem__(self, asked: slice) -> list[int]:
        start, stop, _ = asked.indices(len(self))
        length = len(self.first)
        found = [*self.first[start:stop]]
        if stop > length:
            later = self.skipped - length
            found += self.second[max(start, length) + later : stop + later]
        return found


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage of a file with its place in words, as pieces of text that are marked or not.

    ``file`` is what the page calls the file; ``url`` leads to this place in its preview, and is
    empty where there is none. Both are for those who may have the file, as the words are.
    """

    place: str
    heading: str
    pieces: tuple[tuple[str, bool], ...]
    file: str = ""
    url: str = ""

    @classmethod
    def of(
        cls, place: str, number: int, heading: str, marked: str, file: str | None = None
    ) -> "Snippet":
        """``file`` is the JSON of a name and an address, if those are known."""
        name, url = json.loads(file) if file else ("", "")
        return cls(
            place=PLACES[place].format(number),
            heading=heading,
            pieces=tuple(pieces_of(marked)),
            file=name,
            url=f"{url}#{ANCHORS.get(place, place)}-{number}" if url else "",
        )


@dataclass(slots=True)
class Remembered:
    """What was found of the texts as they are: by words and whether the titles were
    asked too, by words and candidates, by words and page. Nothing of it depends on who asked."""

    matches: dict[tuple[Wanted, bool], Matches] = field(default_factory=dict)
    outside_files: dict[Wanted, int] = field(default_factory=dict)
    scores: dict[tuple[Wanted, tuple[int, ...], tuple[int, ...]], dict[int, float]] = field(
        default_factory=dict
    )
    passages: dict[tuple[Wanted, int], Snippet | None] = field(default_factory=dict)


class Hits:
    """The pages that match, as sets of :mod:`network.search.bits`. Words inside files count only
    where the viewer may have the files.

    Who may open which page is not asked here: the caller has the catalogue for that. What was
    found is kept until a text changes; whose files are closed is asked each time. Only those that
    will be ``ranked`` know what stands :attr:`in_titles`, which another order need not wait for.
    """

    def __init__(
        self, wanted: Wanted, user, now: datetime, version: CatalogueVersion, *, ranked: bool
    ) -> None:
        self.wanted = wanted
        self.user = user
        self.now = now
        self.ranked = ranked
        self.database = postgresql if connection.vendor == "postgresql" else sqlite
        self._remembered = remembered.get(version)

    @cached_property
    def _matches(self) -> Matches:
        if not self.wanted:
            return Matches(in_titles=0)
        known, read = self._remembered.matches, self.database.matches
        return known.get((self.wanted, True)) or kept_in(
            known,
            (self.wanted, self.ranked),
            lambda: read(self.wanted, with_titles=self.ranked),
            most=MOST_SEARCHES,
        )

    @cached_property
    def _closed(self) -> int:
        return closed_files(self.user, self.now) if self.wanted else 0

    @cached_property
    def pages(self) -> int:
        """The pages that match: two queries, three where files of some stay closed. Of words that
        were asked for before, only the query for closed files."""
        closed = self._closed & self._matches.everywhere
        if closed:
            known, read = self._remembered.outside_files, self.database.outside_files
            closed &= ~kept_in(known, self.wanted, lambda: read(self.wanted), most=MOST_SEARCHES)
        return self._matches.everywhere & ~closed

    @property
    def in_titles(self) -> int:
        """The pages whose title has all of it; an error unless the hits are ranked."""
        if self._matches.in_titles is None:
            raise ValueError("Hits that are not ranked do not know their titles.")
        return self._matches.in_titles

    def best_first(self, in_titles: Sequence[int], others: Sequence[int]) -> Sequence[int]:
        """The hits in order: those with all words in the title, then by how well they match, then
        the newest. One query at most, which ranks at most four hundred.

        Both parts come newest first; of each no more is looked at than has to be.
        """
        first = Joined(in_titles, others)[:MOST_RANKED]
        if first:
            closed = [page for page in first if bits.has(self._closed, page)]
            scores = kept_in(
                self._remembered.scores,
                (self.wanted, tuple(first), tuple(closed)),
                lambda: self.database.scores(self.wanted, first, closed),
                most=MOST_SEARCHES,
            )
            titled = self.in_titles
            first = sorted(
                first, key=lambda page: (not bits.has(titled, page), -scores.get(page, 0))
            )
        return Joined(first, Joined(in_titles, others), len(first))

    def snippets(self, page_ids: Sequence[int]) -> dict[int, Snippet]:
        """The best passage in the files of each of these pages, where one has the words and the
        viewer may have the files: one query for those that were not shown before."""
        if not self.wanted:
            return {}
        known = self._remembered.passages
        open_to_them = [page for page in page_ids if not bits.has(self._closed, page)]
        found = {page: known.get((self.wanted, page), _UNKNOWN) for page in open_to_them}
        missing = [page for page, snippet in found.items() if snippet is _UNKNOWN]
        if missing:
            rows = self.database.passages(self.wanted, missing)
            read = {page: Snippet.of(*passage) for page, *passage in rows}
            if len(known) > MOST_PASSAGES:
                known.clear()
            for page in missing:
                found[page] = known[self.wanted, page] = read.get(page)
        return {page: snippet for page, snippet in found.items() if snippet is not None}


remembered = Kept("texts", Remembered)


def pieces_of(marked: str) -> list[tuple[str, bool]]:
    """Text with marks as pieces: ``(text, is marked)``."""
    pieces = []
    for at, part in enumerate(marked.split(_MARK)):
        inside, closed, outside = part.partition(_UNMARK) if at else ("", "", part)
        if at and not closed:
            inside, outside = "", inside
        pieces += [(text, is_marked) for text, is_marked in ((inside, True), (outside, False))]
    return [(text, is_marked) for text, is_marked in pieces if text]
