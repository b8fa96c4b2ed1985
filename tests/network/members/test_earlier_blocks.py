"""Leaving and joining again undoes no block and no report."""

import pytest

from network.members.enums import MembershipStatus
from network.members.models import EmailDomain
from network.members.personal_data import membership_rows
from network.members.workflow.leaving import finish
from network.privacy.retention import all_rules
from network.relay import permissions as letters
from network.relay import workflow as relay
from network.relay.enums import ReportReason
from network.relay.models import Block
from tests.network.members.again import DAY, NOW, fresh, go, join, suspend, words_of
from tests.network.relay.exchange import send

LEFT_SUSPENDED = "An account with this address was left while suspended on 7 April 2026."


@pytest.fixture
def listed(db):
    return EmailDomain.objects.create(
        domain="people.example", covers_subdomains=True, for_whom="The people of the tests"
    )


def report(member, expert):
    letter = send(member, expert)
    return relay.report(letter=letter, reporter=expert, reason=ReportReason.HARASSMENT, now=NOW)


def test_a_block_holds_for_the_new_account(listed, member, expert):
    send(member, expert)
    relay.block(blocker=expert, blocked=member, now=NOW)
    finish(departure=go(member), now=NOW + 15 * DAY)
    again = join(member.email, now=NOW + 20 * DAY)
    assert again.status == MembershipStatus.APPROVED
    assert Block.objects.filter(blocker=expert, blocked=again.user).count() == 1
    decision = letters.can_write_to(fresh(again.user), fresh(expert), None)
    assert (bool(decision), decision.reason) == (False, letters.TAKES_NONE)


def test_a_block_set_after_they_left_holds_too(listed, member, expert):
    send(member, expert)
    departure = go(member)
    relay.block(blocker=expert, blocked=fresh(member), now=NOW)
    finish(departure=departure, now=NOW + 15 * DAY)
    again = join(member.email, now=NOW + 20 * DAY)
    assert Block.objects.filter(blocker=expert, blocked=again.user).count() == 1


def test_a_block_that_was_taken_back_does_not_return(listed, member, expert):
    relay.block(blocker=expert, blocked=member, now=NOW)
    relay.unblock(blocker=expert, blocked=member)
    go(member)
    again = join(member.email)
    assert Block.objects.filter(blocked=again.user).count() == 0


def test_blocks_of_other_accounts_are_not_carried_over(listed, member, expert, other_expert):
    relay.block(blocker=expert, blocked=other_expert, now=NOW)
    go(member)
    again = join(member.email)
    assert Block.objects.filter(blocked=again.user).count() == 0


def test_blocks_go_24_months_after_leaving(member, expert):
    relay.block(blocker=expert, blocked=member, now=NOW)
    go(member)
    rule = next(rule for rule in all_rules() if rule.code == "blocks")
    assert rule.due(NOW + 730 * DAY).count() == 0
    assert rule.remove(rule.due(NOW + 731 * DAY), NOW + 731 * DAY) == 1


def test_who_left_with_an_open_report_waits_for_a_coordinator(listed, member, expert):
    report(member, expert)
    finish(departure=go(member), now=NOW + 15 * DAY)
    again = join(member.email, now=NOW + 20 * DAY)
    assert again.status == MembershipStatus.APPLIED
    assert words_of(again) == [
        "An account with this address was left after a letter of theirs had been reported on "
        "7 April 2026."
    ]


def test_a_report_that_was_upheld_after_they_left_still_counts(listed, member, expert, coordinator):
    made = report(member, expert)
    go(member)
    relay.remove(report=made, actor=coordinator, now=NOW + DAY, words="Against the rules.")
    assert join(member.email).status == MembershipStatus.APPLIED


def test_a_report_that_was_dismissed_holds_nobody_up(listed, member, expert, coordinator):
    made = report(member, expert)
    go(member)
    relay.dismiss(report=made, actor=coordinator, now=NOW + DAY, words="Nothing is wrong.")
    assert join(member.email).status == MembershipStatus.APPROVED


def test_a_report_of_ones_own_letter_holds_nobody_up(listed, member, expert):
    letter = send(member, expert)
    relay.report(letter=letter, reporter=member, reason=ReportReason.IDENTIFIES_A_CHILD, now=NOW)
    go(member)
    assert join(member.email).status == MembershipStatus.APPROVED


def test_the_copy_of_ones_data_has_the_decision_and_not_the_report(
    listed, member, expert, coordinator
):
    report(member, expert)
    suspend(member, coordinator)
    go(member)
    again = join(member.email)
    assert len(words_of(again)) == 2
    (row,) = membership_rows(again.user)
    assert row["earlier accounts with your address"] == [LEFT_SUSPENDED]
