"""Why an expert is suggested: facts that can be counted and checked, in plain words.

Example: "3 of 4 topics (school exclusion: lead; peer mapping: working)", "England", "education",
"0 of 2 open", "last asked 41 days ago", "passage: “…”", or where none is near enough to
be quoted, "passage: faintly like their profile, nearest: “…”".

Whatever repeats somebody's words begins with "passage:", so that it can be taken out later.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from .disclaimers import without_disclaimers
from .exclusions import folded
from .passages import closest_window
from .text import Comparison
from .values import Evidence, Expert, Passage, Question
from .weights import Weights


def topic_name(slug: str) -> str:
    """A topic in words; a caller with a vocabulary passes its own names instead."""
    return slug.replace("-", " ")


def passage_from(
    evidence: Evidence | None, comparison: Comparison, weights: Weights
) -> Passage | None:
    """The part of a piece of evidence to show, or None when no part speaks of enough."""
    if evidence is None:
        return None
    window = closest_window(_told(evidence), comparison.worth)
    if window is None or window.share < weights.passage_floor:
        return None
    return Passage(evidence.id, evidence.kind, window.text, evidence.title)


def source_from(evidence: Evidence | None, comparison: Comparison) -> Passage | None:
    """Where the points for texts come from: the piece, and its nearest part however faint, or ""
    where only the piece as a whole is like the question."""
    if evidence is None:
        return None
    window = closest_window(_told(evidence), comparison.worth, fewest=1)
    return Passage(evidence.id, evidence.kind, window.text if window else "", evidence.title)


def _told(evidence: Evidence) -> str:
    return without_disclaimers(evidence.text) if evidence.kind == "profile" else evidence.text


def reasons(
    expert: Expert,
    question: Question,
    *,
    today: date,
    passage: Passage | None,
    source: Passage | None = None,
    name: Callable[[str], str] = topic_name,
) -> tuple[str, ...]:
    """The reasons in the order of the rules; a fact that is not known is left out."""
    lines = [_topics(expert, question, name)]
    shared = [context for context in question.contexts if context in expert.contexts]
    if question.contexts:
        listed = f" ({', '.join(name(context) for context in shared)})" if shared else ""
        lines.append(f"{len(shared)} of {_counted(len(question.contexts), 'context')}{listed}")
    if expert.nation:
        same = folded(expert.nation) == folded(question.nation)
        lines.append(expert.nation if same or not question.nation else f"in {expert.nation}")
    lines.append(expert.sector)
    lines.append(f"{expert.open_assignments} of {expert.capacity} open")
    lines.append(_last_asked(expert, today))
    if passage:
        lines.append(f"passage: “{passage.text}”")
    elif source:
        lines.append(f"passage: {nearest(source)}")
    return tuple(line for line in lines if line)


def nearest(source: Passage) -> str:
    """In plain words where points for texts come from that no passage shows."""
    if source.text:
        return f"faintly like {source.whence}, nearest: “{source.text}”"
    return f"like {source.whence} as a whole; no sentence of it is near enough to quote"


def _topics(expert: Expert, question: Question, name: Callable[[str], str]) -> str:
    if not question.topics:
        return ""
    matched = [topic for topic in question.topics if topic in expert.topics]
    total = _counted(len(question.topics), "topic")
    if not matched:
        return f"0 of {total}"
    listed = "; ".join(f"{name(topic)}: {expert.topics[topic]}" for topic in matched)
    return f"{len(matched)} of {total} ({listed})"


def _last_asked(expert: Expert, today: date) -> str:
    if expert.last_invited is None:
        return "never asked"
    days = max((today - expert.last_invited).days, 0)
    if not days:
        return "last asked today"
    return f"last asked {_counted(days, 'day')} ago"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
