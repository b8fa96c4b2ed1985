"""A text taken apart once for all detectors: words, sentence starts, what stands around."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date

_WORD = re.compile(r"[^\W\d_]+(?:['’\-‐][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_CONTRACTION = re.compile(r"['’](?:d|ll|re|ve|m)$", re.IGNORECASE)
_SENTENCE_END = re.compile(
    r"[.!?…]['\"”’)\]]{0,3}\s{1,5}[\"'“‘(\[]{0,3}$|[\n•*–—-]\s{0,5}[\"'“‘(\[]{0,3}$"
)


def plain(word: str) -> str:
    """The word in lower case and without accents, as the lists have it: "siân" is "sian"."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", word.lower().replace("ł", "l").replace("ı", "i"))
    return "".join(part for part in parts if not unicodedata.combining(part))


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text, without a possessive 's. ``tail`` is where the 's ends."""

    start: int
    end: int
    tail: int
    text: str
    lower: str
    opens_sentence: bool

    @property
    def possessive(self) -> bool:
        return self.tail > self.end

    @property
    def title(self) -> bool:
        """Whether it starts with a capital and has small letters: "Dawn", "McKay"."""
        return self.text[0].isupper() and not self.text.isupper()

    @property
    def capitals(self) -> bool:
        return len(self.text) > 1 and self.text.isupper()


@dataclass(slots=True)
class Reading:
    """The text, its words and the day it is read on (for ages)."""

    text: str
    today: date
    words: list[Word] = field(default_factory=list)
    starts: dict[int, int] = field(default_factory=dict)
    shouted: bool = False

    @classmethod
    def of(cls, text: str, today: date) -> "Reading":
        """Split the text into words. Linear in the length of the text."""
        reading = cls(text=text, today=today)
        for match in _WORD.finditer(text):
            reading._add(match)
        letters = [word for word in reading.words if len(word.text) > 1]
        capitals = sum(1 for word in letters if word.text.isupper())
        reading.shouted = len(letters) > 5 and capitals * 2 > len(letters)
        return reading

    def _add(self, match: re.Match) -> None:
        raw, start, tail = match.group(), match.start(), match.end()
        bare = _POSSESSIVE.sub("", raw) or raw
        if bare == raw:
            bare = _CONTRACTION.sub("", raw) or raw
        before = self.text[max(0, start - 12) : start]
        opens = not before.strip("\"'“‘([") or bool(_SENTENCE_END.search(before))
        self.starts[start] = len(self.words)
        self.words.append(Word(start, start + len(bare), tail, bare, plain(bare), opens))

    def before(self, position: int, width: int) -> str:
        """The ``width`` characters before a position, in lower case."""
        return self.text[max(0, position - width) : position].lower()

    def after(self, position: int, width: int) -> str:
        """The ``width`` characters from a position on, in lower case."""
        return self.text[position : position + width].lower()
