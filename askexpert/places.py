"""Places in a question that its asker is asked to look at again.

A place says which text and where in it, half open, counted in characters. Its words are never
copied: they stand in the text and nowhere else, so that nothing of them outlives it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass

from network.safeguarding.screening import WARN, Span, marked

TITLE, TEXT, FOLLOW_UP = "title", "text", "follow_up"
REASON = "You are asked to look at this again."


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """``text`` is ``title``, ``text`` or ``follow_up``."""

    text: str
    start: int
    end: int

    @classmethod
    def read(cls, rows: Iterable[dict]) -> list["Place"]:
        """Places as :func:`stored` wrote them."""
        return [cls(**row) for row in rows]

    def words_in(self, texts: Mapping[str, str]) -> str:
        return texts.get(self.text, "")[self.start : self.end]


def settled(places: Iterable[Place], texts: Mapping[str, str]) -> list[Place]:
    """The places that lie inside the texts, in their order, those that touch made one."""
    kept: list[Place] = []
    order = list(texts)
    for place in sorted(
        (place for place in places if place.text in texts),
        key=lambda place: (order.index(place.text), place.start, place.end),
    ):
        if not 0 <= place.start < place.end <= len(texts[place.text]):
            continue
        last = kept[-1] if kept else None
        if last is not None and last.text == place.text and place.start <= last.end:
            kept[-1] = Place(last.text, last.start, max(last.end, place.end))
        else:
            kept.append(place)
    return kept


def stored(places: Iterable[Place]) -> list[dict]:
    """Places as a JSON field keeps them."""
    return [asdict(place) for place in places]


def found(phrase: str, texts: Mapping[str, str]) -> list[Place]:
    """Everywhere that a phrase stands whole, whatever its capitals and however its lines break."""
    words = phrase.split()
    if not words:
        return []
    pattern = r"(?<!\w)" if words[0][0].isalnum() else ""
    pattern += r"\s+".join(re.escape(word) for word in words)
    pattern += r"(?!\w)" if words[-1][-1].isalnum() else ""
    expression = re.compile(pattern, re.IGNORECASE)
    return [
        Place(name, *match.span())
        for name, text in texts.items()
        for match in expression.finditer(text)
    ]


def moved(places: Iterable[Place], before: Mapping[str, str], after: Mapping[str, str]) -> list:
    """The same places after the texts were changed.

    What lies before and behind the changed part keeps its place. Inside it a place is found again
    by its words, and is done with when they are gone. Linear in the texts.
    """
    return settled(_moved(places, before, after), after)


def _moved(places, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Place]:
    for place in places:
        old, new = before.get(place.text, ""), after.get(place.text, "")
        head = _common(old, new)
        tail = min(_common(old[::-1], new[::-1]), len(old) - head, len(new) - head)
        shift = len(new) - len(old)
        if place.end <= head:
            yield place
        elif place.start >= len(old) - tail:
            yield Place(place.text, place.start + shift, place.end + shift)
        elif (words := old[place.start : place.end]) and (at := new.find(words)) >= 0:
            yield Place(place.text, at, at + len(words))


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    shorter = min(len(one), len(other))
    if one[:shorter] == other[:shorter]:
        return shorter
    return next(at for at in range(shorter) if one[at] != other[at])


def shown(places: Iterable[Place], texts: Mapping[str, str]) -> list[dict]:
    """For each text with a place: its name and its pieces, for ``components/marked_text.html``."""
    kept = settled(places, texts)
    cut = [
        (
            name,
            marked(
                text,
                [
                    Span(place.start, place.end, "asked", WARN, REASON)
                    for place in kept
                    if place.text == name
                ],
            ),
        )
        for name, text in texts.items()
    ]
    return [{"name": name, "segments": segments} for name, segments in cut if segments]
