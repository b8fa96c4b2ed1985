"""Screening of free text for anything that identifies a person.

``screen(text)`` gives the marks, ``segments(text, spans)`` cuts the text at them for a page,
and ``combination_risks(text)`` warns where harmless facts together point at one child. The
detectors are one module per family of identifiers; the word lists are in ``data``.
"""

from .combinations import CombinationRisk, combination_risks
from .screener import screen
from .spans import BLOCK, TYPES, WARN, Span, segments

__all__ = [
    "BLOCK",
    "TYPES",
    "WARN",
    "CombinationRisk",
    "Span",
    "combination_risks",
    "screen",
    "segments",
]
