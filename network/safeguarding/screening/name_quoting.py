"""Names that a text quotes: authors, chairs of inquiries, people after whom something is named."""

from itertools import pairwise

from . import name_context as context
from .name_citations import cites
from .reading import Reading
from .wordlists import word_lists


def public_words(reading: Reading) -> frozenset[str]:
    """Words that here belong to someone named in public: "Pierre" where Bourdieu is written."""
    lists = word_lists()
    present = {word.lower for word in reading.words}
    words = set()
    for person in lists.public_people:
        surname = person[-1].lower()
        if surname not in present:
            continue
        full = " ".join(person)
        if full in reading.text or (surname in lists.cited and not _in_a_case(reading, surname)):
            words.update(part.lower() for part in person)
    return frozenset(words)


def _in_a_case(reading: Reading, surname: str) -> bool:
    """Whether the word is somebody's name here: "a boy (Zephaniah) said"."""
    return any(
        context.aged(reading, word.tail) or context.related(reading, word.start)
        for word in reading.words
        if word.lower == surname
    )


def quoted_words(reading: Reading, public: frozenset[str]) -> frozenset[str]:
    """Words that are cited somewhere, have something named after them, or stand beside a cited
    surname: "Leonard and Hackett"."""
    lists = word_lists()
    cited = lists.cited - lists.possible_names
    together = {
        word.lower
        for left, right in pairwise(reading.words)
        for word, other in ((left, right), (right, left))
        if other.lower in cited
        and word.title
        and other.title
        and context.listed_together(reading.text[left.tail : right.start])
    }
    together |= {
        word.lower
        for word, link, other in zip(
            reading.words, reading.words[1:], reading.words[2:], strict=False
        )
        if other.lower in cited and link.lower == "and" and word.title and other.title
    }
    return (
        public
        | together
        | {
            word.lower
            for word in reading.words
            if word.title and cites(reading, word.start, word.end, sure=True)
        }
    )
