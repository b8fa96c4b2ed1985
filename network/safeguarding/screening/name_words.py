"""What one word alone says: on which list it is, how it is written, whether it looks a name."""

import re

from .name_shape import looks_like_name, sounds_like_name
from .reading import Reading, Word
from .wordlists import word_lists

SURE, POSSIBLE, UNKNOWN, KNOWN = "sure", "possible", "unknown", "known"

# Mean log odds from which an unknown word is taken for a likely name, and a very likely one.
_LIKELY, _VERY_LIKELY = 0.8, 1.6

MONTHS = frozenset(
    [
        *("january", "february", "march", "april", "may", "june", "july", "august"),
        *("september", "october", "november", "december", "jan", "feb", "mar", "apr"),
        *("jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
    ]
)
# Given names that also open sentences as things and verbs: "Holly and ivy", "Ruby slippers".
WORD_LIKE = frozenset(
    [
        *("holly", "ivy", "poppy", "daisy", "lily", "jasmine", "violet", "hazel", "willow", "fern"),
        *("ruby", "pearl", "penny", "teddy", "barney", "bob", "peter", "polly", "kitty", "josh"),
        *("harry", "jimmy", "barry", "carol", "merry", "noel", "gene", "basil", "jasper", "jet"),
        *("marina", "aurora", "luna", "stella", "victoria", "jersey", "bailey", "tilly", "molly"),
        *("jenny", "tommy", "sally", "charlotte", "toby", "martin", "george", "andrew", "david"),
    ]
)
_PLAIN_ENDING = re.compile(
    r"(?:ing|ed|ly|tion|tions|sion|ment|ments|ness|ity|ities|able|ible|ful|less|ology|ism|"
    r"ists?|ware|work|"
    r"works|book|line|lines|net|time|ship|ships|hood|wise|ward|craft|proof|ability|ance|"
    r"ences?|ised|ising|isation)$"
)
_SURNAME_APOSTROPHE = re.compile(r"[ODdA]['’][A-Z]|[A-Z][a-z]{1,3}['’][A-Z][a-z]")
# "D'Andre", "Ja'Quan", "De'Shawn": given names that are made anew with such a beginning.
_MADE_APOSTROPHE = re.compile(
    r"(?:D|De|Da|Du|J|Ja|Je|Jo|La|Le|K|Ke|Ka|Ky|Sha|She|Ra|Re|Ma|Mo|Ta|Te|T|Ty|Tr|Na|Ne|Za|Qu|A|M|Ah|"
    r"Tre|Cha|Che|Mar|Ha)['’][A-Z]?[a-z]{2,}"
)
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]")
_SURNAME_CAPITAL = re.compile(r"(?:Mc|Mac|De|O['’]|Fitz|Le|La|Van|Al|El|Di|Da)[A-Z]")


def kind_of(word: Word) -> str:
    """What the lists know of one word; a hyphenated word is as sure as its surest part."""
    lists = word_lists()
    if word.lower in lists.sure_names or _made_up(word):
        return SURE
    if word.lower in lists.possible_names:
        return POSSIBLE
    if "-" in word.text and word.title and word.lower not in lists.known:
        parts = word.lower.split("-")
        if any(part in lists.sure_names for part in parts):
            return SURE
        return KNOWN if all(part in lists.known for part in parts) else UNKNOWN
    if _several_of(word):
        return SURE
    return KNOWN if _is_everyday(word) else UNKNOWN


def _made_up(word: Word) -> bool:
    """Whether a word is a given name made with an apostrophe: "D'Andre", "Ja'quan"."""
    if not _MADE_APOSTROPHE.fullmatch(word.text) or word.lower in word_lists().known:
        return False
    return any(letter.isupper() for letter in word.text[1:]) or shape(word) > 0


def _several_of(word: Word) -> bool:
    """Whether a word is several people of one given name and no surname: "two Mohammeds"."""
    lists = word_lists()
    stem = word.lower[:-1]
    return (
        word.lower.endswith("s")
        and len(stem) > 4
        and word.title
        and not word.opens_sentence
        and stem in lists.sure_names
        and word.lower not in lists.surnames
        and word.lower not in lists.known
    )


def _is_everyday(word: Word) -> bool:
    """Whether a word is on a list, is the plural of one that is, or ends as no name does."""
    known = word_lists().known
    if word.lower in known or (word.lower.endswith("s") and word.lower[:-1] in known):
        return True
    if "-" in word.text:
        return all(part in known for part in word.lower.split("-"))
    if _PLAIN_ENDING.search(word.lower):
        return True
    return ("'" in word.text or "’" in word.text) and not _SURNAME_APOSTROPHE.match(word.text)


def shape(word: Word) -> int:
    """0, 1 or 2: how much an unknown word looks or sounds like a given name."""
    if sounds_like_name(word.lower) or looks_like_name(word.lower) >= _VERY_LIKELY:
        return 2
    return int(looks_like_name(word.lower) >= _LIKELY)


def unmarked_possessive(word: Word) -> bool:
    """Whether a word is a known given name with a bare s: "jaydens" for "Jayden's"."""
    stem = word.lower[:-1]
    return word.lower.endswith("s") and len(stem) > 3 and stem in word_lists().sure_names


def is_plural(word: Word) -> bool:
    return word.lower.endswith("s") and not word.lower.endswith(("as", "is", "us", "ss", "os"))


def double_barrelled(word: Word) -> bool:
    """Whether a word is two capitalised surnames joined by a hyphen."""
    parts = word.text.split("-")
    return len(parts) == 2 and all(
        len(part) > 2 and part[0].isupper() and part[1:].islower() for part in parts
    )


def written_as_name(reading: Reading, word: Word, kind: str) -> bool:
    """Whether the capitals are those of a name: "McKay" and "KAYDEN", not "PharmOutcomes"."""
    if not word.title:
        sure = word.capitals and kind == SURE and len(word.text) >= 4
        return sure and not _among_acronyms(reading, word)
    if "-" in word.text or not _INNER_CAPITAL.search(word.text):
        return True
    return bool(_SURNAME_CAPITAL.match(word.text) or "'" in word.text or "’" in word.text)


def _among_acronyms(reading: Reading, word: Word) -> bool:
    """Whether a word in capitals stands in a text in capitals, or in a row of acronyms."""
    if reading.shouted:
        return True
    index = reading.starts[word.start]
    beside = reading.words[max(0, index - 1) : index] + reading.words[index + 1 : index + 2]
    return any(
        other.capitals
        and reading.text[min(word.tail, other.tail) : max(word.start, other.start)]
        in {", ", "/", " / ", " and ", " & ", "; "}
        and kind_of(other) != SURE
        for other in beside
    )
