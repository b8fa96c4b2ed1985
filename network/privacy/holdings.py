"""What each model holds about a person: for the export, for leaving, and for the proof that
nothing is forgotten.

An app declares its holdings in its ``personal_data.py``. Every model with a relation to an account
has one; a test walks all models and fails on one that has none.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from urllib.parse import urljoin

from django.conf import settings
from django.core.files.base import File
from django.db.models import QuerySet

from network.discovery import discover

_holdings: dict[str, "Holding"] = {}


def _nothing(user) -> list:
    return []


def _leave_alone(user, now: datetime) -> None:
    """Nothing to do."""


@dataclass(frozen=True, slots=True)
class HeldFile:
    """An upload in the export: the name it gets there, and how to open it."""

    name: str
    open: Callable[[], File]


@dataclass(frozen=True, slots=True)
class Holding:
    """One model's part of "everything you hold about me".

    ``model`` is ``app_label.ModelName``; ``title`` the heading in the export; ``order`` its place.

    ``rows(user)`` returns what is held as flat dictionaries: keys are plain words, values are text,
    numbers, booleans, dates, moments or lists of text. Nothing about other people. ``files(user)``
    returns the uploads.

    ``on_leave(user, now)`` is called once, in the transaction in which somebody leaves: hand on
    what others wait for, and stop what acts in their name. ``on_final(user, now)`` is called by
    the clock 14 days later, when leaving cannot be undone any more: delete what was only theirs.
    Rows that stay (published work, events, questions under the retention rules) need neither.

    ``says(user)`` tells the person beforehand, in whole sentences with numbers, what leaving will
    do here; nothing when it will do nothing.

    ``is_part`` marks a table whose rows stand among the rows of another holding: it is declared so
    that nothing is forgotten, and is no heading of its own.
    """

    model: str
    title: str
    rows: Callable[..., Iterable[dict]]
    files: Callable[..., Iterable[HeldFile]] = _nothing
    on_leave: Callable[..., None] = _leave_alone
    on_final: Callable[..., None] = _leave_alone
    order: int = 50
    says: Callable[..., list[str]] = _nothing
    is_part: bool = False


def register(*holdings: Holding) -> None:
    """Make holdings known. Registering the same model again replaces its holding."""
    for holding in holdings:
        _holdings[holding.model.lower()] = holding


def all_holdings() -> list[Holding]:
    """Every app's holdings, in the order of the export."""
    discover("personal_data")
    return sorted(_holdings.values(), key=lambda holding: (holding.order, holding.model))


def full_address(address: str) -> str:
    """An address of the site as it can be opened from a file on somebody's own machine."""
    return urljoin(settings.WAGTAILADMIN_BASE_URL, address) if address else ""


def rows_from(rows: QuerySet, **terms: str | Callable) -> Iterator[dict]:
    """Yield a flat dictionary per row: ``asked_on="created_at"`` becomes ``{"asked on": …}``.

    A value is an attribute's path or a function of the row. Rows are read in chunks, so that
    memory does not grow with their number.
    """
    getters = {
        term.replace("_", " "): attrgetter(getter) if isinstance(getter, str) else getter
        for term, getter in terms.items()
    }
    for row in rows.iterator(chunk_size=200):
        yield {term: getter(row) for term, getter in getters.items()}
