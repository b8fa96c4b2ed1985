"""The desk says how many things wait, and that there are more where it shows only some."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from network.desk.panels import panels_for
from network.desk.views import filled_panels
from network.media.models import HeldFile, HeldState
from network.notifications.models import PausedAddress
from network.reported.models import PageReport
from tests.factories.pages import make_answer, make_tip

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def hold_files(count: int) -> None:
    HeldFile.objects.bulk_create(
        HeldFile(name="a.txt", size=1, state=HeldState.HELD, held_at=NOW) for _ in range(count)
    )


def report_pages(count: int) -> None:
    page = make_tip()
    PageReport.objects.bulk_create(PageReport(page=page, reported_at=NOW) for _ in range(count))


def pause_addresses(count: int) -> None:
    PausedAddress.objects.bulk_create(
        PausedAddress(address=f"{uuid4().hex}@example.org", since=NOW) for _ in range(count)
    )


def publish_answers(count: int) -> None:
    for number in range(count):
        make_answer(title=f"Answer {number}", review_due_date=date(2026, 1, 5))


def number_of(code: str, user) -> str:
    return next(filled.number for filled in filled_panels(user, NOW) if filled.panel.code == code)


@pytest.mark.parametrize(
    ("code", "who", "make", "shown"),
    [
        ("held_files", "safeguarding_lead", hold_files, 10),
        ("reported_pages", "safeguarding_lead", report_pages, 10),
        ("emails", "coordinator", pause_addresses, 10),
        ("to_review", "coordinator", publish_answers, 20),
    ],
)
def test_it_says_when_there_are_more_than_it_shows(request, code, who, make, shown):
    user = request.getfixturevalue(who)
    make(shown)
    assert number_of(code, user) == str(shown)
    make(1)
    assert number_of(code, user) == f"{shown}+"


@pytest.mark.parametrize("who", ["coordinator", "safeguarding_lead", "editor"])
def test_every_panel_knows_how_many_rows_it_shows(request, who):
    panels = panels_for(request.getfixturevalue(who))
    assert panels
    assert [panel.code for panel in panels if panel.limit is None] == []
