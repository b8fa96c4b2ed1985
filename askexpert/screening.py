"""The gate that every text of a question passes, on the way in and on the way back.

The rules are the platform's (``network.safeguarding.screening``); here is only what the workflow
does with them: blocking spans hold the text back, warnings may be kept with a reason.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from askexpert.errors import TextHeldBack
from network.members.screening import blocked_phrases
from network.safeguarding.screening import marked, phrase_key, screen

LEFT_OUT = "[left out]"
YOURS = "You stay unnamed here: leave out your name and where you work."


def check_texts(texts: list[str], reasons: dict[str, str]) -> list[dict]:
    """Let the texts pass or hold them back, and return the justifications to store.

    ``reasons`` maps the platform's ``phrase_key`` to why the writer keeps it. A reason that
    identifies somebody itself is none.

    :raises TextHeldBack: with every blocking span, and every warning without a reason.
    """
    blocking, unjustified, kept = [], [], []
    for text in texts:
        for span in screen(text):
            why = reasons.get(phrase_key(text, span), "").strip()
            if span.severity == "block":
                blocking.append(span)
            elif not why or blocked_phrases(why):
                unjustified.append(span)
            else:
                phrase = text[span.start : span.end]
                kept.append({"type": span.type, "phrase": phrase, "why": why[:300]})
    if blocking or unjustified:
        raise TextHeldBack(blocking, unjustified)
    return kept


def without_blocked(text: str) -> str:
    """The text with ``[left out]`` for whatever must not be sent."""
    for span in sorted(screen(text), key=lambda span: span.start, reverse=True):
        if span.severity == "block":
            text = f"{text[: span.start]}{LEFT_OUT}{text[span.end :]}"
    return text


def blocking_words(title: str, text: str, *, own: Iterable[str] = ()) -> list[tuple[str, str]]:
    """What must go before the text can be sent: pairs of a field's name and words for it.

    ``own`` are the writer's own names as they stand in the text; each is said as that.
    """
    said = [("text", f"“{name}”: {YOURS}") for name in own]
    return said + [
        (field, words)
        for field, value in (("title", title), ("text", text))
        for words in blocking_in(value, apart_from=own)
    ]


def blocking_in(text: str, *, apart_from: Iterable[str] = ()) -> list[str]:
    """Words for each phrase of a text that must go, but for names that are told otherwise."""
    return [
        f"“{text[span.start : span.end]}”: {span.reason}"
        for span in screen(text)
        if span.severity == "block" and not _is_own(text, span, apart_from)
    ]


def warnings_in(*texts: str, own: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Each warning once, as a pair of its key and the phrase; the writer's own names are none."""
    found = {
        phrase_key(text, span): text[span.start : span.end]
        for text in texts
        for span in screen(text)
        if span.severity == "warn" and not _is_own(text, span, own)
    }
    return list(found.items())


def marks_in(texts: list[tuple[str, str]], *, own: Iterable[str] = ()) -> list[dict]:
    """For each named text that has marks: its name and its segments, for the template."""
    cut = [
        (
            name,
            marked(
                text,
                [
                    replace(span, reason=YOURS) if _is_own(text, span, own) else span
                    for span in screen(text)
                ],
            ),
        )
        for name, text in texts
    ]
    return [{"name": name, "segments": segments} for name, segments in cut if segments]


def _is_own(text: str, span, own: Iterable[str]) -> bool:
    """Whether a name or a school that was found is the writer's own, or a part of it."""
    if span.type not in ("name", "school"):
        return False
    words = set(re.findall(r"\w+", text[span.start : span.end].casefold()))
    return any(words <= set(re.findall(r"\w+", name.casefold())) for name in own)
