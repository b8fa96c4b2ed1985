"""What a search asks for: every word in one of its spellings, or a phrase that means the same."""

from dataclasses import dataclass
from functools import cached_property

from network.search.fulltext.spelling import parted, spellings, spellings_of_phrase
from network.search.kept import Kept
from network.search.models import CatalogueVersion, SameWords
from network.search.words import STOP_WORDS, search_words

Phrase = tuple[str, ...]
SameAs = dict[Phrase, tuple[Phrase, ...]]
MOST_WORDS = 16


def read_same_words() -> SameAs:
    """Each listed word or phrase with the others of its groups: one query."""
    same: SameAs = {}
    for group in SameWords.objects.all():
        phrases = [tuple(search_words(line).split()) for line in group.phrases()]
        phrases = [phrase for phrase in phrases if phrase]
        for phrase in phrases:
            for spelling in spellings_of_phrase(phrase):
                others = tuple(other for other in phrases if other != phrase)
                same[spelling] = tuple(dict.fromkeys((*same.get(spelling, ()), *others)))
    return same


_same_words = Kept("words", read_same_words)


@dataclass(frozen=True)
class Wanted:
    """Groups of phrases, of which each group needs one; a word is a phrase of one."""

    groups: tuple[tuple[Phrase, ...], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.groups)

    @cached_property
    def tsquery(self) -> str:
        """For PostgreSQL's ``to_tsquery``. Words have no signs in them."""
        return " & ".join(self._tsquery_of(group) for group in self.groups)

    @property
    def tsqueries(self) -> list[list[str]]:
        """The phrases of each group, for ``to_tsquery`` one by one."""
        return [[" <-> ".join(phrase) for phrase in group] for group in self.groups]

    @cached_property
    def any_tsquery(self) -> str:
        """The same with any of the groups instead of all."""
        return " | ".join(self._tsquery_of(group) for group in self.groups)

    @cached_property
    def fts5(self) -> str:
        """For SQLite's FTS5."""
        return " AND ".join(self._fts5_of(group) for group in self.groups)

    @cached_property
    def any_fts5(self) -> str:
        return " OR ".join(self._fts5_of(group) for group in self.groups)

    @staticmethod
    def _tsquery_of(group: tuple[Phrase, ...]) -> str:
        return f"({' | '.join('(' + ' <-> '.join(phrase) + ')' for phrase in group)})"

    @staticmethod
    def _fts5_of(group: tuple[Phrase, ...]) -> str:
        quoted = ('"' + " ".join(phrase) + '"' for phrase in group)
        return f"({' OR '.join(quoted)})"


def wanted(text: str, version: CatalogueVersion) -> Wanted:
    """Read what somebody typed.

    Signs are left out, and the words that every text has ("the", "of") unless they are part of a
    listed phrase. A phrase of the list of words that mean the same is taken whole: "harmful
    sexual behaviour" also finds "HSB". "Multiagency" and "multi-agency" find each other. Nothing is
    asked for where nothing is left.
    """
    return understood(text, _same_words.get(version))


def understood(text: str, same: SameAs) -> Wanted:
    """:func:`wanted` with the given list."""
    words = search_words(text).split()[:MOST_WORDS]
    longest = max((len(phrase) for phrase in same), default=1)
    groups: list[tuple[Phrase, ...]] = []
    at = 0
    while at < len(words):
        for length in range(min(longest, len(words) - at), 0, -1):
            phrase = tuple(words[at : at + length])
            if phrase in same:
                groups.append(_group(phrase, *same[phrase]))
                break
        else:
            length = 1
            if words[at] not in STOP_WORDS:
                groups.append(_group_of_word(words, at))
        at += length
    return Wanted(tuple(dict.fromkeys(groups)))


def _group(*phrases: Phrase) -> tuple[Phrase, ...]:
    every = [spelling for phrase in phrases for spelling in spellings_of_phrase(phrase)]
    return tuple(dict.fromkeys(every))


def _group_of_word(words: list[str], at: int) -> tuple[Phrase, ...]:
    """One word, also in two where it may be parted, or joined with the one beside it: "multi" and
    "agency" are both found in "multiagency"."""
    pairs = (words[max(at - 1, 0) : at + 1], words[at : at + 2])
    joined = ["".join(pair) for pair in pairs if parted("".join(pair)) == tuple(pair)]
    every = [spelling for word in (words[at], *joined) for spelling in spellings(word)]
    apart = filter(None, map(parted, spellings(words[at])))
    return tuple(dict.fromkeys([*((word,) for word in every), *apart]))
