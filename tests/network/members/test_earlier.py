"""Leaving and joining again undoes no decision: the address is known, and the blocks hold."""

import pytest
from allauth.account.models import EmailAddress

from network.members import earlier, workflow
from network.members.enums import MembershipStatus
from network.members.models import EmailDomain, FormerAddress, User
from network.members.personal_data import what_is_kept_on
from network.members.workflow.leaving import come_back, finish
from network.notifications.models import Message
from network.privacy.retention import all_rules
from network.relay import workflow as relay
from network.relay.enums import ReportReason
from tests.network.members.again import DAY, NOW, fresh, go, join, suspend, words_of
from tests.network.relay.exchange import send

LEFT_SUSPENDED = "An account with this address was left while suspended on 7 April 2026."


@pytest.fixture
def listed(db):
    return EmailDomain.objects.create(
        domain="people.example", covers_subdomains=True, for_whom="The people of the tests"
    )


def test_who_left_in_good_standing_is_let_in_by_domain_again(listed, member):
    go(member)
    again = join(member.email)
    assert (again.status, words_of(again)) == (MembershipStatus.APPROVED, [])


def test_who_left_while_suspended_waits_for_a_coordinator(listed, member, coordinator):
    suspend(member, coordinator)
    go(member)
    again = join(member.email)
    assert (again.status, words_of(again)) == (MembershipStatus.APPLIED, [LEFT_SUSPENDED])
    told = Message.objects.filter(recipient=coordinator, kind="desk_application")
    assert told.count() == 1


def test_who_left_after_a_refusal_waits_for_a_coordinator(listed, applicant, coordinator):
    application = applicant.membership
    workflow.decline(membership=application, actor=coordinator, now=NOW - DAY, reason="Not yet.")
    go(applicant)
    again = join(applicant.email)
    assert again.status == MembershipStatus.APPLIED
    assert words_of(again) == [
        "An account with this address was left after it had been declined on 7 April 2026."
    ]


def test_who_left_during_an_appeal_waits_for_a_coordinator(listed, member, coordinator):
    suspended = suspend(member, coordinator)
    workflow.appeal(membership=suspended, actor=member, now=NOW - DAY, text="It was not me.")
    go(member)
    again = join(member.email)
    assert again.status == MembershipStatus.APPLIED
    assert words_of(again) == [
        "An account with this address was left while an appeal was open on 7 April 2026."
    ]


def test_the_rule_itself_lets_nobody_in_who_must_be_looked_at(listed, member, coordinator):
    suspend(member, coordinator)
    go(member)
    again = join(member.email)
    with pytest.raises(workflow.NotPermitted, match="looked at first"):
        workflow.approve_by_domain(membership=again, rule=listed, now=NOW)


def test_a_coordinator_may_still_approve(listed, member, coordinator):
    suspend(member, coordinator)
    go(member)
    again = join(member.email)
    workflow.approve(membership=again, actor=coordinator, now=NOW + DAY)
    assert fresh(again).status == MembershipStatus.APPROVED


def test_the_same_mailbox_written_differently_is_the_same_address(listed, member, coordinator):
    suspend(member, coordinator)
    go(member)
    mailbox, domain = member.email.split("@")
    assert join(f"{mailbox.upper()}+new@{domain}").status == MembershipStatus.APPLIED


def test_changing_the_address_before_leaving_changes_nothing(listed, member, coordinator):
    suspend(member, coordinator)
    EmailAddress.objects.filter(user=member).update(email="other@elsewhere.example")
    User.objects.filter(pk=member.pk).update(email="other@elsewhere.example")
    go(member)
    assert join(member.email).status == MembershipStatus.APPLIED


def test_a_second_account_beside_one_that_is_suspended_waits_too(listed, member, coordinator):
    suspend(member, coordinator)
    EmailAddress.objects.filter(user=member).update(email="other@elsewhere.example")
    User.objects.filter(pk=member.pk).update(email="other@elsewhere.example")
    again = join(member.email)
    assert again.status == MembershipStatus.APPLIED
    assert words_of(again) == [
        "An account that used this address has been suspended since 6 April 2026."
    ]


def test_an_address_that_nobody_confirmed_marks_nobody(listed, member, coordinator):
    EmailAddress.objects.create(user=member, email="victim@people.example", verified=False)
    suspend(member, coordinator)
    go(member)
    assert join("victim@people.example").status == MembershipStatus.APPROVED


def test_ending_the_pause_forgets_the_address(member, coordinator):
    suspend(member, coordinator)
    assert FormerAddress.objects.count() == 1
    workflow.reinstate(membership=fresh(member).membership, actor=coordinator, now=NOW)
    assert FormerAddress.objects.count() == 0


def test_coming_back_within_14_days_is_possible_and_leaves_the_pause(member, coordinator):
    suspend(member, coordinator)
    departure = go(member)
    come_back(departure=departure, now=NOW + DAY)
    assert fresh(member).membership.status == MembershipStatus.SUSPENDED
    assert list(FormerAddress.objects.values_list("standing", "left_at")) == [("suspended", None)]


def test_coming_back_in_good_standing_leaves_nothing(member):
    come_back(departure=go(member), now=NOW + DAY)
    assert FormerAddress.objects.count() == 0


def test_the_address_cannot_be_read(member, settings):
    go(member)
    row = FormerAddress.objects.get()
    assert member.email not in "".join(str(value) for value in vars(row).values())
    assert len(row.digest) == 64
    before = row.digest
    settings.SECRET_KEY = "another key"
    assert earlier._digests(member.email) != [before]


def test_an_older_key_still_knows_the_address(listed, member, coordinator, settings):
    suspend(member, coordinator)
    go(member)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key"
    assert join(member.email).status == MembershipStatus.APPLIED


def test_after_14_days_only_what_is_needed_stays(member, expert, coordinator):
    suspend(member, coordinator)
    for person in (member, expert):
        finish(departure=go(person), now=NOW + 15 * DAY)
    assert list(FormerAddress.objects.values_list("account", "standing")) == [
        (member.public_id, "suspended")
    ]


def test_after_14_days_the_mark_is_still_there(listed, member, coordinator):
    suspend(member, coordinator)
    finish(departure=go(member), now=NOW + 15 * DAY)
    again = join(member.email, now=NOW + 100 * DAY)
    assert (again.status, words_of(again)) == (MembershipStatus.APPLIED, [LEFT_SUSPENDED])


def test_after_24_months_the_address_goes(member, coordinator):
    suspend(member, coordinator)
    go(member)
    rule = next(rule for rule in all_rules() if rule.code == "former-addresses")
    assert rule.due(NOW + 730 * DAY).count() == 0
    assert rule.remove(rule.due(NOW + 731 * DAY), NOW + 731 * DAY) == 1


def test_while_somebody_is_suspended_the_address_is_kept(member, coordinator):
    suspend(member, coordinator)
    rule = next(rule for rule in all_rules() if rule.code == "former-addresses")
    assert rule.due(NOW + 5000 * DAY).count() == 0


def report(member, expert):
    letter = send(member, expert)
    return relay.report(letter=letter, reporter=expert, reason=ReportReason.HARASSMENT, now=NOW)


def test_who_leaves_while_suspended_is_told_what_is_kept(member, coordinator):
    assert what_is_kept_on(member) == []
    suspend(member, coordinator)
    assert len(what_is_kept_on(member)) == 1


def test_coordinators_see_the_mark_and_the_way_to_the_earlier_membership(
    client, listed, member, coordinator
):
    suspend(member, coordinator)
    go(member)
    again = join(member.email)
    client.force_login(coordinator)
    page = client.get(f"/desk/members/{again.user.public_id}/").content.decode()
    assert LEFT_SUSPENDED in page
    assert f'href="/desk/members/{member.public_id}/"' in page
    assert client.get(f"/desk/members/{member.public_id}/").status_code == 200
    assert "Had an account before" in client.get("/desk/members/").content.decode()
    assert "Had an account before" in client.get("/desk/").content.decode()


def test_the_applicant_does_not_see_the_mark(client, listed, member, coordinator):
    suspend(member, coordinator)
    go(member)
    again = join(member.email)
    client.force_login(again.user)
    assert "earlier account" not in client.get("/me/").content.decode()


def test_marks_of_many_cost_as_much_as_of_one(
    listed, member, expert, coordinator, django_assert_num_queries
):
    people = []
    for person in (member, expert):
        suspend(person, coordinator)
        go(person)
        people.append(join(person.email).user)
    # The confirmed addresses, the rows, the accounts, the reports.
    with django_assert_num_queries(4):
        assert len(earlier.marks_for(people[:1])) == 1
    with django_assert_num_queries(4):
        assert len(earlier.marks_for(people)) == 2
    # The confirmed addresses and the rows.
    with django_assert_num_queries(2):
        assert earlier.marks_for([coordinator]) == {}
