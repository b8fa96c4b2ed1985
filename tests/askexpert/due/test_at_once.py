"""Several machines at the same moment, each with a connection of its own: PostgreSQL only.

SQLite has one writer, so nothing happens at once there. A test ends after a minute at the latest.
"""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, connections

from askexpert import due, workflow
from askexpert.errors import ExpertNotEligible, SomebodyWasFaster
from askexpert.models import Assignment, Question
from network.notifications.models import Message
from tests.askexpert import stories
from tests.askexpert.due.clock import at
from tests.askexpert.stories import status_of, told
from tests.personas import make_expert, make_organisation

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs two writers"),
    pytest.mark.usefixtures("shared"),
]
A_MINUTE = 60


def at_once(*steps: Callable) -> list:
    """Take each step in a thread of its own, all from the same moment; what each returned or
    raised, in their order."""
    results: list = [None] * len(steps)
    here = connections["default"]
    start = threading.Barrier(len(steps))

    def take(number: int, step: Callable) -> None:
        connections["default"] = here.copy()
        try:
            start.wait(timeout=A_MINUTE)
            results[number] = step()
        except Exception as error:
            results[number] = error
        finally:
            connections["default"].close()

    threads = [
        threading.Thread(target=take, args=(number, step), daemon=True)
        for number, step in enumerate(steps)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=A_MINUTE)
    assert not any(thread.is_alive() for thread in threads)
    return results


def test_two_experts_accept_at_once_and_one_is_told_kindly(
    member, coordinator, expert, other_expert
):
    question = stories.matching(member, coordinator)
    asks = [
        workflow.invite(question=question, expert=person, actor=coordinator, now=stories.NOW)
        for person in (expert, other_expert)
    ]
    results = at_once(
        *(
            lambda ask=ask: workflow.accept(assignment=ask, actor=ask.expert, now=at("2026-03-11"))
            for ask in asks
        )
    )
    refused = [number for number in (0, 1) if isinstance(results[number], SomebodyWasFaster)]
    assert len(refused) == 1
    loser, winner = asks[refused[0]], asks[1 - refused[0]]
    assert (status_of(winner), status_of(loser)) == ("accepted", "cancelled")
    assert status_of(question) == "answering"
    assert told(loser.expert)[-1] == "expert_no_longer_needed"
    assert told(winner.expert) == ["expert_invited"]
    assert told(member).count("ask_accepted") == 1


def _experts(number: int) -> list:
    return [
        make_expert(
            f"Expert {letter}",
            organisation=make_organisation(f"{letter} Council", f"Area {letter}"),
            topics={"peer-mapping": "lead", "detached-youth-work": "lead"},
        )
        for letter in "ABCDE"[:number]
    ]


def test_two_runs_at_once_remind_and_end_each_row_once(member, coordinator):
    people = _experts(3)
    asks = [stories.invited(member, coordinator, person) for person in people]
    results = at_once(*(lambda: due.run_due(now=at("2026-03-12")) for _ in range(2)))
    assert sum(done["reminders"] for done in results) == 3
    reminded = Message.objects.filter(kind="expert_reply_soon")
    assert sorted(reminded.values_list("recipient", flat=True)) == [row.pk for row in people]

    results = at_once(*(lambda: due.run_due(now=at("2026-03-13", 23, 59)) for _ in range(2)))
    assert [status_of(row) for row in asks] == ["expired"] * 3
    assert sum(done["invitations expired"] for done in results) == 3
    assert Message.objects.filter(kind="expert_expired").count() == 3
    # Each question asked one more person, and nobody beyond their capacity of two.
    following = Assignment.objects.filter(wave=2)
    assert following.filter(status="invited").count() == following.count() == 3
    for person in people:
        assert Assignment.objects.filter(expert=person, status="invited").count() <= 2


def test_two_runs_at_once_close_and_withdraw_once(member, coordinator, expert, other_expert):
    answered = stories.answered(member, coordinator, expert)
    change = workflow.request_changes(
        question=stories.submitted(member), actor=coordinator, now=stories.NOW, reason="Shorter."
    )
    lapsing = stories.accepted(member, coordinator, other_expert)
    for day in ("2026-03-17", "2026-03-19", "2026-03-25"):
        due.run_due(now=at(day))
    results = at_once(*(lambda: due.run_due(now=at("2026-03-31")) for _ in range(2)))
    assert (status_of(answered), status_of(change)) == ("closed", "withdrawn")
    assert status_of(lapsing) == "lapsed"
    assert sum(done["questions closed"] for done in results) == 1
    for kind in ("ask_did_it_help", "ask_withdrawn_unchanged", "expert_lapsed", "ask_expert_gone"):
        assert Message.objects.filter(kind=kind).count() == 1


def test_two_questions_do_not_overfill_one_expert(member, coordinator, other_expert):
    """Capacity one, asked about two questions at the same moment."""
    questions = [stories.matching(member, coordinator) for _ in range(2)]
    results = at_once(
        *(
            lambda question=question: workflow.invite(
                question=question, expert=other_expert, actor=coordinator, now=stories.NOW
            )
            for question in questions
        )
    )
    refused = [result for result in results if isinstance(result, ExpertNotEligible)]
    assert [error.reason for error in refused] == ["at_capacity"]
    assert Assignment.objects.filter(expert=other_expert).count() == 1


def test_a_yes_and_the_clock_at_once_leave_one_of_the_two(member, coordinator, expert):
    ask = stories.invited(member, coordinator, expert)
    due.run_due(now=at("2026-03-12"))
    moment = at("2026-03-13", 23, 59)
    at_once(
        lambda: workflow.accept(assignment=ask, actor=expert, now=moment),
        lambda: due.run_due(now=moment),
    )
    states = (status_of(ask), Question.objects.get(pk=ask.question_id).status)
    assert states in [("accepted", "answering"), ("expired", "unmatched")]


def test_a_yes_and_a_coordinator_who_takes_it_back_leave_one_of_the_two(
    member, coordinator, expert
):
    ask = stories.invited(member, coordinator, expert)
    seen = Question.objects.get(pk=ask.question_id).version
    at_once(
        lambda: workflow.accept(assignment=ask, actor=expert, now=stories.NOW),
        lambda: workflow.cancel(
            assignment=ask, actor=coordinator, now=stories.NOW, reason="other", version=seen
        ),
    )
    states = (status_of(ask), Question.objects.get(pk=ask.question_id).status)
    assert states in [("accepted", "answering"), ("cancelled", "unmatched")]


def test_two_runs_at_once_find_nobody_once(member, coordinator):
    questions = [stories.matching(member, coordinator) for _ in range(3)]
    results = at_once(*(lambda: due.run_due(now=at("2026-03-10", 12)) for _ in range(2)))
    assert [status_of(row) for row in questions] == ["unmatched"] * 3
    assert sum(done["nobody found"] for done in results) == 3
    assert Message.objects.filter(kind="ask_unmatched").count() == 3
