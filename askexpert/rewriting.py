"""Help for whoever re-writes an answer for everybody: what must go, and what to make vaguer.

Screening (:mod:`askexpert.screening`) finds what identifies people in any text. Here is what only
this step knows: the private question beside it, and that the text is for the whole world.
"""

import re
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from askexpert.models import Publication
from askexpert.telling_names import first_name_of, names_of, names_of_work, place_of
from network.taxonomy.models import Area

MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
)
DATES = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{MONTHS})\b(?:\s+\d{{4}})?"
    rf"|\b(?:{MONTHS})\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}})?"
    r"|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b"
    r"|\blast\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    re.IGNORECASE,
)
AGES = re.compile(
    r"\b(?:aged?|is|was|turned)\s+(?:1\d|[5-9])\b(?!\s*(?:%|per|of|to|hours|days|weeks|months))"
    r"|\b\d{1,2}[-\s]years?[-\s]old\b|\byear\s+(?:1[0-3]|[1-9])\b",
    re.IGNORECASE,
)
LINKS = re.compile(
    r"/(?:ask/(?:q|invitations|publications)|desk|me|members)/\S*"
    r"|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b",
    re.IGNORECASE,
)
WORD = re.compile(r"\w+")
SENTENCE = re.compile(r"[^.!?\n]+")
SAME_WORDS = 8
SHORTEST_SENTENCE = 3


@dataclass(frozen=True, slots=True)
class Hint:
    """A phrase of a field, and what to do about it."""

    field: str
    phrase: str
    advice: str

    @property
    def key(self) -> str:
        """What a writer's "yes, I have looked" is kept under: it goes with the phrase."""
        return f"{self.field}:{self.phrase}"


def must_go(publication: Publication, texts: dict[str, str]) -> list[Hint]:
    """What ties the text to the private question: its people, their organisations and areas, links
    and numbers of rows. ``texts`` maps a field's name to its words."""
    hints = [
        Hint(field, match.group(), "Leave out links and numbers that belong to the private side.")
        for field, text in texts.items()
        for match in LINKS.finditer(text)
    ]
    for name in sorted(_names_of(publication)):
        found = ((field, place_of(name, text)) for field, text in texts.items())
        hints += [
            Hint(field, match.group(), "This belongs to one of the two people.")
            for field, match in found
            if match is not None
        ]
    return hints


def to_confirm(publication: Publication, texts: dict[str, str]) -> list[Hint]:
    """What may stay only if the writer has looked at it: exact dates, since an act has one too; a
    first name of the two, since many are words as well; and words copied from the private texts.
    Each phrase of a field once. The private texts cost three queries.
    """
    private = private_texts(publication)
    grams, sentences = _grams(private), _sentences(private)
    first_names = {first_name_of(publication.asker), first_name_of(publication.expert)} - {""}
    hints = []
    for field, text in texts.items():
        hints += [
            Hint(field, match.group(), "Round it to the season or the year, or leave it out.")
            for match in DATES.finditer(text)
        ]
        hints += [
            Hint(field, name, "One of the two people is called so. Leave it out.")
            for name in sorted(first_names)
            if re.search(rf"(?<!\w){re.escape(_capital(name))}(?!\w)", text)
        ]
        hints += [
            Hint(field, copied, "These are the private words. Say it anew.")
            for copied in _copied(text, grams, sentences)
        ]
    return list(dict.fromkeys(hints))


def make_vaguer(texts: dict[str, str]) -> list[Hint]:
    """What is likely to be too exact for everybody's eyes. Advice, never a bar; one query."""
    hints = []
    areas = list(Area.objects.values_list("name", flat=True)) if any(texts.values()) else []
    for field, text in texts.items():
        hints += [
            Hint(field, match.group(), "Widen it: “in the early teens”, “at secondary school”.")
            for match in AGES.finditer(text)
        ]
        hints += [
            Hint(field, area, "Widen it: “a small town”, “a coastal area”.")
            for area in areas
            if re.search(rf"\b{re.escape(area)}\b", text)
        ]
    return hints


def private_texts(publication: Publication) -> list[str]:
    """The words that the new text is made from."""
    question = publication.question
    if question is None:
        return []
    answers = question.answers.filter(released_at__isnull=False)
    return [
        question.title,
        question.text,
        *question.follow_ups.values_list("text", flat=True),
        *answers.values_list("released_text", flat=True),
    ]


def _names_of(publication: Publication) -> set[str]:
    """Full names of both people, every organisation of their trees and their areas, as they are
    and as they were."""
    names, areas, work = set(), [], []
    if publication.question:
        work.append(publication.question.asker_organisation)
        areas.append(publication.question.asker_area)
    for person in (publication.asker, publication.expert):
        names.update(names_of(person))
        profile = getattr(person, "profile", None)
        areas.append(profile.area if profile else None)
    names.update(names_of_work(work))
    names |= {area.name for area in areas if area is not None}
    return {name.strip() for name in names if len(name.strip()) > 1}


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in WORD.findall(text))


def _grams(texts: list[str]) -> set[tuple[str, ...]]:
    split = [_words(text) for text in texts]
    return {
        words[i : i + SAME_WORDS] for words in split for i in range(len(words) - SAME_WORDS + 1)
    }


def _sentences(texts: list[str]) -> set[tuple[str, ...]]:
    found = {_words(sentence) for text in texts for sentence in SENTENCE.findall(text)}
    return {words for words in found if len(words) >= SHORTEST_SENTENCE}


def _copied(text: str, grams: set, sentences: set) -> list[str]:
    """The longest runs that stand in the private texts too, as they are written: from eight words,
    or a whole sentence of at least three."""
    words = list(WORD.finditer(text))
    plain = [word.group().casefold() for word in words]
    same = [False] * len(words)
    for start in range(len(words) - SAME_WORDS + 1):
        if tuple(plain[start : start + SAME_WORDS]) in grams:
            same[start : start + SAME_WORDS] = [True] * SAME_WORDS
    for sentence in SENTENCE.finditer(text):
        if _words(sentence.group()) in sentences:
            for number, word in enumerate(words):
                if sentence.start() <= word.start() < sentence.end():
                    same[number] = True
    runs = []
    for is_same, run in groupby(zip(same, words, strict=True), key=itemgetter(0)):
        if is_same:
            run_words = [word for _, word in run]
            runs.append(text[run_words[0].start() : run_words[-1].end()])
    return runs
