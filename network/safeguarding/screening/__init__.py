"""Screening of free text for anything that identifies a person.

``screen(text)`` gives the marks, ``segments(text, spans)`` cuts the text at them for a page
(``marked``: only where there are any), ``phrase_key`` is what a writer's reason is kept under,
and ``combination_risks(text)`` warns where harmless facts together point at one child. The
detectors are one module per family of identifiers; the word lists are in ``data``.
"""

from .combinations import CombinationRisk, combination_risks
from .marking import marked, phrase_key
from .screener import screen
from .spans import BLOCK, TYPES, WARN, Span, segments

__all__ = [
    "BLOCK",
    "TYPES",
    "WARN",
    "CombinationRisk",
    "Span",
    "combination_risks",
    "marked",
    "phrase_key",
    "screen",
    "segments",
]
