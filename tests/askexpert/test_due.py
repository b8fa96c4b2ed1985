"""What time makes due, and that it is done once."""

from datetime import timedelta

import pytest

from askexpert import due
from askexpert.models import Question
from network.notifications.models import Message
from tests.askexpert import stories
from tests.askexpert.rows import stored

LATE, SILENT = "late questions shown to safeguarding leads", "invitations expired"
NOTHING = {LATE: 0, SILENT: 0}
AFTER = stories.NOW + timedelta(days=31)


@pytest.fixture
def waiting(member, coordinator, expert, safeguarding_lead):
    """One of each: a late first check, a silent invitation, an old draft."""
    stories.draft(member)
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


def test_a_draft_that_was_touched_again_is_kept(member):
    question = stories.draft(member)
    stories.workflow.save_draft(
        question=question, actor=member, now=stories.NOW + timedelta(days=20), title="Again"
    )
    assert due.run_due(now=AFTER) == NOTHING
    assert Question.objects.count() == 1


def test_a_question_that_waits_for_a_change_is_no_draft(member, coordinator):
    question = stories.submitted(member)
    stories.workflow.request_changes(
        question=question, actor=coordinator, now=stories.NOW, reason="Shorter."
    )
    assert due.run_due(now=AFTER + timedelta(days=60)) == NOTHING


def test_one_second_decides_over_an_invitation(member, coordinator, expert):
    ask = stories.invited(member, coordinator, expert)
    assert due.run_due(now=ask.respond_by - timedelta(seconds=1))[SILENT] == 0
    assert due.run_due(now=ask.respond_by)[SILENT] == 1
    assert stories.status_of(ask) == "expired"
