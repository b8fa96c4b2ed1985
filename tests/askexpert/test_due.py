"""What time makes due, and that it is done once."""

from datetime import timedelta

import pytest

from askexpert import due
from network.notifications.models import Message
from tests.askexpert import stories
from tests.askexpert.rows import stored

LATE, SILENT = "late questions shown to safeguarding leads", "invitations expired"
NOTHING = {LATE: 0, SILENT: 0}
AFTER = stories.NOW + timedelta(days=31)


@pytest.fixture
def waiting(member, coordinator, expert, safeguarding_lead):
    """One of each: a late first check, a silent invitation."""
    stories.submitted(member)
    stories.invited(member, coordinator, expert)


def test_everything_that_is_due_is_done_once(waiting):
    assert due.run_due(now=AFTER) == {LATE: 1, SILENT: 1}
    before = stored()
    assert due.run_due(now=AFTER) == NOTHING
    assert stored() == before


def test_nothing_is_done_before_its_time(waiting):
    before = stored()
    assert due.run_due(now=stories.NOW + timedelta(hours=3)) == NOTHING
    assert stored() == before


def test_a_late_first_check_reaches_the_leads_without_words(waiting, safeguarding_lead):
    due.run_due(now=AFTER)
    message = Message.objects.get(kind="lead_triage_late")
    assert message.recipient == safeguarding_lead
    assert (stories.TITLE in message.body, stories.TEXT in message.body) == (False, False)


def test_one_second_decides_over_an_invitation(member, coordinator, expert):
    ask = stories.invited(member, coordinator, expert)
    assert due.run_due(now=ask.respond_by - timedelta(seconds=1))[SILENT] == 0
    assert due.run_due(now=ask.respond_by)[SILENT] == 1
    assert stories.status_of(ask) == "expired"
