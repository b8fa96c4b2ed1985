"""The few sentences of a text that answer a question, for people to read and judge.

A window of neighbouring sentences is worth what the question's stems and ideas in it are worth,
each counted once. The best window is shown if it speaks of enough of what is asked: a quotation
that shares a word or two by chance would only make a coordinator doubt the rest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from .disclaimers import SENTENCE_END
from .text import terms
from .tokens import EVERYDAY_STEMS, features

LONGEST = 240
SHORT = 110
FEWEST_TERMS = 2
CLAUSE_END = re.compile(r"(?<=[,;:\u2013])\s+")


@dataclass(frozen=True, slots=True)
class Window:
    """A quotation of at most 240 characters, "…" where something is left out, and its ``share``:
    how much of what the question asks about, from 0 to 1, it speaks of."""

    text: str
    share: float


def closest_window(
    text: str, worth: Mapping[str, float], *, fewest: int = FEWEST_TERMS
) -> Window | None:
    """The window that speaks of most of what is asked; ``worth`` is a comparison's.

    Of equal windows the shorter, then the earlier. A very short one is shown with what follows
    it. None when fewer stems or ideas that mean something are shared than ``fewest``.
    """
    parts = [part for sentence in SENTENCE_END.split(text.strip()) for part in _fitting(sentence)]
    shared = [frozenset(_shared(part, worth)) for part in parts]
    best: tuple[float, int, int] | None = None
    for first, own in enumerate(shared):
        if not own:
            continue
        found, length = set(), -1
        for last in range(first, len(parts)):
            length += 1 + len(parts[last])
            if length > LONGEST:
                break
            if shared[last] <= found:
                continue
            found |= shared[last]
            points = (_points(found, worth), first - last, -first)
            if _meaningful(found) >= fewest and (best is None or points > best):
                best = points
    if best is None:
        return None
    points, negative_span, negative_first = best
    first = -negative_first
    last = first - negative_span
    while last + 1 < len(parts) and len(" ".join(parts[first : last + 1])) < SHORT:
        if len(" ".join(parts[first : last + 2])) > LONGEST:
            break
        last += 1
    quoted = " ".join(parts[first : last + 1])
    total = sum(sorted(worth.values()))
    return Window(
        f"{'… ' if first else ''}{quoted}{' …' if last + 1 < len(parts) else ''}",
        points / total if total else 0.0,
    )


def _fitting(sentence: str) -> list[str]:
    """The sentence, or its clauses where it is too long to be quoted whole."""
    plain = " ".join(sentence.split())
    if len(plain) <= LONGEST:
        return [plain] if plain else []
    parts: list[str] = []
    for clause in CLAUSE_END.split(plain):
        rest = clause
        while len(rest) > LONGEST:
            parts.append(rest[:LONGEST].rsplit(" ", 1)[0])
            rest = rest[len(parts[-1]) :].lstrip()
        parts.append(rest)
    return parts


def _shared(part: str, worth: Mapping[str, float]) -> set[str]:
    return {term for term, _ in terms(features(part)) if term in worth}


def _points(found: set[str], worth: Mapping[str, float]) -> float:
    return sum(sorted(worth[term] for term in found))


def _meaningful(found: set[str]) -> int:
    return sum(1 for term in found if term not in EVERYDAY_STEMS)
