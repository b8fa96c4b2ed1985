"""The words of a file in parts, as they were read for the search, each where search leads to."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.text import Truncator

from network.media.models import Passage, Place

# About a hundred full pages. A file may have ten times as many words.
MOST_CHARACTERS = 300_000
MOST_PASSAGES = 2000
MOST_ANCHORS = 5000
BEGINNING = 220
WORDS = {Place.SLIDE: "Slide", Place.PAGE: "Page", Place.SHEET: "Sheet", Place.NOTES: "Slide"}


@dataclass(slots=True)
class Part:
    """A slide, page or section in words. ``label`` is empty where the heading says enough.
    ``numbers`` are those of the passages in it, each with the paragraph that it begins with."""

    place: str
    number: int
    label: str
    heading: str
    paragraphs: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)

    @property
    def anchors(self) -> list[str]:
        """The ids by which search leads to the beginning of this part."""
        return self._anchors_at(0)

    @property
    def lines(self) -> list[tuple[list[str], str]]:
        """The paragraphs, each with the ids by which search leads to it."""
        return [
            (self._anchors_at(at) if at else [], line) for at, line in enumerate(self.paragraphs)
        ]

    @property
    def beginning(self) -> str:
        return Truncator(" · ".join(self.paragraphs)).chars(BEGINNING)

    @property
    def is_long(self) -> bool:
        """Whether it has more than its beginning."""
        return bool(self.notes) or len(" · ".join(self.paragraphs)) > BEGINNING

    def _anchors_at(self, place: int) -> list[str]:
        last = max(len(self.paragraphs) - 1, 0)
        return [
            anchor_of(self.place, number)
            for number, at in self.numbers.items()
            if min(at, last) == place
        ]


def anchor_of(place: str, number: int) -> str:
    """What search calls a place in the address of a preview; notes stand with their slide."""
    return f"{Place.SLIDE if place == Place.NOTES else place}-{number}"


def words_of(document_id: int) -> tuple[list[Part], bool, list[str]]:
    """The words of a file up to 300,000 characters, whether it has more, and the anchors of what
    comes after them: one query, two for a file with more."""
    passages = Passage.objects.filter(document_id=document_id)
    shown, left, is_cut = [], MOST_CHARACTERS, False
    for passage in passages[:MOST_PASSAGES]:
        is_cut = len(passage.text) > left
        passage.text = passage.text[:left]
        left -= len(passage.text)
        shown.append(passage)
        if left <= 0:
            break
    parts = parts_of(shown)
    if left > 0 and len(shown) < MOST_PASSAGES:
        return parts, False, []
    later = places_of(passages.filter(position__gt=shown[-1].position))
    known = {anchor_of(passage.place, passage.number) for passage in shown}
    return parts, is_cut or bool(later), [anchor for anchor, _ in later if anchor not in known]


def places_of(passages) -> list[tuple[str, str]]:
    """The anchor and heading of each place in a file, once, in reading order: one query."""
    rows = passages.order_by("position").values_list("place", "number", "heading")
    places = {anchor_of(place, number): heading for place, number, heading in rows[:MOST_ANCHORS]}
    return list(places.items())


def parts_of(passages: Iterable[Passage]) -> list[Part]:
    """Passages as parts in reading order; the notes of a slide stand with the slide, and text that
    was cut into several passages of one place, or under one heading, stands together."""
    parts: list[Part] = []
    by_key: dict[tuple[str, int], Part] = {}
    for passage in passages:
        is_notes = passage.place == Place.NOTES
        place = Place.SLIDE if is_notes else passage.place
        key = (place, passage.number)
        part = by_key.get(key)
        if part is None and place == Place.PART and parts and parts[-1].heading == passage.heading:
            part = parts[-1]
        if part is None or (passage.heading and not is_notes and passage.heading != part.heading):
            word = WORDS.get(place, "")
            part = Part(
                place=place,
                number=passage.number,
                label=f"{word} {passage.number}" if word else "",
                heading=passage.heading,
            )
            by_key[key] = part
            parts.append(part)
        part.numbers.setdefault(passage.number, len(part.paragraphs))
        lines = paragraphs_of(passage.text, but=part.heading)
        (part.notes if is_notes else part.paragraphs).extend(lines)
    return parts


def paragraphs_of(text: str, *, but: str = "") -> list[str]:
    """The lines that hold something, without a first one that repeats the heading."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[1:] if lines and lines[0] == but else lines
