"""The gate that every letter passes before it is sent.

The rules are the platform's (:mod:`network.safeguarding.screening`); here is what letters do with
them: what surely identifies somebody holds the letter back; what may identify somebody, and words
that suggest danger, are shown to the writer, who says that they have looked.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from network.safeguarding.screening import (
    BLOCK,
    WARN,
    CombinationRisk,
    Span,
    combination_risks,
    screen,
    segments,
)
from network.safeguarding.urgency import suggests_risk_now


class LetterHeldBack(Exception):  # noqa: N818 -- reads as the state of affairs it reports
    """Something in the letter must be changed, or looked at, before it is sent.

    ``findings`` says what.
    """

    def __init__(self, findings: "Findings") -> None:
        self.findings = findings
        super().__init__("the letter holds something that may identify a person")


@dataclass(frozen=True, slots=True)
class Findings:
    """What screening found in one text."""

    text: str
    spans: list[Span]
    risks: list[CombinationRisk]
    urgent: bool

    @property
    def blocking(self) -> list[Span]:
        return [span for span in self.spans if span.severity == BLOCK]

    @property
    def to_look_at(self) -> bool:
        """Whether the writer must say that they have looked."""
        return bool(self.urgent or self.risks or len(self.spans) > len(self.blocking))

    @property
    def digest(self) -> str:
        """Names exactly what was shown, so that a tick holds for it and for nothing added later."""
        phrases = sorted(f"{span.type}:{self.text[span.start : span.end]}" for span in self.spans)
        shown = "\n".join([*phrases, f"risks {len(self.risks)}", f"urgent {self.urgent}"])
        return hashlib.blake2s(shown.encode(), digest_size=12).hexdigest()

    @property
    def segments(self) -> list[dict]:
        """The text cut at its marks for the page; empty when nothing is marked."""
        return segments(self.text, self.spans) if self.spans else []


OWN_NAME_REASON = (
    "This is the name of one of you two. Is it really one of you who is meant, and not a young "
    "person?"
)


SHORT_LINE = 30
_NAME = r"[^\W\d_]+(?:[ '’-][^\W\d_]+)"
_GREETING = re.compile(
    r"\s*(?:(?:dear|hello|hi|hey|good (?:morning|afternoon|evening)|(?:many )?thanks|thank you),? "
    rf"{_NAME}{{0,3}}|{_NAME}?)(?=[,:!.\n]|$)",
    re.IGNORECASE,
)


def look_at(text: str, *, names: Iterable[str] = ()) -> Findings:
    """Screen a letter. Stores and logs nothing.

    ``names`` are those of the two who write. In the greeting and under the letter they are no
    mark, and elsewhere something to look at: people call each other by name.
    """
    words = {word.casefold() for name in names for word in re.findall(r"[^\W\d_]+", name)}
    ends = _greeting_and_closing(text)
    spans = []
    for span in screen(text):
        marked = re.findall(r"[^\W\d_]+", text[span.start : span.end])
        if span.type != "name" or not {word.casefold() for word in marked} <= words:
            spans.append(span)
        elif not any(start <= span.start and span.end <= end for start, end in ends):
            spans.append(replace(span, severity=WARN, reason=OWN_NAME_REASON))
    return Findings(text, spans, combination_risks(text), suggests_risk_now(text))


def _greeting_and_closing(text: str) -> list[tuple[int, int]]:
    """Where a letter greets and where it ends: its first words, and its last two lines where they
    are as short as a name."""
    lines = [match.span() for match in re.finditer(r"[^\n]*\S[^\n]*", text)]
    closing = [line for line in lines[1:][-2:] if line[1] - line[0] <= SHORT_LINE]
    greeting = _GREETING.match(text)
    return [*([greeting.span()] if greeting else []), *closing]


# The author of a letter must not learn who has reported it.
READ_BY_THE_AUTHOR = ("remove", "suspend")


def nameable(action: str, report, actor) -> tuple[str, ...]:
    """The names that may stand in the words to a step: of whoever reads and writes them, and never
    the reporter's where the author reads them."""
    people = [report.letter.author, actor]
    if action not in READ_BY_THE_AUTHOR:
        people.append(report.reporter)
    return tuple(person.name for person in people)


def require_safe(text: str, *, names: Iterable[str], checked: str) -> None:
    """Let the letter pass or hold it back.

    ``names`` as in :func:`look_at`. ``checked`` is the digest of the findings that the writer has
    said to have looked at.

    :raises LetterHeldBack: for anything that surely identifies somebody, and for anything else
        that was found and not looked at.
    """
    findings = look_at(text, names=names)
    if findings.blocking or (findings.to_look_at and findings.digest != checked):
        raise LetterHeldBack(findings)
