"""Help for whoever re-writes an answer for everybody: what must go, and what to make vaguer.

Screening (:mod:`askexpert.screening`) finds what identifies people in any text. Here is what only
this step knows: the private question beside it, and that the text is for the whole world.
"""

import re
from dataclasses import dataclass

from askexpert.models import Publication
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
SAME_WORDS = 8


@dataclass(frozen=True, slots=True)
class Hint:
    """A phrase of a field, and what to do about it."""

    field: str
    phrase: str
    advice: str


def must_go(publication: Publication, texts: dict[str, str]) -> list[Hint]:
    """What ties the text to the private question: its people, their organisations and areas, links
    and numbers of rows. ``texts`` maps a field's name to its words."""
    hints = [
        Hint(field, match.group(), "Leave out links and numbers that belong to the private side.")
        for field, text in texts.items()
        for match in LINKS.finditer(text)
    ]
    for name in sorted(_names_of(publication)):
        found = re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE)
        hints += [
            Hint(field, found.search(text).group(), "This belongs to one of the two people.")
            for field, text in texts.items()
            if found.search(text)
        ]
    return hints


def make_vaguer(publication: Publication, texts: dict[str, str]) -> list[Hint]:
    """What is likely to be too exact for everybody's eyes. Advice, never a bar.

    Two queries at most: the areas, and the private texts.
    """
    hints = []
    areas = list(Area.objects.values_list("name", flat=True)) if any(texts.values()) else []
    private = _grams(" ".join(private_texts(publication)))
    for field, text in texts.items():
        hints += [
            Hint(field, match.group(), "Round it to the season or the year, or leave it out.")
            for match in DATES.finditer(text)
        ]
        hints += [
            Hint(field, match.group(), "Widen it: “in the early teens”, “at secondary school”.")
            for match in AGES.finditer(text)
        ]
        hints += [
            Hint(field, area, "Widen it: “a small town”, “a coastal area”.")
            for area in areas
            if re.search(rf"\b{re.escape(area)}\b", text)
        ]
        copied = _copied(text, private)
        if copied:
            hints.append(Hint(field, copied, "These are the private words. Say it anew."))
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
    """Full names, organisations and areas of both people, as they are and as they were."""
    names = set()
    question = publication.question
    rows = [question.asker_organisation, question.asker_area] if question else []
    for person in (publication.asker, publication.expert):
        names.add(person.name)
        profile = getattr(person, "profile", None)
        if profile is not None:
            rows += [profile.organisation, profile.area]
    names |= {row.name for row in rows if row is not None}
    return {name.strip() for name in names if len(name.strip()) > 3}


def _grams(text: str) -> set[tuple[str, ...]]:
    words = [word.casefold() for word in WORD.findall(text)]
    return {tuple(words[i : i + SAME_WORDS]) for i in range(len(words) - SAME_WORDS + 1)}


def _copied(text: str, private: set[tuple[str, ...]]) -> str:
    """The first run of eight words that stands in the private texts too, as it is written."""
    words = list(WORD.finditer(text))
    for start in range(len(words) - SAME_WORDS + 1):
        run = words[start : start + SAME_WORDS]
        if tuple(word.group().casefold() for word in run) in private:
            return text[run[0].start() : run[-1].end()]
    return ""
