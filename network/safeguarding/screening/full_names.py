"""How far a name goes: initials before it, surnames and a last initial after it."""

import re

from .name_citations import something_named
from .name_words import KNOWN, MONTHS, SURE, UNKNOWN, double_barrelled, kind_of, shape
from .reading import Reading, Word
from .wordlists import word_lists

PARTICLES = frozenset(
    [
        *("de", "da", "do", "dos", "del", "della", "di", "van", "von", "der", "den", "bin"),
        *("ibn", "bint", "al", "el", "abu", "ap", "ab", "ferch", "o", "la", "le", "st"),
    ]
)
_INITIALS = re.compile(r"(?<![\w.&])(?:[A-Z]\.\s?){1,3}$")
_BARE_INITIAL = re.compile(r"(?<![\w.'’])[A-HJ-Z] $")
_LABEL_BEFORE = re.compile(
    r"\b(?:child|yp|person|boy|girl|part|section|appendix|plan|option|annex|tier|schedule|"
    r"paragraph|group|set) $"
)
_INITIAL_AFTER = re.compile(r" ([A-HJ-Z])(?![\w'’&+/])\.?(?! level)")
_INITIAL_SURNAME = re.compile(r"[A-Z]-[A-Z][\w\-]+")
# A space, or the quotation marks of a nickname: 'Dwayne "Duppy" Carrick'.
_GAP = re.compile(r" [\"“‘]?|[\"”’] ")
_MOST_WORDS = 5


def initials_before(reading: Reading, word: Word) -> int:
    """How many characters of "J. " stand before a surname; 0 if none, or if it is a label."""
    before = reading.text[max(0, word.start - 10) : word.start]
    match = _INITIALS.search(before)
    if match is None and double_barrelled(word):
        match = _BARE_INITIAL.search(before)
    if match is None or not word.title:
        return 0
    label = _LABEL_BEFORE.search(reading.before(word.start - len(match.group()), 14))
    return 0 if label else len(match.group())


def last_word(reading: Reading, index: int, kind: str) -> int:
    """The last word of the full name that starts at ``index``, five words at most."""
    words = reading.words
    last = index
    for position in range(index + 1, min(len(words), index + _MOST_WORDS)):
        left, word = words[position - 1], words[position]
        if left.possessive or not _GAP.fullmatch(reading.text, left.tail, word.start):
            break
        small = word.lower in PARTICLES and word.text.islower()
        if small and position + 1 < len(words) and words[position + 1].title:
            continue
        if not _is_surname(words[index], word, kind) or (kind == UNKNOWN and last > index):
            break
        last = position
    return last


def _is_surname(given: Word, word: Word, kind: str) -> bool:
    """Whether a word after a given name can be its surname."""
    lists = word_lists()
    shouted = word.capitals and given.capitals and len(word.text) > 3
    if not (word.title or shouted or _INITIAL_SURNAME.fullmatch(word.text)):
        return False
    if word.lower in MONTHS or something_named(" " + word.text):
        return False
    cited = word.lower in lists.cited
    if word.lower in lists.field_words and not cited and word.lower not in lists.possible_names:
        return False
    known = kind_of(word) == KNOWN
    if kind == UNKNOWN:
        return not known or (word.lower in lists.surnames and shape(given) > 0)
    return not known or kind == SURE or cited


def surname_weight(reading: Reading, index: int, last: int) -> int:
    """How much the words after a doubtful given name make it a full name: 1 to 3."""
    following = reading.words[index + 1 : last + 1]
    surnames = word_lists().surnames
    if any(
        double_barrelled(word) or word.lower in surnames or kind_of(word) == SURE
        for word in following
    ):
        return 3
    return 2 if shape(reading.words[index]) else 1


def end_of(reading: Reading, word: Word) -> int:
    """Where a name ends that may be followed by an initial: "Zain Q"."""
    if word.possessive:
        return word.end
    match = _INITIAL_AFTER.match(reading.text, word.end)
    return match.end(1) if match else word.end
