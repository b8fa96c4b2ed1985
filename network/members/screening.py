"""What somebody writes about joining must not identify a child.

The rules are the platform's (``network.safeguarding.screening``). What identifies somebody beyond
doubt is held back; what may is kept with the writer's reason, which the coordinators read. A school
is of the second kind here: people name the one they work in.

The same holds for what staff write to members. ``names`` are those of the people who write to each
other: a greeting and a signature identify nobody else.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from network.safeguarding import screening as platform
from network.safeguarding.screening import BLOCK, WARN, Span, phrase_key

COLLEAGUES = (
    "This looks like a name, and we cannot tell whose. Of a colleague write what they do, such as "
    "“my manager” or “the lead of our team”; of a child or a family write nothing."
)


class TextHeldBack(ValueError):  # noqa: N818 -- says what became of the text
    """The text holds something that identifies a person; nothing was written."""


def screen(text: str, *, names: Iterable[str] = ()) -> list[Span]:
    """The platform's marks; a school asks for a reason and does not block, ``names`` are none."""
    known = {word for name in names for word in _words(name)}
    return [
        replace(span, severity=WARN) if span.type == "school" else span
        for span in platform.screen(text)
        if span.type != "name" or not _words(text[span.start : span.end]) <= known
    ]


def hold_back(text: str, *, names: Iterable[str] = ()) -> None:
    """:raises TextHeldBack: when the text identifies somebody beyond doubt."""
    found = [span.type for span in screen(text, names=names) if span.severity == BLOCK]
    if found:
        raise TextHeldBack(", ".join(sorted(set(found))))


def blocked_phrases(text: str, *, names: Iterable[str] = ()) -> list[str]:
    """What must go, in words for an error."""
    return [
        f"“{text[span.start : span.end]}”: {_reason(span)}"
        for span in screen(text, names=names)
        if span.severity == BLOCK
    ]


def _reason(span: Span) -> str:
    """Here people write of their work: a name is most often a colleague's."""
    return COLLEAGUES if span.type == "name" else span.reason


def phrases_to_explain(text: str) -> dict[str, str]:
    """Phrases that may identify somebody, by their key, each once."""
    return {
        phrase_key(text, span): text[span.start : span.end]
        for span in screen(text)
        if span.severity == WARN
    }


def _words(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"[^\W\d_]+", text)}
