"""The gate that every letter passes before it is sent.

The rules are the platform's (:mod:`network.safeguarding.screening`); here is what letters do with
them: what surely identifies somebody holds the letter back; what may identify somebody, and words
that suggest danger, are shown to the writer, who says that they have looked.
"""

import hashlib
from dataclasses import dataclass

from network.safeguarding.screening import (
    BLOCK,
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


def look_at(text: str) -> Findings:
    """Screen a letter. Stores and logs nothing."""
    return Findings(text, screen(text), combination_risks(text), suggests_risk_now(text))


def require_safe(text: str, *, checked: str) -> None:
    """Let the letter pass or hold it back.

    ``checked`` is the digest of the findings that the writer has said to have looked at.

    :raises LetterHeldBack: for anything that surely identifies somebody, and for anything else
        that was found and not looked at.
    """
    findings = look_at(text)
    if findings.blocking or (findings.to_look_at and findings.digest != checked):
        raise LetterHeldBack(findings)
