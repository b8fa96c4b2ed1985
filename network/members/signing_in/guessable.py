"""Long passwords that are guessed at once: rows of keys, counting, one common password stretched.

Guessing programs begin with the lists of common passwords, what people put behind them, and the
rows of the keyboard (NCSC, "Password policy: updating your approach"; Django's list of common
passwords holds whole passwords only). Nothing here asks for signs, digits or capitals.
"""

import unicodedata
from collections.abc import Container, Iterable

# Each is walked up and down, and goes on at its beginning.
ROWS = (
    "1234567890",
    "1357924680",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "qazwsxedcrfvtgbyhnujmikolp",
    "147258369",
    "789456123",
)
FEWEST = 4  # in a row
SHORTEST_WORD, LONGEST_WORD = 4, 20
LEAST_LEFT = 5
ROW = "keys, letters or digits in a row"
COMMON = "a common password"

# What the shift key makes of the digits, on British and American keyboards.
UNSHIFTED = str.maketrans('!"@£#$%^&*()', "122334567890")
SPELT = str.maketrans("013457@$!", "oieastasi")
NEXT = tuple(
    {char: row[(place + 1) % len(row)] for place, char in enumerate(row)}
    for way in ROWS
    for row in (way, way[::-1])
)


def what_it_is(password: str, common: Container[str]) -> str:
    """What the password is little more than, in words; empty where enough is left besides.

    Rows of neighbours and one word of ``common``, however often, are taken out; at least five
    different letters or digits must be left. Two or three words that do not belong together
    leave them. Who has fewer than that to begin with is told so elsewhere.
    """
    text = "".join(
        char
        for char in unicodedata.normalize("NFKC", password).casefold()
        if char.isalnum() or ord(char) in UNSHIFTED or ord(char) in SPELT
    )
    if len(set(text)) < LEAST_LEFT:
        return ""
    in_rows = _in_rows(text)
    in_word = _in_common_word(text, common, besides=in_rows)
    for what, covered in ((ROW, in_rows), (COMMON, in_word), (COMMON, in_rows | in_word)):
        if covered and _left(text, covered) < LEAST_LEFT:
            return what
    return ""


def _left(text: str, covered: set[int]) -> int:
    return len({char for place, char in enumerate(text) if place not in covered and char.isalnum()})


def _in_rows(text: str) -> set[int]:
    """The places that are part of a row, also of two rows in turns ("a1b2c3")."""
    keys = text.translate(UNSHIFTED)
    places = range(len(keys))
    covered: set[int] = set()
    for taken in (places, places[0::2], places[1::2]):
        for following in NEXT:
            covered.update(_along(keys, taken, following))
    return covered


def _along(keys: str, taken: Iterable[int], following: dict[str, str]) -> Iterable[int]:
    """Places where each character is the one before or its neighbour, far enough in a row."""
    row: list[int] = []
    for place in taken:
        if row and keys[place] not in (keys[row[-1]], following.get(keys[row[-1]])):
            yield from row if _is_long(keys, row) else ()
            row = []
        row.append(place)
    yield from row if _is_long(keys, row) else ()


def _is_long(keys: str, row: list[int]) -> bool:
    return len({keys[place] for place in row}) >= FEWEST


def _in_common_word(text: str, common: Container[str], *, besides: set[int]) -> set[int]:
    """The places of the one common word that covers most besides others, wherever it stands."""
    best: set[int] = set()
    for spelling in {text, text.translate(SPELT)}:
        for word in _words_in(spelling, common):
            covered, start = set(), spelling.find(word)
            while start >= 0:
                covered.update(range(start, start + len(word)))
                start = spelling.find(word, start + len(word))
            best = max(best, covered, key=lambda places: (len(places - besides), len(places)))
    return best


def _words_in(text: str, common: Container[str]) -> set[str]:
    return {
        text[start : start + length]
        for start in range(len(text))
        for length in range(SHORTEST_WORD, min(LONGEST_WORD, len(text) - start) + 1)
        if text[start : start + length] in common
    }
