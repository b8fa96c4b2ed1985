"""The few sentences of a text that come closest to a question, for people to read and judge."""

from __future__ import annotations

from .disclaimers import SENTENCE_END
from .tokens import EVERYDAY_STEMS, features

LONGEST = 240
EVERYDAY_POINTS = 0.2


def closest_passage(text: str, *asked: str) -> str:
    """The sentence that shares most with the question, with the next one when both are short.

    At most 240 characters, cut between words and marked with "…" where something is left out.
    Ties go to the earlier sentence; without any shared word the text's beginning is given.
    """
    sentences = [" ".join(part.split()) for part in SENTENCE_END.split(text.strip())]
    wanted = features(*asked)
    points = [_shared(sentence, wanted.stems, wanted.ideas) for sentence in sentences]
    best = max(range(len(sentences)), key=lambda place: (points[place], -place))
    end = best + 1
    passage = sentences[best]
    while end < len(sentences) and len(passage) + 1 + len(sentences[end]) <= LONGEST:
        passage += " " + sentences[end]
        end += 1
    cut = _cut(passage)
    if cut == passage and end < len(sentences):
        cut += " …"
    return f"… {cut}" if best else cut


def _shared(sentence: str, stems: dict[str, int], ideas: dict[str, int]) -> float:
    counted = features(sentence)
    points = sum(
        EVERYDAY_POINTS if word in EVERYDAY_STEMS else 1.0
        for word in counted.stems
        if word in stems
    )
    return points + sum(1.0 for idea in counted.ideas if idea in ideas)


def _cut(passage: str) -> str:
    if len(passage) <= LONGEST:
        return passage
    return passage[:LONGEST].rsplit(" ", 1)[0].rstrip(",;: ") + " …"
