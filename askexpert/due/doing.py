"""Do something to each of many rows, so that one that fails stops no other."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime

logger = logging.getLogger("network.due")


class StepsFailed(Exception):  # noqa: N818 -- reads as the state of affairs it reports
    """Some rows could not be dealt with; the log says where, never with their words."""


class Work:
    """What one run has done, by name, and how many rows failed."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.done: dict[str, int] = {}
        self.failed = 0

    def do(self, name: str, rows: Iterable, step: Callable[..., bool]) -> None:
        """Take ``step`` on each row and count those for which it was due. A failure is logged by
        the class of the error and the lines of code; the row is tried again at the next run."""
        self.done.setdefault(name, 0)
        for row in rows:
            try:
                self.done[name] += bool(step(row))
            except Exception:
                logger.exception("step not taken", extra={"action": name, "kind": row._meta.label})
                self.failed += 1

    def once(self, name: str, step: Callable[[], bool]) -> None:
        """Take a step that is about no row. Its failure is logged like that of a row."""
        try:
            if step():
                self.done[name] = 1
        except Exception:
            logger.exception("step not taken", extra={"action": name})
            self.failed += 1

    def finish(self) -> None:
        """:raises StepsFailed: when a row failed."""
        if self.failed:
            raise StepsFailed(f"{self.failed} of {self.failed + sum(self.done.values())}")
