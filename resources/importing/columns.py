"""The columns of the sheet, one row a file, and what stands in their cells.

The first row of a resource says what it is, the first row of a version what changed; later rows
need only ``slug``, ``version``, ``file`` and ``label``. The table in docs/resources.md is the same
in words.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from network.taxonomy.models import Context, Harm, Nation, PracticeStage, Sector, Topic
from resources.enums import FilesFor

OF_RESOURCE = (
    "title",
    "summary",
    "type",
    "sectors",
    "contexts",
    "harms",
    "stages",
    "topics",
    "nations",
    "authors",
    "organisation",
    "law",
    "licence",
    "published",
    "reviewed",
    "review_due",
    "tested",
    "adapted_from",
    "files_for",
    "files_from",
    "open_to",
    "about",
)
OF_VERSION = ("released", "change_note")
COLUMNS = ("slug", *OF_RESOURCE, "version", *OF_VERSION, "file", "label")
REQUIRED = ("title", "type", "file")
VOCABULARIES = {
    "sectors": Sector,
    "contexts": Context,
    "harms": Harm,
    "stages": PracticeStage,
    "topics": Topic,
    "nations": Nation,
}
# The fields of the page that a column fills as it stands.
TEXTS = {
    "title": "title",
    "summary": "summary",
    "organisation": "organisation",
    "law": "law_or_guidance",
    "licence": "licence",
    "tested": "how_tested",
}
DATES = {
    "published": "published_date",
    "reviewed": "reviewed_date",
    "review_due": "review_due_date",
}
MEMBERS = "members"
# The last part of an author who is an organisation or a team.
BODY = "organisation"
_BRITISH = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mend, or with ``is_warning`` to know. ``row`` counts as the spreadsheet does,
    with the headings as row 1; 0 speaks of the whole."""

    row: int
    column: str
    words: str
    is_warning: bool = False

    def __str__(self) -> str:
        where = f"Row {self.row}" if self.row else "The whole"
        return f"{where}{f', {self.column}' if self.column else ''}: {self.words}"


def parts(cell: str) -> list[str]:
    """The entries of a cell: a line each, or else divided by semicolons."""
    divided = cell.split("\n") if "\n" in cell else cell.split(";")
    return [part.strip() for part in divided if part.strip()]


def joined(entries: list[str]) -> str:
    """The cell that :func:`parts` reads as these entries."""
    cell = "\n".join(entries)
    return f"{cell}\n" if len(entries) == 1 and ";" in cell else cell


@dataclass(frozen=True, slots=True)
class Author:
    name: str
    role: str = ""
    is_body: bool = False

    def __str__(self) -> str:
        """The entry of the cell that :func:`read_authors` reads as this author."""
        if self.is_body:
            return f"{self.name} | {self.role} | {BODY}"
        return f"{self.name} | {self.role}" if self.role else self.name


def read_authors(cell: str) -> list[Author]:
    """Names with their roles, in order: ``Name | Role``, or ``Name | Role | organisation``."""
    return [_author(part) for part in parts(cell)]


def _author(entry: str) -> Author:
    name, _, role = entry.partition("|")
    before, bar, last = role.rpartition("|")
    is_body = bool(bar) and last.strip().lower() == BODY
    return Author(name.strip(), (before if is_body else role).strip(), is_body)


def read_day(cell: str) -> date:
    """A day as 2026-03-02, or as the British write it, 2/3/2026.

    :raises ValueError: for anything else.
    """
    british = _BRITISH.fullmatch(cell.strip())
    if british:
        day, month, year = (int(part) for part in british.groups())
        return date(year, month, day)
    return datetime.fromisoformat(cell.strip()).date()


def read_moment(cell: str) -> datetime:
    """A day, from its first minute, or a moment; in the site's time where none is named.

    :raises ValueError: for anything else.
    """
    try:
        moment = datetime.combine(read_day(cell), time.min)
        if len(cell.strip()) > len("2026-03-02"):
            moment = datetime.fromisoformat(cell.strip())
    except ValueError:
        moment = datetime.fromisoformat(cell.strip())
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def read_files_for(cell: str) -> str:
    """The code of :class:`resources.enums.FilesFor`, written as code or in its words.

    :raises ValueError: for anything else.
    """
    for choice in FilesFor:
        if cell.strip().lower() in {choice.value, choice.label.lower()}:
            return choice.value
    raise ValueError(cell)
