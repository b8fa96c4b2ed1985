"""Panels of the desk. An app offers them in its ``desk.py``; the desk's home shows them all."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from network.discovery import discover

_panels: list["Panel"] = []


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that needs somebody: what, where, why now, and whether it is late.

    ``due_at`` is by when it should be done; ``since`` how long something has been so, where nothing
    says by when.
    """

    title: str
    url: str
    detail: str = ""
    status: str = ""
    status_label: str = ""
    due_at: datetime | None = None
    since: datetime | None = None
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """A group of rows on the desk.

    ``rows`` is called with ``user`` and ``now`` and returns only what this person may see; its
    cost must not grow with the number of rows. ``order`` places the panel, smallest first. A panel
    that shows only so many rows returns one more than its ``limit``, which says that there are
    more.
    """

    code: str
    title: str
    empty: str
    url: str
    rows: Callable[..., list[Row]]
    order: int = 50
    limit: int | None = None
    is_for: Callable[..., bool] = field(default=lambda user: True)


def register(panel: Panel) -> None:
    """Add a panel to the desk. Registering the same code again replaces it."""
    _panels[:] = [known for known in _panels if known.code != panel.code] + [panel]


def panels_for(user) -> list[Panel]:
    """The panels this person sees, in order."""
    discover("desk")
    return sorted((p for p in _panels if p.is_for(user)), key=lambda p: (p.order, p.code))
