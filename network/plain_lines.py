"""One line of plain text as people can see it: a name, a role, the title of a list.

What cannot be seen, or turns or hides what stands around it, is no part of such a line.
"""

import unicodedata
from itertools import groupby

# Letters and marks that Unicode calls so and that show nothing.
UNSEEN = {
    *("\u034f", "\u115f", "\u1160", "\u17b4", "\u17b5", "\u2800", "\u3164", "\uffa0"),
    *map(chr, range(0x180B, 0x1810)),
    *map(chr, range(0xFE00, 0xFE10)),
    *map(chr, range(0xE0100, 0xE01F0)),
}
# Persian and the scripts of India need these two between letters.
JOINERS = {"\u200c", "\u200d"}
# Controls, formats, surrogates, private use, unassigned.
NEVER_SEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
MOST_MARKS = 3


def plain_line(text: str) -> str:
    """The text in NFC with one space between words, and without what nobody can see.

    At most three combining marks follow each other. A joiner stays between letters of a script
    other than Latin.

    >>> plain_line("Zo\\u200be  \\u202e Wright")
    'Zoe Wright'
    """
    spaced = "".join(
        " " if char.isspace() or unicodedata.category(char) in ("Zl", "Zp") else char
        for char in unicodedata.normalize("NFC", text)
    )
    seen = "".join(char for place, char in enumerate(spaced) if _stays(spaced, place))
    return " ".join(unicodedata.normalize("NFC", _with_few_marks(seen)).split())


def has_letter(text: str) -> bool:
    return any(unicodedata.category(char).startswith("L") for char in text)


def has_letter_or_digit(text: str) -> bool:
    return any(unicodedata.category(char)[0] in "LN" for char in text)


def _stays(text: str, place: int) -> bool:
    char = text[place]
    if char in JOINERS:
        return 0 < place < len(text) - 1 and _joins(text[place - 1]) and _joins(text[place + 1])
    return char not in UNSEEN and unicodedata.category(char) not in NEVER_SEEN


def _joins(char: str) -> bool:
    is_part = char not in UNSEEN and unicodedata.category(char)[0] in "LM"
    return is_part and not unicodedata.name(char, "LATIN").startswith("LATIN")


def _with_few_marks(text: str) -> str:
    return "".join(
        "".join(list(run)[:MOST_MARKS] if is_mark else run)
        for is_mark, run in groupby(text, key=lambda char: unicodedata.category(char)[0] == "M")
    )
