"""How long things are kept: one rule per class of data, declared by the app that owns it.

Rules stand in an app's ``personal_data.py``, beside its holdings. ``run_due`` applies them;
``manage.py retention_report`` says what they would remove, without removing it; the table in
``docs/security.md`` is the same list in words, and a test compares the two.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from network.discovery import discover

logger = logging.getLogger("network.privacy")

_rules: dict[str, "RetentionRule"] = {}


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """Rows of one class and the time after which they go.

    ``what``, ``kept_for`` and ``why`` are plain words for the table. ``due(now)`` returns the rows
    whose time is over; ``remove(rows, now)`` deletes or blanks them and returns how many. It must
    be safe to run twice and on several machines at once. ``warn(now)`` is called before: it tells
    people whose data will be due soon, once each, and returns how many; such a rule's ``due`` holds
    only rows whose owner was told in time.
    """

    code: str
    what: str
    kept_for: str
    why: str
    due: Callable[[datetime], QuerySet]
    remove: Callable[[QuerySet, datetime], int]
    warn: Callable[[datetime], int] | None = None


def delete_rows(rows: QuerySet, now: datetime) -> int:
    """The plain way to remove: delete. Returns the number of rows of the class itself."""
    _, by_model = rows.delete()
    return by_model.get(rows.model._meta.label, 0)


class RowsFailed(Exception):  # noqa: N818 -- reads as the state of affairs it reports
    """Some rows of a rule could not be removed; the log says why."""


def one_by_one(act: Callable[..., bool]) -> Callable[[QuerySet, datetime], int]:
    """Make a ``remove`` of what is done to one row (``act(row, now)``, true when it was done).

    A row that fails is logged and stops no other: it is tried again at the next run.

    :raises RowsFailed: after every row has had its turn, when one failed.
    """

    def remove(rows: QuerySet, now: datetime) -> int:
        done = failed = 0
        for row in rows:
            try:
                done += bool(act(row, now))
            except Exception:
                logger.exception("row not removed", extra={"action": row._meta.label})
                failed += 1
        if failed:
            raise RowsFailed(f"{failed} of {done + failed}")
        return done

    return remove


def register(*rules: RetentionRule) -> None:
    """Make rules known. Registering the same code again replaces the rule."""
    for rule in rules:
        _rules[rule.code] = rule


def all_rules() -> list[RetentionRule]:
    """Every app's rules, by code."""
    discover("personal_data")
    return sorted(_rules.values(), key=lambda rule: rule.code)
