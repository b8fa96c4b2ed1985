"""The word lists of the ``data`` folder, read once per process.

Each file has words separated by white space; lines that start with ``#`` are comments.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .reading import plain

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class WordLists:
    """Sets of lower-case words that the detectors ask.

    ``sure_names`` are given names that are nothing else; ``possible_names`` are given names
    that are also words, months, places or brands. ``cited`` are surnames that are quoted
    rather than cared for. ``public_people`` are the words of full names as written.
    ``surnames`` are common ones; many are everyday
    words too. ``elsewhere`` joins field words, places and cited surnames; ``known`` adds the
    common words.
    """

    sure_names: frozenset[str]
    possible_names: frozenset[str]
    field_words: frozenset[str]
    places: frozenset[str]
    common: frozenset[str]
    cited: frozenset[str]
    public_people: tuple[tuple[str, ...], ...]
    helplines: frozenset[str]
    elsewhere: frozenset[str]
    known: frozenset[str]
    surnames: frozenset[str]


def _lines(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def _words(path: Path) -> frozenset[str]:
    return frozenset(plain(word) for line in _lines(path) for word in line.split())


@cache
def words_in(name: str) -> frozenset[str]:
    """The words of one file of the ``data`` folder, in lower case."""
    return _words(_DATA / f"{name}.txt")


@cache
def word_lists() -> WordLists:
    """Read every list. Costs about 20 ms the first time in a process and nothing later."""
    given = frozenset().union(
        *(
            _words(path)
            for path in sorted((_DATA / "names").glob("*.txt"))
            if path.stem != "ambiguous"
        )
    )
    ambiguous = _words(_DATA / "names" / "ambiguous.txt")
    field_words = _words(_DATA / "field_words.txt")
    places = _words(_DATA / "places.txt")
    common = _words(_DATA / "common_words.txt") | _words(_DATA / "everyday_words.txt")
    cited = _words(_DATA / "cited_surnames.txt")
    known = field_words | places | common | cited
    return WordLists(
        sure_names=given - ambiguous - known,
        possible_names=ambiguous | ((given & (field_words | places | cited)) - common),
        field_words=field_words,
        places=places,
        elsewhere=field_words | places | cited,
        known=known,
        common=common,
        cited=cited,
        surnames=_words(_DATA / "surnames.txt"),
        public_people=tuple(tuple(line.split()) for line in _lines(_DATA / "public_people.txt")),
        helplines=frozenset(line.split()[0] for line in _lines(_DATA / "helplines.txt")),
    )
