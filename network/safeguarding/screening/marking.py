"""What forms and pages do with marks: the key that a reason is kept under, and pieces to show."""

from collections.abc import Iterable

from .spans import Span, segments


def phrase_key(text: str, span: Span) -> str:
    """What a reason is attached to: the kind of mark and the words themselves."""
    return f"{span.type}:{text[span.start : span.end]}"


def marked(text: str, spans: Iterable[Span]) -> list[dict]:
    """The pieces of a text for ``components/marked_text.html``; empty when nothing is marked."""
    spans = list(spans)
    return segments(text, spans) if spans else []
