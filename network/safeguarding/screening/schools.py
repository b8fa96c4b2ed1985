"""Schools, teams and clubs whose name ends in a word that says so ("… Primary", "… Rovers")."""

from collections.abc import Iterator
from itertools import pairwise

from .reading import Reading, Word
from .wordlists import word_lists, words_in

HEADS = words_in("school_heads")
HOME_HEADS = words_in("home_heads")
KINDS = words_in("school_kinds")
_TWO_WORD_HEADS = {
    ("youth", "club"),
    ("boxing", "club"),
    ("football", "club"),
    ("rugby", "club"),
    ("youth", "centre"),
    ("boys", "club"),
    ("children's", "home"),
    ("sixth", "form"),
    ("youth", "project"),
    ("judo", "club"),
    ("karate", "club"),
    ("swimming", "club"),
    ("sea", "cadets"),
    ("gymnastics", "club"),
    ("children’s", "home"),
    ("residential", "home"),
    ("community", "centre"),
    ("learning", "centre"),
    ("education", "centre"),
    ("hurling", "club"),
    ("netball", "club"),
    ("dance", "academy"),
    ("amateur", "boxing"),
    ("adventure", "playground"),
    ("day", "nursery"),
}
_TAILS = frozenset(["trust", "centre", "club", "school's", "form", "unit", "nursery"])
# "Royal College of …", "Open University": of the nation, not of a child.
_PUBLIC = frozenset(
    [
        *("policing", "university", "universities", "royal", "open", "commons", "lords"),
        *("physicians", "nursing", "psychiatrists", "virtual"),
    ]
)
_TEAMS = frozenset(["rovers", "rangers", "wanderers", "panthers", "lions"])
# Makes of car that end like a team.
_MAKES = frozenset(["land", "range", "star", "pink", "black"])
_NOT_AFTER = frozenset(
    [
        *("court", "street", "road", "risk", "commissioner", "needs", "house", "authority"),
        *("council", "station", "review", "of"),
    ]
)
_LINKS = frozenset(["of", "and", "the", "upon", "on", "in", "le"])
# Words that may open a school's name though they are small or general elsewhere.
_OPENERS = frozenset(
    [
        *("st", "saint", "the", "holy", "sacred", "christ", "north", "south", "east", "west"),
        *("lady", "upper", "lower", "great", "little", "church", "royal", "catholic", "community"),
        *("green", "hill", "hills", "park", "bank", "bridge", "wood", "woods", "field", "fields"),
        *("vale", "lane", "road", "cross", "gate", "moor", "mount", "grove", "river", "valley"),
        *("free", "special", "studio", "technical"),
        *("high", "primary", "sixth", "form", "boys", "girls", "sports"),
    ]
)
_DEDICATIONS = frozenset(
    [
        *(("our", "lady"), ("all", "saints"), ("all", "souls"), ("sacred", "heart")),
        *(("holy", "family"), ("holy", "cross"), ("holy", "trinity"), ("christ", "church")),
    ]
)
# Abbreviations inside a school's name: "St Bede's RC Primary".
_CHURCHES = frozenset(["RC", "CE", "VA", "VC", "JMI", "CofE"])
_OPENERS_INSIDE = frozenset(["our", "all", "new", "old"])


def named_schools(reading: Reading) -> Iterator[tuple[int, int, bool]]:
    """Yield (first word, last word, whether it is only house-like) of each name found."""
    words = reading.words
    for index, word in enumerate(words):
        if not word.text[0].isupper():
            continue
        pair = index + 1 < len(words) and (word.lower, words[index + 1].lower) in _TWO_WORD_HEADS
        if not (pair or word.lower in HEADS or word.lower in HOME_HEADS):
            continue
        first = _walk_left(reading, index)
        name = words[first:index]
        if not name or not (_dedicated(name) or any(_tells_which(part) for part in name)):
            continue
        if index - first == 1 and words[first].lower in _MAKES and word.lower in _TEAMS:
            continue
        last = _walk_right(reading, index + int(pair))
        if _goes_on_otherwise(reading, last) or any(
            part.lower in _PUBLIC for part in words[first : last + 1]
        ):
            continue
        yield first, last, not pair and word.lower not in HEADS


def _walk_left(reading: Reading, index: int) -> int:
    """The first word of the capitalised run that ends before ``index``, six words at most."""
    words = reading.words
    first = index
    for position in range(index - 1, max(index - 7, -1), -1):
        if not _joined(reading, words[position], words[position + 1]):
            break
        word = words[position]
        if word.text in _CHURCHES and position > 0:
            continue
        if word.text[0].isupper() and not _starts_only(word):
            first = position
        elif not _links(words, position):
            break
    while first < index and words[first].lower in _LINKS and words[first].lower in KINDS:
        first += 1
    return first


def _links(words: list[Word], position: int) -> bool:
    """Whether small words join two capitals: "Our Lady of the Wayside"."""
    if words[position].lower not in _LINKS or position == 0:
        return False
    before = words[position - 1]
    if before.lower in _LINKS and before.text.islower() and position > 1:
        before = words[position - 2]
    return before.text[0].isupper()


def _walk_right(reading: Reading, last: int) -> int:
    """The last word of the name: "Community College Trust" goes on after "College"."""
    words = reading.words
    while last + 1 < len(words):
        following = words[last + 1]
        known = following.lower in HEADS or following.lower in _TAILS
        if not (known and following.text[0].isupper() and _joined(reading, words[last], following)):
            break
        last += 1
    return last


def _goes_on_otherwise(reading: Reading, last: int) -> bool:
    """Whether the next word makes it something else: "High Court", "School of …"."""
    words = reading.words
    if last + 1 >= len(words) or words[last + 1].lower not in _NOT_AFTER:
        return False
    following = words[last + 1]
    of_subject = following.lower == "of" and words[last].lower in {"school", "college", "academy"}
    return _joined(reading, words[last], following) and (following.text[0].isupper() or of_subject)


def _starts_only(word: Word) -> bool:
    """Whether a capital here only opens the sentence or belongs to a job: "At", "Head", "DSL"."""
    lists = word_lists()
    if word.capitals:
        return True
    if word.lower in _OPENERS_INSIDE:
        return word.opens_sentence
    if word.lower in _OPENERS:
        return False
    if word.lower in KINDS:
        return True
    if word.lower in lists.field_words and word.lower not in lists.places:
        return word.lower not in lists.possible_names and word.lower not in lists.cited
    return word.opens_sentence and word.lower in lists.common


def _dedicated(name: list[Word]) -> bool:
    """Whether it has the dedication of a church: "Our Lady's Catholic", "All Saints"."""
    return any((left.lower, right.lower) in _DEDICATIONS for left, right in pairwise(name))


def _tells_which(word: Word) -> bool:
    """Whether a word says which school it is, as "Catholic" and "Primary" do not."""
    lists = word_lists()
    if not word.text[0].isupper() or len(word.text) < 3 or word.lower in KINDS:
        return False
    only_field = word.lower in lists.field_words and word.lower not in lists.places
    return not only_field or word.lower in lists.possible_names


def _joined(reading: Reading, left: Word, right: Word) -> bool:
    gap = reading.text[left.tail : right.start]
    if gap == ". ":
        return left.lower in {"st", "ss", "c", "e"}
    return gap in {" ", "' ", "’ ", " & ", "-"}
