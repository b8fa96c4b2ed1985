"""Which new pages are news for whom, by sets: no query and no loop over pages for a follower.

Pages are the bits of an integer (bit *n* stands for the *n*-th page), as in
:mod:`network.search.facets`. What one follow matches is a look-up, or for a search a few ANDs.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from network.following.models import TERM_KINDS, Follow, FollowKind
from network.search.kinds import Kind

# Of several follows that bring the same page, the one that says most about why.
WHY_FIRST = (
    FollowKind.MEMBER,
    FollowKind.FILTER,
    FollowKind.TOPIC,
    FollowKind.CONTEXT,
    FollowKind.SECTOR,
)


@dataclass(slots=True)
class FreshPages:
    """The pages to tell of: when each became public, its terms, its kind and its authors.

    ``find(words)`` gives the ids of those pages in which all the words are found; it is asked once
    for each wording.
    """

    ids: list[int] = field(default_factory=list)
    public_at: list = field(default_factory=list)
    terms: dict[tuple[str, str], int] = field(default_factory=dict)
    resources: int = 0
    authors: dict[int, int] = field(default_factory=dict)
    find: Callable[[str], Iterable[int]] = lambda words: ()
    _found: dict[str, int] = field(default_factory=dict)

    def add(self, page_id: int, kind: str, public_at) -> None:
        """Add a page; they come in the order in which they became public."""
        if kind == Kind.RESOURCE:
            self.resources |= 1 << len(self.ids)
        self.ids.append(page_id)
        self.public_at.append(public_at)

    def mark_terms(self, rows: Iterable[tuple[int, str, str]]) -> None:
        """Take in rows of page id, facet and slug."""
        bits = self._bits()
        for page_id, facet, slug in rows:
            self.terms[facet, slug] = self.terms.get((facet, slug), 0) | bits[page_id]

    def mark_authors(self, rows: Iterable[tuple[int, int]]) -> None:
        """Take in rows of page id and the account of an author."""
        bits = self._bits()
        for page_id, user_id in rows:
            self.authors[user_id] = self.authors.get(user_id, 0) | bits[page_id]

    def _bits(self) -> dict[int, int]:
        return {page_id: 1 << bit for bit, page_id in enumerate(self.ids)}

    def since(self, moment) -> int:
        """The pages that became public at or after ``moment``."""
        before = bisect_left(self.public_at, moment)
        return (1 << len(self.ids)) - (1 << before)

    def matched(self, follow: Follow) -> int:
        """The pages that the follow is about, whenever they became public."""
        if follow.kind in TERM_KINDS:
            return self.terms.get((follow.kind, follow.key), 0)
        if follow.kind == FollowKind.MEMBER:
            return self.authors.get(follow.member_id, 0)
        return self._matched_by_filter(follow)

    def _matched_by_filter(self, follow: Follow) -> int:
        """OR inside a facet, AND between facets and with the words: as the library does."""
        matched = self.resources
        for facet, slugs in follow.terms.items():
            union = 0
            for slug in slugs:
                union |= self.terms.get((facet, slug), 0)
            matched &= union
        if matched and follow.words:
            matched &= self._with_words(follow.words)
        return matched

    def _with_words(self, words: str) -> int:
        if words not in self._found:
            bits = self._bits()
            self._found[words] = sum(bits[page_id] for page_id in set(self.find(words)))
        return self._found[words]


def news_for(
    follows: Iterable[Follow], fresh: FreshPages, *, own: int = 0
) -> list[tuple[int, Follow]]:
    """The pages that are news for one person, each once, newest first, with the follow that says
    most about why.

    A page counts for a follow if it became public after the follow began. ``own`` are the bits of
    the pages the person has written: never news to them.
    """
    reasons: dict[int, Follow] = {}
    taken = own
    for follow in sorted(follows, key=lambda follow: (WHY_FIRST.index(follow.kind), follow.pk)):
        matched = fresh.matched(follow) & ~taken
        matched &= fresh.since(follow.followed_at)
        taken |= matched
        for bit in bits_of(matched):
            reasons[bit] = follow
    return [(fresh.ids[bit], reasons[bit]) for bit in sorted(reasons, reverse=True)]


def bits_of(number: int) -> Iterable[int]:
    """The places of the bits that are set, lowest first."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest
