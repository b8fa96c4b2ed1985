"""Read e-mail domains so that two that mean the same are equal, and odd ones are none."""

import re

LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\Z")


def ascii_domain(text: str) -> str | None:
    """The domain in lower case and IDNA, or ``None`` for what is no domain.

    Letters that only look like others stay different: they become an ``xn--`` name. Whatever IDNA
    would turn into something else (full-width letters, other dots, invisible signs) is refused.
    """
    text = text.strip().lower().removesuffix(".")
    try:
        labels = [_ascii_label(label) for label in text.split(".")]
    except UnicodeError:
        return None
    if len(".".join(labels)) > 253 or not all(LABEL.match(label) for label in labels):
        return None
    return ".".join(labels)


def _ascii_label(label: str) -> str:
    """:raises UnicodeError: when the label is not what its IDNA form says."""
    encoded = label.encode("idna")
    if label != encoded.decode("ascii") and label != encoded.decode("idna"):
        raise UnicodeError(label)
    return encoded.decode("ascii")
