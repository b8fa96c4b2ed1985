"""A second look at a refusal or a pause: by whom, how often, and where it leads."""

from datetime import UTC, datetime

import pytest

from network.members import workflow
from network.members.models import Membership
from network.notifications.models import Message

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def test_an_appeal_is_decided_by_somebody_else(applicant, coordinator, conflicted_coordinator):
    membership = applicant.membership
    workflow.decline(membership=membership, actor=coordinator, now=NOW, reason="You sell.")
    workflow.appeal(membership=membership, actor=applicant, now=NOW, text="I do not.")
    membership.refresh_from_db()
    with pytest.raises(workflow.NotPermitted) as refusal:
        workflow.approve(membership=membership, actor=coordinator, now=NOW)
    assert refusal.value.reason == (
        "The appeal is against your own decision, so another coordinator looks at it."
    )
    workflow.approve(membership=membership, actor=conflicted_coordinator, now=NOW)
    membership.refresh_from_db()
    assert (membership.status, membership.decided_by, membership.appealed_against) == (
        "approved",
        conflicted_coordinator,
        "",
    )


def test_the_only_coordinator_decides_on_the_appeal_too(applicant, coordinator):
    membership = applicant.membership
    workflow.decline(membership=membership, actor=coordinator, now=NOW, reason="You sell.")
    workflow.appeal(membership=membership, actor=applicant, now=NOW, text="I do not.")
    workflow.uphold(membership=membership, actor=coordinator, now=NOW, reason="You do.")
    membership.refresh_from_db()
    assert (membership.status, membership.reason) == ("declined", "You do.")


def test_there_is_one_appeal_against_a_decision(applicant, coordinator):
    membership = applicant.membership
    workflow.decline(membership=membership, actor=coordinator, now=NOW, reason="You sell.")
    workflow.appeal(membership=membership, actor=applicant, now=NOW, text="I do not.")
    workflow.uphold(membership=membership, actor=coordinator, now=NOW, reason="You do.")
    with pytest.raises(workflow.NotPermitted) as refusal:
        workflow.appeal(membership=membership, actor=applicant, now=NOW, text="Once more.")
    assert refusal.value.reason == (
        "Another coordinator has looked at this again already, and the decision is final."
    )


def test_an_appeal_against_a_pause_leads_back_to_it_or_ends_it(member, coordinator):
    membership = member.membership
    workflow.suspend(membership=membership, actor=coordinator, now=NOW, reason="A concern.")
    workflow.appeal(membership=membership, actor=member, now=NOW, text="It was not me.")
    workflow.uphold(membership=membership, actor=coordinator, now=NOW, reason="It was.")
    membership.refresh_from_db()
    assert membership.status == "suspended"
    workflow.reinstate(membership=membership, actor=coordinator, now=NOW)
    workflow.suspend(membership=membership, actor=coordinator, now=NOW, reason="Again.")
    workflow.appeal(membership=membership, actor=member, now=NOW, text="Truly not.")
    workflow.approve(membership=membership, actor=coordinator, now=NOW)
    membership.refresh_from_db()
    assert membership.status == "approved"
    last = Message.objects.filter(recipient=member).order_by("-pk").first()
    assert last.kind == "membership_reinstated"


def test_nobody_appeals_for_somebody_else(applicant, coordinator):
    Membership.objects.filter(user=applicant).update(status="declined", decided_at=NOW)
    with pytest.raises(workflow.NotPermitted):
        workflow.appeal(membership=applicant.membership, actor=coordinator, now=NOW, text="Hm.")
