"""A question with the safeguarding leads: why it is there, and that somebody has seen it."""

import pytest
from django.urls import reverse

from tests.askexpert import stories
from tests.askexpert.rows import stored


@pytest.fixture
def quarantined(member, coordinator):
    question = stories.submitted(member)
    return stories.workflow.quarantine(
        question=question, actor=coordinator, now=stories.NOW, label="identifies"
    )


def step(name: str, question) -> str:
    return reverse(f"askexpert_desk:{name}", args=[question.public_id])


def test_opening_a_question_changes_nothing_and_the_button_stops_the_leads_clock(
    quarantined, coordinator, safeguarding_lead, browser_of
):
    lead = browser_of(safeguarding_lead)
    before = stored()
    lead.head(quarantined.desk_url)
    page = lead.get(quarantined.desk_url).content.decode()
    assert stored() == before
    assert "I have seen this" in page
    assert browser_of(coordinator).post(step("mark_seen", quarantined)).status_code == 404
    assert stories.fresh(quarantined).seen_at is None
    answer = lead.post(step("mark_seen", quarantined))
    assert answer["Location"] == quarantined.desk_url
    assert stories.fresh(quarantined).seen_at is not None
    assert "I have seen this" not in lead.get(quarantined.desk_url).content.decode()


def test_the_leads_read_why_a_question_is_with_them(quarantined, safeguarding_lead, browser_of):
    page = browser_of(safeguarding_lead).get(quarantined.desk_url).content.decode()
    said = "Why: It could identify a child or somebody else. Said at the desk."
    assert said in page


def test_proposing_a_removal_stops_the_leads_clock(quarantined, safeguarding_lead, browser_of):
    lead = browser_of(safeguarding_lead)
    lead.post(step("remove", quarantined), {"remove-words": "It tells who this is about."})
    assert quarantined.joint_decisions.count() == 1
    assert stories.fresh(quarantined).seen_at is not None
