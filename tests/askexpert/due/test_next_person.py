"""The next person is ranked and asked after the request of whoever declines, and once."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import override_settings

from askexpert import candidates, workflow
from askexpert.expert_index import IndexNotReadyError
from askexpert.models import Assignment
from askexpert.workflow import searching
from tests.askexpert import stories
from tests.askexpert.due.clock import at, run
from tests.askexpert.stories import fresh, status_of
from tests.personas import make_expert, make_organisation

NOON = at("2026-03-10", 12)
ELEVEN = at("2026-03-10", 11)
ASKED_HERE = "next people asked whom no background task had asked"
TOPICS = {"peer-mapping": "lead", "detached-youth-work": "lead"}


@pytest.fixture
def experts(db):
    return [
        make_expert(
            f"{place} Expert",
            organisation=make_organisation(f"{place} Council", place),
            topics=TOPICS,
            contexts=("peer-group",),
        )
        for place in ("Alder", "Birch", "Cedar", "Damson")
    ]


@pytest.fixture
def question(member, coordinator, experts):
    return stories.matching(member, coordinator)


@pytest.fixture
def no_worker(monkeypatch):
    """Tasks wait, and nobody takes them up."""
    waiting = []
    monkeypatch.setattr(
        searching.ask_next_person.__class__, "enqueue", lambda self, *args: waiting.append(args)
    )
    return waiting


def ask(question, expert, coordinator, *, now=ELEVEN) -> Assignment:
    return workflow.invite(question=question, expert=expert, actor=coordinator, now=now)


def decline(assignment, *, now=NOON) -> None:
    workflow.decline_invitation(
        assignment=assignment, actor=assignment.expert, now=now, reason="no_time"
    )


def live(question) -> list[Assignment]:
    return list(question.assignments.filter(status="invited").order_by("pk"))


def test_whoever_declines_waits_for_no_ranking(
    question, experts, coordinator, no_worker, monkeypatch
):
    first = ask(question, experts[0], coordinator)
    monkeypatch.setattr(candidates, "_rank", None)
    decline(first)
    assert (status_of(first), live(question)) == ("declined", [])
    assert no_worker == [(first.pk, NOON.isoformat())]
    assert fresh(first).next_wave == 2


def test_run_due_asks_where_the_task_was_lost_and_once(question, experts, coordinator, no_worker):
    first = ask(question, experts[0], coordinator)
    decline(first)
    assert run("2026-03-10", 12, 1)[ASKED_HERE] == 1
    [following] = live(question)
    assert (following.wave, following.invited_at) == (2, at("2026-03-10", 12, 1))
    assert fresh(first).next_wave is None
    assert ASKED_HERE not in run("2026-03-10", 12, 2)
    assert live(question) == [following]


def test_the_worker_and_run_due_ask_one_person(question, experts, coordinator, no_worker):
    first = ask(question, experts[0], coordinator)
    decline(first)
    assert workflow.ask_next(assignment=first, now=NOON)
    assert not workflow.ask_next(assignment=first, now=NOON)
    assert len(live(question)) == 1


def test_two_places_that_fall_free_at_once_are_both_filled(
    question, experts, coordinator, no_worker
):
    for asked in [ask(question, expert, coordinator) for expert in experts[:2]]:
        decline(asked)
    run("2026-03-10", 12, 1)
    assert {row.expert for row in live(question)} == set(experts[2:])


def test_handed_back_waits_for_no_ranking_either(question, experts, coordinator, no_worker):
    first = ask(question, experts[0], coordinator)
    workflow.accept(assignment=first, actor=experts[0], now=NOON)
    workflow.hand_back(assignment=first, actor=experts[0], now=at("2026-03-11"))
    assert (live(question), status_of(question)) == ([], "matching")
    run("2026-03-11", 9)
    [following] = live(question)
    assert (following.wave, following.expert == experts[0]) == (1, False)


def test_nobody_is_asked_when_the_search_is_over(question, experts, coordinator, member, no_worker):
    first = ask(question, experts[0], coordinator)
    decline(first)
    workflow.withdraw(question=question, actor=member, now=NOON)
    assert not workflow.ask_next(assignment=first, now=NOON)
    assert (live(question), fresh(first).next_wave) == ([], None)


def test_nobody_is_asked_when_another_search_has_begun(question, experts, coordinator, no_worker):
    first = ask(question, experts[0], coordinator)
    decline(first)
    workflow.mark_unmatched(question=question, actor=coordinator, now=NOON)
    workflow.widen(question=question, actor=coordinator, now=NOON + timedelta(seconds=5))
    assert not workflow.ask_next(assignment=first, now=NOON)
    assert live(question) == []


def test_whom_a_coordinator_asks_meanwhile_takes_the_place(
    question, experts, coordinator, no_worker
):
    first = ask(question, experts[0], coordinator)
    decline(first)
    chosen = ask(question, experts[3], coordinator, now=NOON)
    run("2026-03-10", 12, 1)
    assert live(question) == [chosen]


def test_a_ranking_that_is_not_ready_loses_no_step(
    question, experts, coordinator, no_worker, monkeypatch
):
    first = ask(question, experts[0], coordinator)
    decline(first)
    with monkeypatch.context() as patched:
        patched.setattr(
            candidates, "shortlist", lambda *a, **k: candidates.Shortlist(is_ready=False)
        )
        with pytest.raises(IndexNotReadyError):
            workflow.ask_next(assignment=first, now=NOON)
        assert (status_of(question), fresh(first).next_wave) == ("matching", 2)
    assert workflow.ask_next(assignment=first, now=NOON)
    assert len(live(question)) == 1


def test_the_site_asks_nobody_for_whom_only_texts_speak(question, experts, coordinator):
    """They would be shown to a coordinator, with a good score."""
    statement = f"{stories.TITLE}. {stories.TEXT}"
    for expert in experts[1:]:
        profile = expert.profile
        profile.topic_expertise.all().delete()
        profile.contexts.clear()
        profile.tagged_sectors.all().delete()
        profile.statement = statement
        profile.save()
    shown = candidates.shortlist(question, now=NOON).candidates
    alone = [row for row in shown if row.suggestion.is_text_alone]
    assert {row.user for row in alone} == set(experts[1:])
    decline(ask(question, experts[0], coordinator))
    assert (live(question), status_of(question)) == ([], "unmatched")


@override_settings(TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}})
def test_a_real_worker_asks_the_next(shared, member, coordinator):
    people = [
        make_expert(
            f"{place} Expert",
            organisation=make_organisation(f"{place} Council", place),
            topics=TOPICS,
        )
        for place in ("Alder", "Birch")
    ]
    question = stories.matching(member, coordinator)
    first = ask(question, people[0], coordinator)
    decline(first)
    assert live(question) == []
    call_command("db_worker", batch=True, interval=0, verbosity=0)
    assert [row.expert for row in live(question)] == [people[1]]
