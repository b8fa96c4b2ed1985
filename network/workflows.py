"""What every workflow of the site shares: a table of steps, decisions with a reason, refusals.

A workflow is a table (action → :class:`Transition`) in ``<app>/transitions.py`` and one verb per
action in ``<app>/workflow``. A verb locks the row, asks for a :class:`Decision`, looks the step up
in the table, writes, appends an event, and tells people after the commit.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied


@dataclass(frozen=True, slots=True)
class Transition:
    """A row of a table: from any of ``sources`` to ``target``, by ``who``; ``label`` is the button.

    ``sources`` empty means that the action creates the row.
    """

    sources: tuple[str, ...]
    target: str
    who: tuple[str, ...]
    label: str


def allows(table: Mapping[str, Transition], action: str, status: str) -> bool:
    """Whether the table lets ``action`` start from ``status``."""
    return status in table[action].sources


def actions_from(table: Mapping[str, Transition], status: str, who: str) -> list[str]:
    """The actions that ``who`` may start from ``status``, in the table's order."""
    return [
        action
        for action, transition in table.items()
        if status in transition.sources and who in transition.who
    ]


def require_transition(table: Mapping[str, Transition], action: str, status: str) -> None:
    """:raises TransitionNotAllowed: unless the table has the step."""
    if not allows(table, action, status):
        raise TransitionNotAllowed(action, status)


@dataclass(frozen=True, slots=True)
class Decision:
    """True or false, with the words that explain a refusal."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


ALLOWED = Decision(True)


def decide(allowed: bool, reason: str) -> Decision:
    """Allowed, or refused for this reason."""
    return ALLOWED if allowed else Decision(False, reason)


def require(decision: Decision) -> None:
    """:raises NotPermitted: unless the decision allows."""
    if not decision:
        raise NotPermitted(decision)


class NotPermitted(PermissionDenied):
    """The person may not do this; ``reason`` says why in words to show."""

    def __init__(self, decision: Decision) -> None:
        self.reason = decision.reason
        super().__init__(decision.reason)


class TransitionNotAllowed(Exception):  # noqa: N818 -- reads as the state of affairs it reports
    """The table has no such step from where the row stands; somebody else was faster."""

    def __init__(self, action: str, status: str) -> None:
        self.action, self.status = action, status
        super().__init__(f"{action} is not possible from {status}")
