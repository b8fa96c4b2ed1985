"""Reminders ten and three days before a date, once each, and complaints that close."""

from datetime import date, timedelta

import pytest

from network.complaints import workflow
from network.complaints.due import run_due
from network.complaints.enums import Status
from network.complaints.models import Complaint
from network.notifications.models import Message
from tests.network.complaints.sending import NOW, answered, make_complaint

pytestmark = pytest.mark.django_db


def reminders(person) -> list[str]:
    found = Message.objects.filter(recipient=person, kind="desk_complaint_due")
    return list(found.order_by("pk").values_list("subject", flat=True))


def test_day_20_and_day_27_remind_once_each(coordinator):
    make_complaint()
    for day in range(31):
        for hour in (0, 6):
            run_due(now=NOW + timedelta(days=day, hours=hour))
    assert reminders(coordinator) == [
        "A complaint is due in 10 days",
        "A complaint is due in 3 days",
    ]


@pytest.mark.parametrize(("day", "told"), [(19, 0), (21, 1), (26, 1), (28, 1), (45, 1)])
def test_after_days_without_a_run_only_the_nearest_reminder_goes_out(coordinator, day, told):
    make_complaint()
    run_due(now=NOW + timedelta(days=day))
    assert len(reminders(coordinator)) == told


def test_the_handler_is_reminded_and_nobody_else(coordinator, safeguarding_lead):
    workflow.acknowledge(
        complaint=make_complaint(), actor=coordinator, now=NOW, words="We have it."
    )
    run_due(now=NOW + timedelta(days=21))
    assert (len(reminders(coordinator)), len(reminders(safeguarding_lead))) == (1, 0)


def test_everybody_is_reminded_when_the_handler_has_lost_the_role(coordinator, safeguarding_lead):
    workflow.acknowledge(
        complaint=make_complaint(), actor=coordinator, now=NOW, words="We have it."
    )
    coordinator.groups.clear()
    run_due(now=NOW + timedelta(days=21))
    assert (len(reminders(coordinator)), len(reminders(safeguarding_lead))) == (0, 1)


def test_a_later_date_has_reminders_of_its_own(coordinator):
    complaint = make_complaint()
    workflow.acknowledge(complaint=complaint, actor=coordinator, now=NOW, words="We have it.")
    run_due(now=NOW + timedelta(days=28))
    workflow.extend(
        complaint=complaint,
        actor=coordinator,
        now=NOW + timedelta(days=28),
        until=date(2026, 11, 1),
        words="We wait.",
    )
    run_due(now=NOW + timedelta(days=30))
    run_due(now=NOW + timedelta(days=52))
    assert len(reminders(coordinator)) == 2


def test_about_the_team_only_leads_are_reminded(coordinator, safeguarding_lead):
    make_complaint(is_about_team=True)
    run_due(now=NOW + timedelta(days=21))
    assert (len(reminders(coordinator)), len(reminders(safeguarding_lead))) == (0, 1)


def test_an_answered_complaint_reminds_nobody_and_closes_after_three_months(coordinator):
    complaint = answered(make_complaint(), coordinator)
    assert run_due(now=NOW + timedelta(days=91)) == {
        "reminders of complaints": 0,
        "complaints closed": 0,
    }
    assert run_due(now=NOW + timedelta(days=200))["complaints closed"] == 1
    assert run_due(now=NOW + timedelta(days=200))["complaints closed"] == 0
    found = Complaint.objects.get(pk=complaint.pk)
    assert (found.status, found.events.last().actor) == (Status.CLOSED, None)


def test_a_clock_that_goes_back_does_nothing(coordinator):
    answered(make_complaint(), coordinator)
    run_due(now=NOW + timedelta(days=200))
    assert run_due(now=NOW) == {"reminders of complaints": 0, "complaints closed": 0}


def test_messages_hold_no_word_of_a_complaint(coordinator):
    complaint = make_complaint(text="Quokka.", name="Quokka Quill")
    workflow.acknowledge(complaint=complaint, actor=coordinator, now=NOW, words="Wombat.")
    run_due(now=NOW + timedelta(days=21))
    words = [f"{m.subject} {m.body}" for m in Message.objects.all()]
    assert len(words) >= 4
    assert [text for text in words if "uokka" in text or "ombat" in text] == []
