"""What a detector reports, and how overlapping reports become one list.

A span is half open: ``text[start:end]`` is the marked part, counted in Python characters.
"""

from collections.abc import Iterable
from dataclasses import dataclass

BLOCK = "block"
WARN = "warn"

TYPES = (
    "name",
    "dob",
    "nhs",
    "upn",
    "nino",
    "postcode",
    "address",
    "phone",
    "email",
    "handle",
    "caseref",
    "school",
    "vehicle",
)

# Where two reports overlap, the earlier type here wins: the narrower format is the surer one.
_PRECEDENCE = (
    "email",
    "nhs",
    "upn",
    "nino",
    "caseref",
    "dob",
    "phone",
    "postcode",
    "vehicle",
    "handle",
    "address",
    "school",
    "name",
)
_RANK = {kind: rank for rank, kind in enumerate(_PRECEDENCE)}


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text that may identify someone.

    ``severity`` is "block" where it is almost certainly an identifier and "warn" where only
    the writer can tell. ``reason`` is a sentence or two for the writer: what it looks like,
    and what to write instead.
    """

    start: int
    end: int
    type: str
    severity: str
    reason: str


def settle(spans: Iterable[Span]) -> list[Span]:
    """Return the spans sorted by start, none overlapping another.

    Surer types win over less sure ones, then a block over a warning, then the longer span,
    then the earlier. Costs n log n for n spans.
    """
    ordered = sorted(
        spans,
        key=lambda span: (
            _RANK[span.type],
            span.severity != BLOCK,
            span.start - span.end,
            span.start,
        ),
    )
    taken = bytearray(max((span.end for span in ordered), default=0))
    kept = []
    for span in ordered:
        if any(taken[span.start : span.end]):
            continue
        taken[span.start : span.end] = b"\x01" * (span.end - span.start)
        kept.append(span)
    kept.sort(key=lambda span: span.start)
    return kept


def segments(text: str, spans: Iterable[Span]) -> list[dict]:
    """Cut the text at the spans, for a template to print one piece after another.

    Returns dicts with ``text``, ``type``, ``severity`` and ``reason`` in reading order; the
    last three are None for unmarked pieces. The pieces joined give back the whole text.
    """
    pieces = []
    position = 0
    for span in spans:
        if span.start > position:
            pieces.append(_piece(text[position : span.start]))
        pieces.append(
            {
                "text": text[span.start : span.end],
                "type": span.type,
                "severity": span.severity,
                "reason": span.reason,
            }
        )
        position = span.end
    if position < len(text):
        pieces.append(_piece(text[position:]))
    return pieces


def _piece(text: str) -> dict:
    return {"text": text, "type": None, "severity": None, "reason": None}
