"""Names that stand beside a certain one: "Hope and Kayden", "Teddy and Wren share a room"."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Protocol

from . import name_context as context
from .name_words import KNOWN, MONTHS, SURE, kind_of
from .reading import Reading, Word
from .wordlists import word_lists


class Scored(Protocol):
    """A candidate for a name: the words it goes from and to, and its points so far."""

    first: int
    last: int
    start: int
    end: int
    kind: str
    score: int


_AND = re.compile(r" (?:and|&) ")
_KIN = frozenset(
    [
        *(
            "mum",
            "mam",
            "dad",
            "mummy",
            "daddy",
            "nan",
            "nanny",
            "nana",
            "gran",
            "grandma",
            "auntie",
        ),
        *("aunty", "uncle", "mother", "father", "sister", "brother", "sir", "miss", "co", "i"),
        *("grandad", "granddad", "grandpa", "family", "friends", "others", "parents", "staff"),
    ]
)


def share_between(reading: Reading, candidates: Sequence[Scored]) -> None:
    """Raise a doubtful name that is listed beside a certain one: "Hope and Kayden"."""
    for left, right in pairwise(candidates):
        if not context.listed_together(reading.text[left.end : right.start]):
            continue
        for sure, doubtful in ((left, right), (right, left)):
            if sure.score >= 2 and doubtful.kind != SURE:
                doubtful.score = max(doubtful.score, 2)


def everyday_beside(reading: Reading, candidates: Sequence[Scored]) -> Iterator[int]:
    """Yield the places of everyday words that are joined to a certain name by "and".

    "Teddy and Wren": in a pair of people a capital is no accident. Not so for relatives, months,
    places and the field's words, or where a longer run of capitals begins ("and Youth Justice").
    """
    words = reading.words
    taken = {place for one in candidates for place in range(one.first, one.last + 1)}
    for one in candidates:
        if one.score < 3:
            continue
        for place in (one.last + 2, one.first - 2):
            if not 0 <= place < len(words) or place in taken:
                continue
            left, right = sorted((place, one.last if place > one.last else one.first))
            gap = reading.text[words[left].tail : words[right].start]
            if _AND.fullmatch(gap) and _could_be(reading, words[place], place):
                yield place


def _could_be(reading: Reading, word: Word, place: int) -> bool:
    if not word.title or word.opens_sentence or len(word.text) < 3 or word.lower in _KIN:
        return False
    lists = word_lists()
    if kind_of(word) != KNOWN or word.lower in lists.elsewhere or word.lower in MONTHS:
        return False
    words = reading.words
    runs_on = place + 1 < len(words) and words[place + 1].text[0].isupper()
    runs_on = runs_on and reading.text[word.tail : words[place + 1].start] == " "
    follows = place > 0 and words[place - 1].text[0].isupper()
    return not runs_on and not (follows and reading.text[words[place - 1].tail : word.start] == " ")
