"""What the demo loaders share: the moment it all hangs on, the people, and the way in which the
content files are read.

A content file is ``<app>/demo/content/*.md``: TOML front matter between two lines of ``+++``, then
Markdown (CommonMark and tables, headings from ``##``, no HTML, no pictures). Dates in it are whole
days before the moment of loading.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from django.utils import timezone

from network.pages.markdown import markdown_blocks, markdown_html, split_front_matter

__all__ = ["SEED", "World", "markdown_blocks", "markdown_html", "read_content", "read_file"]

SEED = 2016


def _quiet(words: str) -> None:
    """Say nothing."""


@dataclass(slots=True)
class World:
    """One loading of the demo.

    ``now`` is the moment that every date is counted from, ``rng`` the only source of chance
    (seeded, so that two loadings agree), ``say`` prints a line of progress, ``people`` maps the
    keys of ``people.toml`` to accounts and is filled by the loader of ``network.members``.
    """

    now: datetime
    rng: random.Random = field(default_factory=lambda: random.Random(SEED))
    say: Callable[[str], None] = _quiet
    people: dict = field(default_factory=dict)

    def ago(self, days: float, *, hour: int | None = None, minute: int = 0) -> datetime:
        """The moment ``days`` before now (negative: after), at a local clock time if one is given.

        A clock time today that has not come yet would lie in the future; then now is returned.
        """
        moment = self.now - timedelta(days=days)
        if hour is None:
            return moment
        local = timezone.localtime(moment).replace(
            hour=hour, minute=minute, second=0, microsecond=0
        )
        return min(local, self.now) if days >= 0 else local

    def date_ago(self, days: int) -> date:
        """The local date ``days`` whole days before today (negative: after)."""
        return timezone.localdate(self.now) - timedelta(days=days)


def read_content(folder: Path | str) -> list[tuple[dict, str]]:
    """Read every ``*.md`` of a folder as (front matter, Markdown body), ordered by file name.

    :raises ValueError: when a file has no front matter or the front matter is not TOML.
    """
    return [read_file(path) for path in sorted(Path(folder).glob("*.md"))]


def read_file(path: Path) -> tuple[dict, str]:
    """Read one content file. Raises as :func:`read_content`."""
    try:
        return split_front_matter(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from error
