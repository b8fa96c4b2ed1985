"""How well the marks fit labelled texts, by the scoring of the identifier samples.

A labelled span is found when a reported span of its type overlaps at least half of it. A
reported span is right when it does so for some label. A text without labels is wrongly marked
when anything at all is reported on it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from .spans import TYPES, Span


@dataclass(slots=True)
class TypeScore:
    """Counts for one type of identifier."""

    labelled: int = 0
    found: int = 0
    reported: int = 0
    right: int = 0

    @property
    def recall(self) -> float | None:
        return self.found / self.labelled if self.labelled else None

    @property
    def precision(self) -> float | None:
        return self.right / self.reported if self.reported else None


@dataclass(slots=True)
class Evaluation:
    """The counts per type, and how many texts without labels carry a mark."""

    by_type: dict[str, TypeScore] = field(
        default_factory=lambda: {kind: TypeScore() for kind in TYPES}
    )
    clean: int = 0
    clean_marked: int = 0
    missed: list[tuple[str, str, str]] = field(default_factory=list)
    wrong: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def clean_share(self) -> float | None:
        return self.clean_marked / self.clean if self.clean else None


def evaluate(records: Iterable[dict], screen: Callable[[str], list[Span]]) -> Evaluation:
    """Screen each record's ``text`` and compare with its ``spans``.

    ``missed`` and ``wrong`` list (record id, type, passage) for the reader. Raises KeyError
    for a record without text and for a label of an unknown type.
    """
    result = Evaluation()
    for record in records:
        text, labels = record["text"], record["spans"]
        reported = screen(text)
        for label in labels:
            score = result.by_type[label["type"]]
            score.labelled += 1
            if any(_covers(span, label) for span in reported):
                score.found += 1
            else:
                passage = text[label["start"] : label["end"]]
                result.missed.append((record["id"], label["type"], passage))
        for span in reported:
            score = result.by_type[span.type]
            score.reported += 1
            if any(_covers(span, label) for label in labels):
                score.right += 1
            else:
                result.wrong.append((record["id"], span.type, text[span.start : span.end]))
        if not labels:
            result.clean += 1
            result.clean_marked += bool(reported)
    return result


def _covers(span: Span, label: dict) -> bool:
    shared = min(span.end, label["end"]) - max(span.start, label["start"])
    return span.type == label["type"] and shared * 2 >= label["end"] - label["start"] > 0
