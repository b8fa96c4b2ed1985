"""The text evidence: how close each expert's own texts come to a question.

A piece (one answer, tip, post or profile) earns, for every word stem, pair of neighbouring stems
and idea that it shares with the question,

    share · (1 + ln times in question) · (1 + ln times in piece) · rarity²  ÷  √(length + 10)

with rarity = ln(1 + (pieces − pieces with it + ½) ÷ (pieces with it + ½)), the share 1 for stems
and pairs, 1.3 for ideas, and half for everyday words. In a large collection a stem or idea of more
than a quarter of all pieces is passed over, and beyond 5,000 pieces one of more than 1,250 and a
tenth of them: it decides next to nothing there and costs the most time.

An expert's similarity is the sum over their pieces, best first, each counting 0.6 times the one
before: the best passage decides, others support it, and a further piece takes nothing away.
``background`` is the mean over all pieces; the
similarity divided by it says how many times closer an expert is than a text picked blindly, and
can be compared between questions.

Adding and removing touch only the words of the piece concerned. Results depend on the set of
pieces, not on the order or history of the changes: sums are exact or taken in question order.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, repeat
from math import fsum, log, log1p, sqrt
from operator import mul

from .disclaimers import without_disclaimers
from .pairs import PairStore
from .tokens import EVERYDAY_STEMS, Features, features
from .values import Evidence

EVERYDAY_SHARE = 0.5
IDEA_SHARE = 1.3
PAIR_SHARE = 1.0
NEXT_PIECE = 0.6
# What the best piece counts, the next one, and so on; nobody's hundredth piece counts anything.
PIECE_SHARES = tuple(accumulate(repeat(NEXT_PIECE, 99), mul, initial=1 - NEXT_PIECE))
SHORT_TEXT = 10
FREE_NUMBERS = 1_000
LARGE = 200
COMMON = 0.25
COMMON_BEYOND = 0.1
COMMON_PIECES = 1_250


@dataclass(frozen=True, slots=True)
class Comparison:
    """How close a question is to every expert who has evidence.

    ``similarity`` goes by expert, ``earned`` by the index's own numbers of pieces. ``itself`` is
    what the question would earn from a text with the same words, ``background`` the mean over
    all pieces. ``worth`` says what each stem and idea of the question counts for; one
    that no text has counts like one that a single text has.
    """

    similarity: dict[str, float]
    earned: list[float]
    background: float
    itself: float
    worth: dict[str, float]

    def lift(self, expert: str) -> float:
        """How many times closer than the mean piece an expert is; 0 without any evidence."""
        return self.similarity.get(expert, 0.0) / self.background if self.background else 0.0


class TextIndex:
    """All evidence, searchable; keeps the texts, so that the passage can be shown.

    A piece has a number; numbers of removed pieces stay free until there are too many.
    ``terms`` goes from a stem or idea, and how often a piece has it, to the numbers of those
    pieces; ``norms`` and ``pieces`` go by number. The attributes are for ``storage``; everybody
    else uses the methods.
    """

    def __init__(self, evidence: Iterable[Evidence] = ()) -> None:
        self.pieces: list[Evidence | None] = []
        self.norms = array("d")
        self.numbers: dict[str, int] = {}
        self.by_expert: dict[str, tuple[int, ...]] = {}
        self.terms: dict[str, dict[int, array]] = {}
        self.pairs = PairStore()
        for piece in evidence:
            self.add(piece)

    def __len__(self) -> int:
        return len(self.numbers)

    def evidence(self) -> list[Evidence]:
        """All pieces, by id: what another process needs to make an index with equal results."""
        return sorted((p for p in self.pieces if p is not None), key=lambda piece: piece.id)

    def add(self, piece: Evidence) -> None:
        """Add a piece, or put it in the place of an older one with the same id."""
        if piece.id in self.numbers:
            self.remove(piece.id)
        number = len(self.pieces)
        counted = _features(piece)
        self.pieces.append(piece)
        self.norms.append(1 / sqrt(counted.length + SHORT_TEXT))
        self.numbers[piece.id] = number
        self.by_expert[piece.expert] = (*self.by_expert.get(piece.expert, ()), number)
        for term, times in terms(counted):
            self.terms.setdefault(term, {}).setdefault(times, array("I")).append(number)
        self.pairs.add(number, counted.pairs)

    def remove(self, evidence_id: str) -> None:
        """Remove a piece; an id that is not there is no error."""
        number = self.numbers.pop(evidence_id, None)
        if number is None:
            return
        piece = self.pieces[number]
        counted = _features(piece)
        for term, times in terms(counted):
            by_times = self.terms[term]
            by_times[times].remove(number)
            if not by_times[times]:
                del by_times[times]
            if not by_times:
                del self.terms[term]
        self.pairs.remove(number, len(counted.pairs))
        self.pieces[number] = None
        left = tuple(other for other in self.by_expert.pop(piece.expert) if other != number)
        if left:
            self.by_expert[piece.expert] = left
        if len(self.pieces) > 2 * len(self.numbers) + FREE_NUMBERS:
            self._renumber()

    def remove_expert(self, expert: str) -> None:
        """Remove everything an expert wrote."""
        for number in sorted(self.by_expert.get(expert, ())):
            self.remove(self.pieces[number].id)

    def replace_expert(self, expert: str, evidence: Iterable[Evidence]) -> None:
        """Make the given pieces all that an expert has; what did not change is not touched."""
        wanted = {piece.id: piece for piece in evidence}
        present = {
            self.pieces[number].id: self.pieces[number] for number in self.by_expert.get(expert, ())
        }
        for evidence_id in sorted(present.keys() - wanted.keys()):
            self.remove(evidence_id)
        for evidence_id, piece in wanted.items():
            if present.get(evidence_id) != piece:
                self.add(piece)

    def compare(self, text: str, title: str = "") -> Comparison:
        """How close the question is to every expert's evidence."""
        asked = features(title, text)
        live = len(self.numbers)
        most = _most_pieces(live)
        points = [0.0] * len(self.pieces)
        itself: list[float] = []
        worth: dict[str, float] = {}
        for term, times in terms(asked):
            postings = self.terms.get(term, {})
            having = sum(len(numbers) for numbers in postings.values())
            if having > most:
                continue
            share = _share(term) * (1 + log(times))
            points_each = share * _rarity(live, having) ** 2
            itself.append(points_each * (1 + log(times)))
            worth[term] = share * _rarity(live, max(having, 1)) ** 2
            for piece_times, numbers in postings.items():
                points_here = points_each * (1 + log(piece_times))
                for number in numbers:
                    points[number] += points_here
        for key, times in asked.pairs.items():
            numbers = self.pairs.pieces(key)
            share = PAIR_SHARE * (EVERYDAY_SHARE if key in asked.everyday_pairs else 1.0)
            points_each = share * (1 + log(times)) * _rarity(live, len(numbers)) ** 2
            itself.append(points_each * (1 + log(times)))
            for number in numbers:
                points[number] += points_each
        earned = list(map(mul, points, self.norms))
        return Comparison(
            similarity=self._similarity(earned),
            earned=earned,
            background=fsum(earned) / live if live else 0.0,
            itself=fsum(itself) / sqrt(asked.length + SHORT_TEXT),
            worth=worth,
        )

    def closest(self, comparison: Comparison, expert: str) -> Evidence | None:
        """The expert's piece that came closest, the lower id on a tie; None if nothing matched.

        Only for a comparison of this index that is still as it was then.
        """
        numbers = self.by_expert.get(expert, ())
        earned = comparison.earned
        matching = [number for number in numbers if earned[number]]
        if not matching:
            return None
        return self.pieces[min(matching, key=lambda n: (-earned[n], self.pieces[n].id))]

    def _renumber(self) -> None:
        """Close the gaps that removed pieces left, keeping the order of the rest."""
        kept = [number for number, piece in enumerate(self.pieces) if piece is not None]
        new = {old: place for place, old in enumerate(kept)}
        self.pieces = [self.pieces[old] for old in kept]
        self.norms = array("d", (self.norms[old] for old in kept))
        self.numbers = {key: new[old] for key, old in self.numbers.items()}
        self.by_expert = {
            expert: tuple(new[old] for old in owned) for expert, owned in self.by_expert.items()
        }
        for by_times in self.terms.values():
            for times, numbers in by_times.items():
                by_times[times] = array("I", (new[old] for old in numbers))
        self.pairs.renumber(new)

    def _similarity(self, earned: list[float]) -> dict[str, float]:
        of_piece = earned.__getitem__
        return {
            expert: sum(map(mul, sorted(map(of_piece, numbers), reverse=True), PIECE_SHARES))
            for expert, numbers in self.by_expert.items()
        }


def _features(piece: Evidence) -> Features:
    text = without_disclaimers(piece.text) if piece.kind == "profile" else piece.text
    return features(piece.title, text)


def terms(counted: Features) -> Iterable[tuple[str, int]]:
    """Stems as they are, ideas with a mark in front so that the two never meet."""
    yield from counted.stems.items()
    for idea, times in counted.ideas.items():
        yield "#" + idea, times


def _share(term: str) -> float:
    if term.startswith("#"):
        return IDEA_SHARE
    return EVERYDAY_SHARE if term in EVERYDAY_STEMS else 1.0


def _most_pieces(live: int) -> float:
    """How many of the pieces may have a stem or idea that is still counted."""
    if live < LARGE:
        return live
    return max(live * COMMON_BEYOND, min(live * COMMON, COMMON_PIECES))


def _rarity(pieces: int, having: int) -> float:
    return log1p((pieces - having + 0.5) / (having + 0.5))
