"""Text as it was meant, whatever it was pasted from.

Word processors and web pages put no-break spaces, long dashes, soft hyphens and invisible joiners
where a person sees a space, a hyphen or nothing. The detectors read the text without them; the
marks are put back where they belong in the text as it was written.
"""

import re
import unicodedata
from dataclasses import replace

from .spans import Span

_DASHES = "‐‑‒–—―−﹣－"
# Cyrillic and Greek letters that look like Latin ones. They are read as Latin inside a piece of
# text that has Latin letters too: a name or address typed that way is meant to slip through.
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕԁһӏкмнтвгпАВЕКМНОРСТУХІЈЅανορτυικηΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijsdhlkmhtbrnABEKMHOPCTYXIJSavoptuiknABEZHIKMNOPTYX",
)
_PIECE = re.compile(r"[^\s@]+")
_LATIN = re.compile(r"[A-Za-z]")


def _plain(character: str) -> str:
    """The character that a person sees; nothing for one that nobody sees."""
    if character in _DASHES:
        return "-"
    category = unicodedata.category(character)
    if category == "Zs":
        return " "
    if category == "Nd":
        return str(unicodedata.digit(character))
    if "！" <= character <= "～":  # full width
        return chr(ord(character) - 0xFEE0)
    return "" if category == "Cf" else character


def plain(text: str) -> tuple[str, list[int]]:
    """Return the plain text, and for each of its characters the place in ``text``. One pass."""
    if text.isascii():
        return text, []
    characters, places = [], []
    for place, character in enumerate(text):
        seen = character if character < "\x80" else _plain(character)
        if seen:
            characters.append(seen)
            places.append(place)
    return _PIECE.sub(_latin, "".join(characters)), places


def _latin(piece: re.Match) -> str:
    """A piece with its look-alikes as Latin letters, if it has Latin letters; as long as it was."""
    word = piece.group()
    if word.isascii() or not _LATIN.search(word):
        return word
    return word.translate(_LOOKALIKES)


def put_back(spans: list[Span], places: list[int]) -> list[Span]:
    """The same spans at their places in the text as it was written."""
    if not places:
        return spans
    return [replace(span, start=places[span.start], end=places[span.end - 1] + 1) for span in spans]
