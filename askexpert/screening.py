"""The gate that every text of a question passes, on the way in and on the way back.

The rules are the platform's (``network.safeguarding.screening``); here is only what the workflow
does with them: blocking spans hold the text back, warnings may be kept with a reason.
"""

from askexpert.errors import TextHeldBack
from network.safeguarding.screening import Span, screen


def phrase_key(text: str, span: Span) -> str:
    """What a justification is attached to: the kind of identifier and the words themselves."""
    return f"{span.type}:{text[span.start : span.end]}"


def check_texts(texts: list[str], reasons: dict[str, str]) -> list[dict]:
    """Let the texts pass or hold them back, and return the justifications to store.

    ``reasons`` maps :func:`phrase_key` to why the writer keeps the phrase.

    :raises TextHeldBack: with every blocking span, and every warning without a reason.
    """
    blocking, unjustified, kept = [], [], []
    for text in texts:
        for span in screen(text):
            key = phrase_key(text, span)
            if span.severity == "block":
                blocking.append(span)
            elif not reasons.get(key, "").strip():
                unjustified.append(span)
            else:
                kept.append(
                    {
                        "type": span.type,
                        "phrase": text[span.start : span.end],
                        "why": reasons[key].strip()[:300],
                    }
                )
    if blocking or unjustified:
        raise TextHeldBack(blocking, unjustified)
    return kept
