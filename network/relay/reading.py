"""A conversation as one of the two reads it."""

from collections.abc import Iterable
from dataclasses import dataclass

from network.relay.enums import LetterStatus, ReportStatus
from network.relay.models import Conversation, Letter, LetterReport
from network.relay.names import shown_names

PAGE_SIZE = 30
REMOVED = (ReportStatus.REMOVED, ReportStatus.SUSPENDED)


@dataclass(frozen=True, slots=True)
class Entry:
    """A letter for its page: what may be shown of it, and what became of it.

    ``text`` is empty while the letter is hidden and after it has been removed; ``why_removed`` is
    for its author only; ``report`` is the reader's own.
    """

    letter: Letter
    author_name: str
    is_mine: bool
    is_new: bool
    text: str
    why_removed: str
    report: LetterReport | None

    @property
    def is_held(self) -> bool:
        return self.letter.status == LetterStatus.HELD

    @property
    def is_removed(self) -> bool:
        return self.letter.status == LetterStatus.REMOVED

    @property
    def can_report(self) -> bool:
        return self.report is None and not self.is_removed


def entries(letters: Iterable[Letter], user, names: dict[int, str]) -> list[Entry]:
    """The letters for one of the two; ``letters`` come with their reports."""
    return [_entry(letter, user, names) for letter in letters]


def names_in(conversation: Conversation, user) -> dict[int, str]:
    """Names of the two by key, as the reader may know them: two queries at most."""
    other = conversation.other(user)
    wrote = conversation.started_by_id == other.pk or (
        conversation.letters.filter(author=other).exists()
    )
    names = shown_names(user, [other], writers={other.pk} if wrote else ())
    return {user.pk: "You", **names}


def _entry(letter: Letter, user, names: dict[int, str]) -> Entry:
    is_mine = letter.author_id == user.pk
    reports = list(letter.reports.all())
    removal = next((report for report in reports if report.status in REMOVED), None)
    return Entry(
        letter=letter,
        author_name=names[letter.author_id],
        is_mine=is_mine,
        is_new=not is_mine and letter.read_at is None and letter.is_readable,
        text=letter.text if letter.is_readable else "",
        why_removed=removal.words if removal and is_mine else "",
        report=next((report for report in reports if report.reporter_id == user.pk), None),
    )
