"""Whether an unknown word looks like a given name: by its sound, or by its letters.

New spellings are coined every year ("Kyrah", "Dejaun"), so a list is never complete. The
sound key makes spellings of one name equal; the letter score compares the three-letter
groups of a word with those of the known names and of everyday words (log odds per group,
add-one smoothing, as in a naive Bayes classifier).
"""

import re
from collections import Counter
from functools import cache, lru_cache
from math import log

from .wordlists import word_lists

_SOUNDS = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"ck|q|c(?![hiey])"), "k"),
    (re.compile(r"c(?=[iey])"), "s"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"z"), "s"),
    (re.compile(r"ee|ea|ie|ei|ey|ay|ai|y"), "i"),
    (re.compile(r"ou|oo|u"), "o"),
    (re.compile(r"(?<=[aeiou])h|(?<=[bdgjklmnrtsw])h"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"e$"), ""),
)


def sound(word: str) -> str:
    """A key that spellings of one name share: "kyrah" and "kira" give the same."""
    for pattern, letter in _SOUNDS:
        word = pattern.sub(letter, word)
    return word


@cache
def _known_sounds() -> frozenset[str]:
    lists = word_lists()
    return frozenset(sound(name) for name in lists.sure_names if len(name) > 3)


@cache
def _weights() -> tuple[dict[str, float], float]:
    lists = word_lists()
    names = Counter(group for name in lists.sure_names for group in _groups(name))
    others = lists.common | lists.places | lists.field_words
    words = Counter(group for word in others if len(word) > 2 for group in _groups(word))
    groups = names.keys() | words.keys()
    name_total = sum(names.values()) + len(groups)
    word_total = sum(words.values()) + len(groups)
    weights = {
        group: log((names[group] + 1) / name_total) - log((words[group] + 1) / word_total)
        for group in groups
    }
    return weights, 0.0


def _groups(word: str) -> list[str]:
    padded = f"^{word}$"
    return [padded[i : i + 3] for i in range(len(padded) - 2)]


@lru_cache(maxsize=4096)
def looks_like_name(word: str) -> float:
    """Mean log odds that a lower-case word is a given name rather than a word; 0 is even."""
    weights, unseen = _weights()
    groups = _groups(word)
    return sum(weights.get(group, unseen) for group in groups) / len(groups)


@lru_cache(maxsize=4096)
def sounds_like_name(word: str) -> bool:
    """Whether a lower-case word is another spelling of a known given name."""
    return len(word) > 3 and sound(word) in _known_sounds()
