"""From a text to what the index counts: word stems, pairs of neighbouring stems, and ideas.

Everything is plain and repeatable: no language model, no random numbers, no locale. Stems are
rough on purpose (plural, -ing, -ed, -ly); a rough stem that merges too little is safer than one
that merges "organise" with "organ".
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

from .institutions import INSTITUTIONS
from .lexicon import LEXICON
from .stopwords import EVERYDAY_WORDS, STOP_WORDS

WORD = re.compile(r"[^\W_]+")
POSSESSIVE = re.compile(r"['\u2019]s\b")
APOSTROPHE = re.compile(r"['\u2019]")
LONGEST_PHRASE = 3


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A word without its plural and its commonest endings; short words stay as they are."""
    if len(word) <= 3:
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith("sses"):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ingly", "edly", "ing", "ed", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            if word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    if word.endswith("e") and len(word) > 4:
        word = word[:-1]
    return word


def words(text: str) -> list[str]:
    """The words of a text in lower case, accents and possessive endings taken off."""
    plain = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return WORD.findall(APOSTROPHE.sub("", POSSESSIVE.sub("", plain)))


def _read_lexicon(source: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    ideas: dict[tuple[str, ...], list[str]] = {}
    for line in source.replace("\n    ", " ").strip().splitlines():
        name, _, terms = line.partition(":")
        for term in terms.split(","):
            phrase = tuple(stem(word) for word in words(term))
            if phrase and name not in ideas.setdefault(phrase, []):
                ideas[phrase].append(name)
    return {phrase: tuple(names) for phrase, names in ideas.items()}


IDEAS = _read_lexicon(f"{LEXICON.strip()}\n{INSTITUTIONS.strip()}")
IDEA_STARTS = frozenset(phrase[0] for phrase in IDEAS)
EVERYDAY_STEMS = frozenset(stem(word) for word in EVERYDAY_WORDS)


@dataclass(frozen=True, slots=True)
class Features:
    """What one text counts as: how often each stem, pair (by key) and idea occurs, and length.

    ``everyday_pairs`` are the pairs of two everyday words, which count for little.
    """

    stems: dict[str, int]
    pairs: dict[int, int]
    ideas: dict[str, int]
    length: int
    everyday_pairs: frozenset[int]


def features(*parts: str) -> Features:
    """The features of a text in parts (title and body); no pair reaches over two parts."""
    stems: Counter[str] = Counter()
    pairs: Counter[int] = Counter()
    ideas: Counter[str] = Counter()
    everyday: set[int] = set()
    for part in parts:
        raw = words(part)
        stemmed = [stem(word) for word in raw]
        for position, first in enumerate(stemmed):
            if first in IDEA_STARTS:
                for end in range(position + 1, position + 1 + LONGEST_PHRASE):
                    ideas.update(IDEAS.get(tuple(stemmed[position:end]), ()))
                    if end >= len(stemmed):
                        break
        kept = [
            stemmed[position]
            for position, word in enumerate(raw)
            if len(word) > 1 and word not in STOP_WORDS
        ]
        stems.update(kept)
        for first, second in pairwise(kept):
            key = crc32(f"{first} {second}".encode())
            pairs[key] += 1
            if first in EVERYDAY_STEMS and second in EVERYDAY_STEMS:
                everyday.add(key)
    return Features(dict(stems), dict(pairs), dict(ideas), sum(stems.values()), frozenset(everyday))
