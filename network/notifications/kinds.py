"""The kinds of message that features declare in their ``notifications.py``."""

from dataclasses import dataclass

_kinds: dict[str, "Kind"] = {}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of message: its code, subject and plain text.

    The words are fixed per kind and hold no question text and no names. ``{detail}`` may stand in
    ``subject`` and ``body`` for words that the caller vouches for, such as topic names.
    """

    code: str
    subject: str
    body: str


def register(*kinds: Kind) -> None:
    """Make kinds known. Called when an app's ``notifications`` module is imported.

    :raises ValueError: when another kind with the same code and other words is there.
    """
    for kind in kinds:
        if _kinds.get(kind.code, kind) != kind:
            raise ValueError(f"Two kinds of message are called {kind.code!r}.")
        _kinds[kind.code] = kind


def get(code: str) -> Kind:
    """Return the kind.

    :raises KeyError: when no app has registered it.
    """
    return _kinds[code]
