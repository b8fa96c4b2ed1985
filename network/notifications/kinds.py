"""The kinds of message that features declare in their ``notifications.py``."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models

_kinds: dict[str, "Kind"] = {}


class Pace(models.TextChoices):
    """How soon a message goes out by e-mail. In the site it is shown at once, whatever the pace."""

    AT_ONCE = "at_once", "At once"
    DAILY = "daily", "Once a day"
    WEEKLY = "weekly", "Once a week"
    OFF = "off", "Not by e-mail"


@dataclass(frozen=True, slots=True)
class KindGroup:
    """Kinds that a member chooses a pace for together, with the pace that holds until they do."""

    code: str
    title: str
    about: str
    default: Pace
    paces: tuple[Pace, ...] = tuple(Pace)

    @property
    def may_be_off(self) -> bool:
        return Pace.OFF in self.paces


GROUPS = {
    group.code: group
    for group in (
        KindGroup(
            "account",
            "Your account, membership and rights",
            "Your application, your sign-in, your data. Always sent, because they protect you.",
            Pace.AT_ONCE,
            (Pace.AT_ONCE,),
        ),
        KindGroup(
            "asking",
            "Questions you have asked",
            "That an answer is there, or that somebody needs a word from you.",
            Pace.AT_ONCE,
        ),
        KindGroup(
            "answering",
            "Questions you are asked to answer",
            "Invitations and the dates that belong to them. An invitation stands for three working "
            "days, so there is no weekly e-mail.",
            Pace.AT_ONCE,
            (Pace.AT_ONCE, Pace.DAILY, Pace.OFF),
        ),
        KindGroup(
            "letters",
            "Letters from members",
            "That somebody has written to you. The letter itself is read on the site only.",
            Pace.AT_ONCE,
        ),
        KindGroup(
            "following",
            "News of what you follow",
            "New public material on the topics, sectors, contexts and people you follow.",
            Pace.WEEKLY,
        ),
        KindGroup(
            "library",
            "Files you have downloaded",
            "That a file you took has been replaced, and what has changed.",
            Pace.WEEKLY,
        ),
        KindGroup(
            "desk",
            "Work at the desk",
            "What waits for a coordinator or a safeguarding lead.",
            Pace.AT_ONCE,
            (Pace.AT_ONCE, Pace.DAILY),
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Line:
    """A linked line below a message's words. ``url`` is a path on this site.

    ``detail`` is shown on the site only, since it may name a person: e-mails hold no names.
    """

    title: str
    url: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of message: its code, subject, plain text, and the group that sets its pace.

    The words are fixed per kind and hold no question text and no names. ``{detail}`` may stand in
    ``subject`` and ``body`` for words that the caller vouches for, such as topic names.

    ``lines(message)`` looks up what a message lists at the moment it is shown or sent, so that what
    has been taken down meanwhile is not in it; a message whose lines are all gone is not sent and
    not shown any more. ``lines_of_many(messages)`` is the same for many at once, as a dictionary
    by primary key, so that a page of messages costs the same at any number; a kind that has it
    needs no ``lines``.

    ``urgent`` kinds go out at once whatever pace was chosen for their group.
    """

    code: str
    subject: str
    body: str
    group: str = "account"
    lines: Callable[..., list[Line]] | None = None
    lines_of_many: Callable[..., dict[int, list[Line]]] | None = None
    urgent: bool = False

    def __post_init__(self) -> None:
        if self.group not in GROUPS:
            raise ValueError(f"There is no group of messages called {self.group!r}.")

    @property
    def has_lines(self) -> bool:
        return self.lines is not None or self.lines_of_many is not None


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


def find(code: str) -> Kind | None:
    """Return the kind, or nothing for one whose app is gone."""
    return _kinds.get(code)


def group_of(code: str) -> KindGroup:
    """The group of a kind; that of the account for one that nobody has registered."""
    kind = find(code)
    return GROUPS[kind.group if kind else "account"]


def codes_in(group: str) -> list[str]:
    """The codes of all kinds of a group."""
    return sorted(code for code, kind in _kinds.items() if kind.group == group)


def codes_with_lines() -> list[str]:
    """The codes of all kinds that list something."""
    return sorted(code for code, kind in _kinds.items() if kind.has_lines)
