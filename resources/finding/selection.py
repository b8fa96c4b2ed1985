"""What a reader has chosen in the library, read from the address and written back to it."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import QueryDict

from network.search.shelf import NEWEST, TITLE, USED
from network.search.words import MAX_CHARACTERS
from resources.finding.vocabulary import FACETS, Vocabulary

RELEVANCE = "relevance"
SORTS = {
    RELEVANCE: "Best match",
    NEWEST: "Newest first",
    USED: "Most used",
    TITLE: "Title, A to Z",
}


@dataclass(frozen=True, slots=True)
class Selection:
    """Words searched for, values by facet, and the order. Unknown values are left out.

    ``has_unknown`` says that some were, for the list to tell; it is no part of the choice.
    """

    q: str = ""
    sort: str = NEWEST
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    has_unknown: bool = field(default=False, compare=False)

    @classmethod
    def read(cls, parameters: QueryDict, words: Vocabulary) -> "Selection":
        q = " ".join(parameters.get("q", "").replace("\0", " ").split())[:MAX_CHARACTERS].strip()
        chosen = {}
        has_unknown = False
        for facet in FACETS:
            wanted = {value for value in parameters.getlist(facet) if value.strip()}
            has_unknown = has_unknown or not wanted <= words[facet].keys()
            values = tuple(slug for slug in words[facet] if slug in wanted)
            if values:
                chosen[facet] = values
        sort = parameters.get("sort", "")
        if sort not in SORTS or (sort == RELEVANCE and not q):
            sort = usual_order(q)
        return cls(q, sort, chosen, has_unknown)

    @property
    def is_empty(self) -> bool:
        return not self.q and not self.chosen

    @property
    def sorts(self) -> list[dict]:
        """The orders to offer; best match only when there is something to match.

        The usual order has an empty value, so that a search sent from a list in its usual order
        comes back in the usual order of searches.
        """
        return [
            {
                "value": "" if value == usual_order(self.q) else value,
                "label": label,
                "selected": value == self.sort,
            }
            for value, label in SORTS.items()
            if value != RELEVANCE or self.q
        ]

    def querystring(
        self, *, without: tuple[str, str] | None = None, with_order: bool = True
    ) -> str:
        """The selection as the query of an address, always written the same way.

        ``without`` leaves one value out: ``("sector", "police")``, or ``("q", …)`` for the words;
        ``with_order=False`` the order of the list.
        """
        q = "" if without and without[0] == "q" else self.q
        pairs = [("q", q)] if q else []
        pairs += [
            (facet, value)
            for facet, values in self.chosen.items()
            for value in values
            if (facet, value) != without
        ]
        if with_order and self.sort != usual_order(q) and (q or self.sort != RELEVANCE):
            pairs.append(("sort", self.sort))
        return urlencode(pairs)

    def chips(self, words: Vocabulary, address: str) -> list[dict]:
        """What narrows the list, each with the address that takes it away."""
        chips = [(("q", self.q), f"“{self.q}”")] if self.q else []
        chips += [
            ((facet, value), words[facet][value])
            for facet, values in self.chosen.items()
            for value in values
        ]
        return [
            {"label": label, "remove_url": with_query(address, self.querystring(without=key))}
            for key, label in chips
        ]


def usual_order(q: str) -> str:
    """Best match for a search, newest first for everything else."""
    return RELEVANCE if q else NEWEST


def with_query(address: str, query: str) -> str:
    return f"{address}?{query}" if query else address
