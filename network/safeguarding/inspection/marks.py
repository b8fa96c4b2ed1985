"""What a text of a file says about people."""

import re
from dataclasses import dataclass

MAX_CHARACTERS = 200_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One marked phrase. ``place`` is "name", "properties" or "text"."""

    place: str
    phrase: str
    type: str
    severity: str
    reason: str


def marks_in(place: str, text: str) -> list[Finding]:
    """The phrases that the screening marks, each once."""
    from network.safeguarding.screening import screen

    found = {}
    for span in screen(text):
        phrase = text[span.start : span.end]
        finding = Finding(place, phrase, span.type, span.severity, span.reason)
        found.setdefault((span.type, phrase.lower()), finding)
    return list(found.values())


def name_as_text(filename: str) -> str:
    """A file's name as words, without its ending."""
    return re.sub(r"[_\-+.]+", " ", filename.rpartition(".")[0])
