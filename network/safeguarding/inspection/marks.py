"""What a text of a file says about people."""

import re
from dataclasses import dataclass, field

MAX_CHARACTERS = 200_000
# Of the words around a phrase, on each side.
AROUND_CHARACTERS = 40


@dataclass(frozen=True, slots=True)
class Finding:
    """One marked phrase. ``place`` is "name", "properties" or "text"; ``before`` and ``after`` are
    the words around it, for those alone who may see the file."""

    place: str
    phrase: str
    type: str
    severity: str
    reason: str
    before: str = field(default="", compare=False, repr=False)
    after: str = field(default="", compare=False, repr=False)


# The file goes on where the reading ended.
UNREAD = Finding(
    place="text",
    phrase=f"everything after the first {MAX_CHARACTERS:,} characters",
    type="unread",
    severity="warn",
    reason="No more of a file than that is read here. Look through the rest of it yourself.",
)


def marks_in(place: str, text: str) -> list[Finding]:
    """The phrases that the screening marks, each once, as the surest place has it."""
    from network.safeguarding.screening import BLOCK, screen

    found = {}
    for span in screen(text):
        phrase = text[span.start : span.end]
        before = text[max(0, span.start - AROUND_CHARACTERS) : span.start]
        after = text[span.end : span.end + AROUND_CHARACTERS]
        finding = Finding(place, phrase, span.type, span.severity, span.reason, before, after)
        key = (span.type, phrase.lower())
        if key not in found or (span.severity == BLOCK and found[key].severity != BLOCK):
            found[key] = finding
    return list(found.values())


def name_as_text(filename: str) -> str:
    """A file's name as words, without its ending."""
    return re.sub(r"[_\-+.]+", " ", filename.rpartition(".")[0])
