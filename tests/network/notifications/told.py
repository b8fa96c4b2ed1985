"""Messages to tell in tests, and the kinds they are of."""

from datetime import UTC, datetime

import pytest

from network.notifications import kinds
from network.notifications.kinds import Kind, Line
from network.notifications.models import Message
from network.notifications.outbox import notify

# A Wednesday in winter, ten in the morning in London.
NOW = datetime(2026, 2, 4, 10, 0, tzinfo=UTC)
LETTER = Kind("test_letter", "A letter has come", "Somebody has written.", group="letters")
NEWS = Kind("test_news", "New on {detail}", "There is something new.", group="following")
DESK = Kind("test_desk", "Work has come", "Something waits.", group="desk")
URGENT = Kind("test_urgent", "See this now", "It cannot wait.", group="desk", urgent=True)
ACCOUNT = Kind("test_account", "About your account", "Something has changed.")


@pytest.fixture
def told(monkeypatch):
    """Register the kinds and give a function that tells somebody one of them."""
    for kind in (LETTER, NEWS, DESK, URGENT, ACCOUNT):
        monkeypatch.setitem(kinds._kinds, kind.code, kind)

    def tell(user, kind: Kind = LETTER, key: str = "one", now=NOW, **fields) -> Message:
        fields.setdefault("url", "/me/")
        return notify(recipient=user, kind=kind.code, key=key, now=now, **fields)

    return tell


class Shelf:
    """What a listing kind lists: pages that can be taken down."""

    def __init__(self, *titles: str):
        self.titles = list(titles)
        self.asked = 0

    def lines(self, message) -> list[Line]:
        self.asked += 1
        return [Line(title, f"/resources/{title.lower()}/", "Briefing") for title in self.titles]


@pytest.fixture
def shelf(monkeypatch):
    """Two pages, and the kind ``test_shelf`` that lists what is left of them."""
    shelf = Shelf("Mapping", "Auditing")
    kind = Kind("test_shelf", "New for you", "New pages.", group="following", lines=shelf.lines)
    monkeypatch.setitem(kinds._kinds, kind.code, kind)
    shelf.kind = kind
    return shelf
