"""How a word reads at a glance, whatever letters it is written with.

Somebody who wants to be taken for another writes letters that look the same. What is compared here
is what is seen: without case, accents and decoration, with one letter for all that look alike.
"""

import re
import unicodedata

# Latin letters and what looks like them once case is gone; one that looks like "l" is an "l".
LOOKS_LIKE = {
    "a": "4\u0430\u03b1\u0251",
    "b": "\u0432\u03b2",
    "c": "\u0441\u03f2",
    "d": "\u0501",
    "e": "3\u0435\u03b5\u04bd",
    "g": "\u0261",
    "h": "\u043d\u04bb",
    "j": "\u0458",
    "k": "\u043a\u03ba",
    "l": "i1\u0131\u0456\u03b9\u04cf",
    "m": "\u043c",
    "n": "\u03b7\u043f\u0578",
    "o": "0\u043e\u03bf\u0585\u03c3",
    "p": "\u0440\u03c1",
    "q": "\u051b",
    "r": "\u0433\u1d26",
    "s": "5\u0455",
    "t": "7\u0442\u03c4",
    "u": "\u03c5\u057d",
    "v": "\u03bd",
    "w": "\u051d\u03c9",
    "x": "\u0445\u03c7",
    "y": "\u0443\u03b3",
}
ALIKE = {ord(alike): letter for letter, several in LOOKS_LIKE.items() for alike in several}
# Signs that stand for a letter where they stand between letters, and two letters for one.
IN_A_WORD = {"!": "l", "|": "l", "@": "a", "$": "s", "€": "e", "£": "l"}
SIGN_IN_A_WORD = re.compile(r"(?<=\w)[!|@$€£](?=\w)")
PAIRS = (("rn", "m"), ("vv", "w"))
# What Unicode calls after a Latin letter: small capitals, strokes and hooks, letters in boxes.
DECORATED = re.compile(
    r"(?:LATIN (?:CAPITAL |SMALL )?LETTER (?:SMALL CAPITAL )?|SYMBOL LETTER )([A-Z])(?: |$)"
)
# Scripts whose letters are taken for Latin ones; nobody's name has both in one word.
TAKEN_FOR_LATIN = ("CYRILLIC", "GREEK", "ARMENIAN", "COPTIC", "CHEROKEE", "GEORGIAN", "LISU")


def as_read(text: str) -> str:
    """The text in small letters, each as the Latin one that it looks like, if there is one.

    >>> as_read("C\\u043e\\u043erdinat\\u00f6r")
    'coordlnator'
    """
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    letters = "".join(char for char in apart if not unicodedata.combining(char))
    seen = "".join(map(_plain, letters)).translate(ALIKE)
    seen = SIGN_IN_A_WORD.sub(lambda sign: IN_A_WORD[sign.group()], seen)
    for pair, letter in PAIRS:
        seen = seen.replace(pair, letter)
    return seen


def mixes_scripts(text: str) -> bool:
    """Whether one word has Latin letters and letters of a script that is taken for Latin."""
    for word in unicodedata.normalize("NFKC", text).split():
        scripts = {
            unicodedata.name(char, "").split(" ")[0]
            for char in word
            if unicodedata.category(char).startswith("L")
        }
        if "LATIN" in scripts and scripts.intersection(TAKEN_FOR_LATIN):
            return True
    return False


def _plain(char: str) -> str:
    if char.isascii():
        return char
    decorated = DECORATED.search(unicodedata.name(char, ""))
    return decorated[1].lower() if decorated else char
