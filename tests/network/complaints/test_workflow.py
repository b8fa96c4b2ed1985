"""The table of steps, who may take them, and what each writes."""

from datetime import UTC, date, datetime, timedelta

import pytest

from network.complaints import workflow
from network.complaints.enums import Status
from network.complaints.models import Complaint, ComplaintEvent
from network.complaints.transitions import COMPLAINT
from network.workflows import NotPermitted, TransitionNotAllowed
from tests.network.complaints.sending import NOW, answered, make_complaint

pytestmark = pytest.mark.django_db
ARGUMENTS = {
    "acknowledge": {"words": "We have it."},
    "look_into": {"words": ""},
    "answer": {"words": "Sorry.", "outcome": "upheld"},
    "close": {},
    "reopen": {"words": "Something was missed."},
}


def in_state(status: str, actor) -> Complaint:
    """A complaint that has come to this state through the verbs."""
    complaint = make_complaint()
    if status in (Status.ACKNOWLEDGED, Status.INVESTIGATING):
        verb = "acknowledge" if status == Status.ACKNOWLEDGED else "look_into"
        complaint = getattr(workflow, verb)(
            complaint=complaint, actor=actor, now=NOW, **ARGUMENTS[verb]
        )
    elif status in (Status.ANSWERED, Status.CLOSED):
        complaint = answered(complaint, actor)
        if status == Status.CLOSED:
            complaint = workflow.close(complaint=complaint, actor=actor, now=NOW)
    return complaint


@pytest.mark.parametrize("status", Status.values)
@pytest.mark.parametrize("action", ARGUMENTS)
def test_every_step_from_every_state(coordinator, status, action):
    complaint = in_state(status, coordinator)
    arguments = {"complaint": complaint, "actor": coordinator, "now": NOW, **ARGUMENTS[action]}
    if status in COMPLAINT[action].sources:
        getattr(workflow, action)(**arguments)
        expected = COMPLAINT[action].target
    else:
        with pytest.raises(TransitionNotAllowed):
            getattr(workflow, action)(**arguments)
        expected = status
    assert Complaint.objects.get(pk=complaint.pk).status == expected


def test_a_complaint_is_acknowledged_at_once_and_its_clock_runs_in_calendar_days():
    complaint = make_complaint(now=datetime(2026, 9, 1, 22, 30, tzinfo=UTC))
    assert complaint.acknowledged_automatically_at == complaint.received_at
    assert complaint.acknowledged_at is None
    # 1 September in London; the thirtieth day after it, summer time.
    assert complaint.acknowledge_by == datetime(2026, 10, 1, 22, 59, tzinfo=UTC)


def test_late_in_the_evening_the_day_is_londons():
    complaint = make_complaint(now=datetime(2026, 9, 1, 23, 30, tzinfo=UTC))
    assert complaint.acknowledge_by == datetime(2026, 10, 2, 22, 59, tzinfo=UTC)


def test_a_clock_that_crosses_the_end_of_summer_time_ends_at_midnight_too():
    complaint = make_complaint(now=datetime(2026, 10, 10, 10, 0, tzinfo=UTC))
    assert complaint.acknowledge_by == datetime(2026, 11, 9, 23, 59, tzinfo=UTC)


def test_the_same_form_twice_is_one_complaint():
    first = make_complaint()
    again = workflow.make(
        token=first.token,
        name="X",
        email="x@elsewhere.example",
        whose="own",
        text="Again.",
        is_about_team=False,
        now=NOW,
    )
    assert again == first
    assert ComplaintEvent.objects.count() == 1


def test_a_name_in_it_is_a_mark_and_no_refusal():
    marked = make_complaint(text="You told the school of Darren Smith, born on 3 May 2010.")
    assert (marked.is_marked, make_complaint().is_marked) == (True, False)


def test_whoever_acknowledges_looks_after_it(coordinator, safeguarding_lead):
    complaint = in_state(Status.ACKNOWLEDGED, coordinator)
    assert (complaint.handler, complaint.acknowledged_at) == (coordinator, NOW)
    answer = answered(complaint, safeguarding_lead, now=NOW + timedelta(days=1))
    assert (answer.handler, answer.acknowledged_at) == (coordinator, NOW)


def test_an_answer_at_once_is_the_acknowledgement_too(coordinator):
    complaint = answered(make_complaint(), coordinator)
    assert (complaint.acknowledged_at, complaint.outcome) == (NOW, "partly")


@pytest.mark.parametrize("who", ["member", "expert", "researcher", "editor", "outsider"])
@pytest.mark.parametrize("action", ARGUMENTS)
def test_only_the_desk_handles_complaints(request, who, action):
    complaint, actor = make_complaint(), request.getfixturevalue(who)
    with pytest.raises(NotPermitted):
        getattr(workflow, action)(complaint=complaint, actor=actor, now=NOW, **ARGUMENTS[action])


def test_nobody_handles_their_own(coordinator, safeguarding_lead):
    signed_in = make_complaint(user=coordinator)
    by_address = make_complaint(email=safeguarding_lead.email.upper())
    for complaint, actor in ((signed_in, coordinator), (by_address, safeguarding_lead)):
        with pytest.raises(NotPermitted):
            workflow.acknowledge(complaint=complaint, actor=actor, now=NOW, words="Mine.")


def test_what_is_about_the_team_is_for_safeguarding_leads(coordinator, safeguarding_lead):
    complaint = make_complaint(is_about_team=True)
    with pytest.raises(NotPermitted):
        workflow.acknowledge(complaint=complaint, actor=coordinator, now=NOW, words="Hello.")
    with pytest.raises(NotPermitted):
        workflow.assign(complaint=complaint, actor=safeguarding_lead, now=NOW, handler=coordinator)
    workflow.acknowledge(complaint=complaint, actor=safeguarding_lead, now=NOW, words="Hello.")


def test_a_later_date_needs_an_acknowledgement_and_to_be_later(coordinator):
    complaint, until = make_complaint(), date(2026, 11, 1)
    arguments = {"actor": coordinator, "now": NOW, "words": "We wait for the host."}
    with pytest.raises(TransitionNotAllowed):
        workflow.extend(complaint=complaint, until=until, **arguments)
    workflow.acknowledge(complaint=complaint, actor=coordinator, now=NOW, words="Hello.")
    with pytest.raises(TransitionNotAllowed):
        workflow.extend(complaint=complaint, until=date(2026, 9, 20), **arguments)
    later = workflow.extend(complaint=complaint, until=until, **arguments)
    assert later.answer_by == datetime(2026, 11, 1, 23, 59, tzinfo=UTC)
    assert later.acknowledge_by == datetime(2026, 10, 1, 22, 59, tzinfo=UTC)


def test_notes_stop_with_the_answer(coordinator):
    complaint = answered(make_complaint(), coordinator)
    with pytest.raises(TransitionNotAllowed):
        workflow.write(complaint=complaint, actor=coordinator, now=NOW, words="More.")


def test_a_complainant_who_is_not_content_starts_a_new_clock(coordinator):
    complaint = answered(make_complaint(), coordinator)
    later = NOW + timedelta(days=40)
    again = workflow.reopen_by_complainant(complaint=complaint, now=later, words="Not so.")
    assert again.status == Status.INVESTIGATING
    assert again.answer_by > later + timedelta(days=29)
    event = again.events.last()
    assert (event.by_complainant, event.actor, event.words) == (True, None, "Not so.")
