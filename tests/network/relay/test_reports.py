"""Report a letter, and decide about it."""

import pytest
from django.db import IntegrityError, transaction

from network.members.enums import MembershipStatus
from network.members.models import Membership
from network.notifications.models import Message
from network.relay import permissions, transitions, workflow
from network.relay.enums import LetterStatus, ReportReason, ReportStatus
from network.relay.models import LetterReport, LetterReportEvent
from network.workflows import NotPermitted, TransitionNotAllowed
from tests.network.relay.exchange import MINUTE, NOW, fresh, send, suspend

CHILD = ReportReason.IDENTIFIES_A_CHILD
LATER = NOW + 10 * MINUTE
VERBS = {
    "dismiss": workflow.dismiss,
    "remove": workflow.remove,
    "suspend": workflow.suspend,
    "give_to_lead": workflow.give_to_lead,
    "give_to_coordinators": workflow.give_to_coordinators,
}


@pytest.fixture
def letter(member, expert):
    """From the member to the expert."""
    return send(member, expert)


def report_by(user, letter, reason=ReportReason.HARASSMENT) -> LetterReport:
    return workflow.report(letter=letter, reporter=user, reason=reason, text="", now=NOW + MINUTE)


def act(action, report, actor):
    VERBS[action](report=report, actor=actor, now=LATER, words="Because.")
    report.refresh_from_db()
    report.letter.refresh_from_db()


def kinds_for(user) -> list[str]:
    return sorted(Message.objects.filter(recipient=user).values_list("kind", flat=True))


# --- Reporting ----------------------------------------------------------------------------------


def test_a_report_waits_for_coordinators_and_leaves_the_letter_alone(
    letter, expert, coordinator, safeguarding_lead
):
    report = report_by(expert, letter)
    assert (report.status, report.is_for_lead) == (ReportStatus.OPEN, False)
    letter.refresh_from_db()
    assert letter.status == LetterStatus.SENT
    assert kinds_for(coordinator) == ["desk_letter_reported"]
    assert kinds_for(safeguarding_lead) == []


def test_what_says_who_a_child_is_is_hidden_at_once_and_goes_to_leads_only(
    letter, expert, coordinator, safeguarding_lead
):
    report = report_by(expert, letter, CHILD)
    letter.refresh_from_db()
    assert letter.status == LetterStatus.HELD
    assert kinds_for(safeguarding_lead) == ["lead_letter_reported"]
    assert kinds_for(coordinator) == []
    assert list(LetterReport.objects.visible_to(coordinator)) == []
    assert list(LetterReport.objects.visible_to(safeguarding_lead)) == [report]


def test_the_writer_is_told_of_no_report(letter, member, expert):
    report_by(expert, letter)
    assert kinds_for(member) == []


def test_a_letter_is_reported_once_by_each(letter, member, expert):
    report_by(expert, letter)
    with pytest.raises(NotPermitted, match="already"):
        report_by(expert, letter)
    report_by(member, letter, CHILD)
    assert LetterReport.objects.count() == 2


def test_ones_own_letter_is_reported_only_because_it_says_who_a_child_is(letter, member):
    with pytest.raises(NotPermitted, match="of your own"):
        report_by(member, letter)
    assert report_by(member, letter, CHILD).is_for_lead is True


@pytest.mark.parametrize("who", ["other_expert", "coordinator", "safeguarding_lead", "outsider"])
def test_nobody_else_reports_a_letter(request, letter, who):
    with pytest.raises(NotPermitted, match="Only the two people"):
        report_by(request.getfixturevalue(who), letter)


def test_somebody_whose_membership_has_ended_can_still_report(letter, expert):
    suspend(expert)
    assert report_by(fresh(expert), letter).reporter == expert


def test_a_coordinator_does_not_see_a_report_of_their_own_conversation(member, coordinator):
    report = report_by(member, send(coordinator, member))
    assert list(LetterReport.objects.visible_to(coordinator)) == []
    assert kinds_for(coordinator) == []
    with pytest.raises(NotPermitted):
        act("dismiss", report, coordinator)


@pytest.mark.parametrize("who", ["member", "other_expert", "researcher", "editor"])
def test_nobody_without_the_roles_sees_reports(request, letter, expert, who):
    report = report_by(expert, letter)
    user = request.getfixturevalue(who)
    assert list(LetterReport.objects.visible_to(user)) == []
    for action in VERBS:
        with pytest.raises(NotPermitted):
            act(action, report, user)


# --- Deciding -----------------------------------------------------------------------------------


def test_dismissing_tells_the_reporter_only(letter, member, expert, coordinator):
    report = report_by(expert, letter)
    Message.objects.all().delete()
    act("dismiss", report, coordinator)
    assert (report.status, report.words) == (ReportStatus.DISMISSED, "Because.")
    assert (report.handled_by, report.handled_at) == (coordinator, LATER)
    assert report.letter.status == LetterStatus.SENT
    assert kinds_for(expert) == ["letter_report_decided"]
    assert kinds_for(member) == []


def test_dismissing_brings_a_hidden_letter_back(letter, expert, safeguarding_lead):
    report = report_by(expert, letter, CHILD)
    act("dismiss", report, safeguarding_lead)
    assert report.letter.status == LetterStatus.SENT


def test_a_letter_stays_hidden_while_another_report_of_a_child_is_open(
    letter, member, expert, safeguarding_lead
):
    report = report_by(expert, letter, CHILD)
    report_by(member, letter, CHILD)
    act("dismiss", report, safeguarding_lead)
    assert report.letter.status == LetterStatus.HELD


def test_removing_keeps_the_words_for_the_desk_and_tells_both(letter, member, expert, coordinator):
    report = report_by(expert, letter)
    Message.objects.all().delete()
    act("remove", report, coordinator)
    assert report.letter.status == LetterStatus.REMOVED
    assert report.letter.text == "Could we talk about peer mapping?"
    assert kinds_for(expert) == ["letter_report_decided"]
    assert kinds_for(member) == ["letter_removed"]


def test_removing_what_says_who_a_child_is_deletes_the_words(letter, expert, safeguarding_lead):
    report = report_by(expert, letter, CHILD)
    act("remove", report, safeguarding_lead)
    assert (report.letter.status, report.letter.text) == (LetterStatus.REMOVED, "")


def test_removing_decides_every_open_report_of_the_letter(
    letter, member, expert, safeguarding_lead
):
    first, second = report_by(expert, letter), report_by(member, letter, CHILD)
    act("remove", first, safeguarding_lead)
    second.refresh_from_db()
    assert (first.status, second.status) == (ReportStatus.REMOVED, ReportStatus.REMOVED)
    assert first.letter.text == ""


def test_suspending_removes_the_letter_and_ends_the_membership_for_now(
    letter, member, expert, coordinator
):
    report = report_by(expert, letter)
    act("suspend", report, coordinator)
    assert report.letter.status == LetterStatus.REMOVED
    membership = Membership.objects.get(user=member)
    assert (membership.status, membership.reason) == (MembershipStatus.SUSPENDED, "Because.")


def test_a_membership_that_is_not_active_is_not_suspended_and_nothing_else_happens(
    letter, member, expert, coordinator
):
    report = report_by(expert, letter)
    suspend(member)
    with pytest.raises(NotPermitted, match="not active"):
        act("suspend", report, coordinator)
    report.refresh_from_db()
    letter.refresh_from_db()
    assert (report.status, letter.status) == (ReportStatus.OPEN, LetterStatus.SENT)


def test_a_coordinator_hands_a_report_to_the_leads_and_loses_sight_of_it(
    letter, expert, coordinator, safeguarding_lead
):
    report = report_by(expert, letter)
    act("give_to_lead", report, coordinator)
    assert (report.is_for_lead, report.note) == (True, "Because.")
    assert report.letter.status == LetterStatus.HELD
    assert list(LetterReport.objects.visible_to(coordinator)) == []
    assert kinds_for(safeguarding_lead) == ["lead_letter_reported"]


def test_a_lead_hands_a_report_to_the_coordinators_and_the_letter_stays_hidden(
    letter, expert, coordinator, safeguarding_lead
):
    report = report_by(expert, letter, CHILD)
    act("give_to_coordinators", report, safeguarding_lead)
    assert report.is_for_lead is False
    assert report.letter.status == LetterStatus.HELD
    assert kinds_for(coordinator) == ["desk_letter_reported"]
    act("dismiss", report, coordinator)
    assert report.letter.status == LetterStatus.SENT


@pytest.mark.parametrize("action", VERBS)
@pytest.mark.parametrize("who", ["coordinator", "safeguarding_lead"])
def test_each_role_takes_the_steps_of_the_table_and_no_others(request, letter, expert, action, who):
    report = report_by(expert, letter)
    actor = request.getfixturevalue(who)
    allowed = set(permissions.desk_roles(actor)) & set(transitions.REPORT[action].who)
    if allowed:
        act(action, report, actor)
        assert report.status == transitions.REPORT[action].target
    else:
        with pytest.raises(NotPermitted):
            act(action, report, actor)
        report.refresh_from_db()
        assert report.status == ReportStatus.OPEN


@pytest.mark.parametrize("action", VERBS)
@pytest.mark.parametrize("decided", ["dismiss", "remove", "suspend"])
def test_nothing_happens_to_a_report_that_is_decided(
    letter, expert, coordinator, safeguarding_lead, decided, action
):
    report = report_by(expert, letter)
    act(decided, report, coordinator)
    before = report.status
    actor = safeguarding_lead if action == "give_to_coordinators" else coordinator
    with pytest.raises(TransitionNotAllowed):
        act(action, report, actor)
    report.refresh_from_db()
    assert report.status == before


def test_each_step_is_an_event_without_words(letter, expert, coordinator):
    report = report_by(expert, letter)
    act("remove", report, coordinator)
    events = LetterReportEvent.objects.filter(report=report)
    assert [(event.action, event.actor, event.to_status) for event in events] == [
        ("report", expert, "open"),
        ("remove", coordinator, "removed"),
    ]
    assert [event.label for event in events] == ["Reported", "Letter removed"]


def test_a_decision_has_a_person_and_a_date_in_the_database(letter, expert):
    report = report_by(expert, letter)
    with pytest.raises(IntegrityError), transaction.atomic():
        LetterReport.objects.filter(pk=report.pk).update(handled_at=LATER)


def test_a_lead_has_four_hours_and_a_coordinator_two_working_days(letter, member, expert):
    """2 March 2026 is a Monday."""
    urgent, ordinary = report_by(member, letter, CHILD), report_by(expert, letter)
    assert (urgent.due_at - urgent.reported_at).total_seconds() == 4 * 3600
    assert ordinary.due_at.isoformat() == "2026-03-04T23:59:00+00:00"


def test_the_desk_gets_the_letter_and_three_before_it(member, expert):
    sent = [
        send((member, expert)[n % 2], (expert, member)[n % 2], now=NOW + n * MINUTE)
        for n in range(6)
    ]
    assert sent[4].with_those_before() == sent[1:5]
