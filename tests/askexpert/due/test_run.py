"""A run as a whole: done once, in the right order, one row's failure stops no other."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from askexpert import due, workflow
from askexpert.due.doing import StepsFailed
from network.notifications.models import Message
from tests.askexpert import stories
from tests.askexpert.due.clock import at, run, sent
from tests.askexpert.rows import stored
from tests.askexpert.stories import status_of, told

# The queries of a run in which nothing is due, one for each clock: asks of people who left, five
# reminders, four ends, the next to ask, nobody in sight, five latenesses. And two to see that there
# is no text index to store.
QUERIES = 19


@pytest.fixture
def waiting(member, coordinator, expert, safeguarding_lead):
    """One of each: a first check that waits, an invitation without a reply."""
    stories.submitted(member)
    return stories.invited(member, coordinator, expert)


def test_nothing_is_done_before_its_time(waiting):
    before = stored()
    assert run("2026-03-10", 15) == {}
    assert stored() == before


@pytest.mark.parametrize("day", ["2026-03-12", "2026-03-13", "2026-03-14", "2026-04-20"])
def test_five_runs_at_one_moment_are_one(waiting, day):
    run(day, 9)
    before = stored()
    for _ in range(4):
        assert run(day, 9) == {}
    assert stored() == before


def test_the_command_runs_at_another_moment(waiting, safeguarding_lead):
    out = StringIO()
    call_command("run_due", now="2026-03-12T09:30:00+00:00", stdout=out)
    lines = out.getvalue().splitlines()
    assert "askexpert: reminders: 1" in lines
    assert "askexpert: late steps told to the desk: 1" in lines
    assert told(safeguarding_lead) == ["lead_triage_late"]


def test_a_run_without_work_costs_one_query_for_each_clock(
    django_assert_num_queries, member, coordinator, expert
):
    stories.answered(member, coordinator, expert)
    with django_assert_num_queries(QUERIES):
        run("2026-03-11", 8)


def test_what_is_not_due_yet_costs_nothing_more(
    django_assert_num_queries, member, coordinator, expert, other_expert
):
    for _ in range(2):
        stories.submitted(member)
    stories.invited(member, coordinator, expert)
    stories.accepted(member, coordinator, expert)
    stories.accepted(member, coordinator, other_expert)
    with django_assert_num_queries(QUERIES):
        run("2026-03-11", 8)


def test_a_row_that_fails_stops_no_other_and_its_words_stay_out_of_the_log(
    waiting, coordinator, other_expert, monkeypatch, caplog, member
):
    second = stories.invited(member, coordinator, other_expert)
    real = workflow.remind

    def failing(*, row, reminder, now):
        if row.pk == waiting.pk:
            raise ValueError(f"Failing row contains {stories.TEXT}")
        return real(row=row, reminder=reminder, now=now)

    monkeypatch.setattr(workflow, "remind", failing)
    with pytest.raises(StepsFailed):
        due.run_due(now=at("2026-03-12", 9))
    assert stories.fresh(second).respond_reminded_at == at("2026-03-12", 9)
    assert sent(other_expert, "expert_reply_soon") == 1
    from network.logs import JsonFormatter

    logged = "".join(JsonFormatter().format(record) for record in caplog.records)
    assert ("step not taken" in logged, stories.TEXT[:30] in logged) == (True, False)

    monkeypatch.undo()
    assert run("2026-03-12", 9)["reminders"] == 1
    assert sent(other_expert, "expert_reply_soon") == 1


def test_an_index_that_cannot_be_stored_stops_no_clock(waiting, expert, monkeypatch, caplog):
    def failing(*, now):
        raise ValueError(f"Failing row contains {stories.TEXT}")

    monkeypatch.setattr("askexpert.expert_index.store", failing)
    with pytest.raises(StepsFailed):
        due.run_due(now=at("2026-03-12", 9))
    assert sent(expert, "expert_reply_soon") == 1
    from network.logs import JsonFormatter

    logged = "".join(JsonFormatter().format(record) for record in caplog.records)
    assert ("text index stored" in logged, stories.TEXT[:30] in logged) == (True, False)


def test_a_late_first_check_reaches_the_leads_without_words(waiting, safeguarding_lead):
    run("2026-03-12")
    message = Message.objects.get(kind="lead_triage_late")
    assert message.recipient == safeguarding_lead
    assert (stories.TITLE in message.body, stories.TEXT in message.body) == (False, False)


def test_a_first_check_that_is_late_again_is_told_again(member, coordinator, safeguarding_lead):
    question = stories.submitted(member)
    assert run("2026-03-11", 23, 58) == {}
    run("2026-03-11", 23, 59)
    assert sent(safeguarding_lead, "lead_triage_late") == 1
    workflow.quarantine(question=question, actor=coordinator, now=at("2026-03-12"), label="risk")
    workflow.return_to_queue(question=question, actor=safeguarding_lead, now=at("2026-03-12", 10))
    run("2026-03-16")
    assert sent(safeguarding_lead, "lead_triage_late") == 2


def test_no_clock_for_a_week_never_ends_what_was_not_announced(
    member, coordinator, expert, other_expert
):
    """Every reminder that is overdue goes out once, and a working day lies before each end."""
    ask = stories.invited(member, coordinator, other_expert)
    writing = stories.accepted(member, coordinator, expert)
    change = workflow.request_changes(
        question=stories.submitted(member), actor=coordinator, now=stories.NOW, reason="Shorter."
    )
    week_later = stories.NOW + timedelta(days=30)
    assert due.run_due(now=week_later)["reminders"] == 3
    assert [status_of(row) for row in (ask, writing, change)] == [
        "invited",
        "accepted",
        "changes_requested",
    ]
    # Thursday 9 April; Good Friday, Easter and its Monday are behind.
    until = at("2026-04-10", 23, 59)
    fresh = [stories.fresh(row) for row in (ask, writing, change)]
    assert [fresh[0].respond_by, fresh[1].answer_by, fresh[2].changes_by] == [until] * 3
    assert run("2026-04-10", 23, 58) == {"reminders": 1}
    assert run("2026-04-10", 23, 59) == {
        "invitations expired": 1,
        "questions withdrawn without a change": 1,
    }
