"""The gate that every text of a question passes, on the way in and on the way back.

The rules are the platform's (``network.safeguarding.screening``); here is only what the workflow
does with them: blocking spans hold the text back, warnings may be kept with a reason.
"""

from askexpert.errors import TextHeldBack
from network.safeguarding.screening import marked, phrase_key, screen


def check_texts(texts: list[str], reasons: dict[str, str]) -> list[dict]:
    """Let the texts pass or hold them back, and return the justifications to store.

    ``reasons`` maps the platform's ``phrase_key`` to why the writer keeps it.

    :raises TextHeldBack: with every blocking span, and every warning without a reason.
    """
    blocking, unjustified, kept = [], [], []
    for text in texts:
        for span in screen(text):
            why = reasons.get(phrase_key(text, span), "").strip()
            if span.severity == "block":
                blocking.append(span)
            elif not why:
                unjustified.append(span)
            else:
                phrase = text[span.start : span.end]
                kept.append({"type": span.type, "phrase": phrase, "why": why[:300]})
    if blocking or unjustified:
        raise TextHeldBack(blocking, unjustified)
    return kept


def blocking_words(title: str, text: str) -> list[tuple[str, str]]:
    """What must go before the text can be sent: pairs of a field's name and words for it."""
    return [
        (field, f"“{value[span.start : span.end]}”: {span.reason}")
        for field, value in (("title", title), ("text", text))
        for span in screen(value)
        if span.severity == "block"
    ]


def warnings_in(*texts: str) -> list[tuple[str, str]]:
    """Each warning once, as a pair of its key and the phrase."""
    found = {
        phrase_key(text, span): text[span.start : span.end]
        for text in texts
        for span in screen(text)
        if span.severity == "warn"
    }
    return list(found.items())


def marks_in(texts: list[tuple[str, str]]) -> list[dict]:
    """For each named text that has marks: its name and its segments, for the template."""
    cut = [(name, marked(text, screen(text))) for name, text in texts]
    return [{"name": name, "segments": segments} for name, segments in cut if segments]
