"""Where a question stands, in words for the person who asked: what, next, and by when."""

from datetime import timedelta

import pytest

from askexpert import history, timeline, transitions, workflow
from askexpert.enums import LIVE, QuestionStatus
from askexpert.models import Question
from tests.askexpert import stories

SOON = stories.NOW + timedelta(hours=6)


def entries_of(question, *, now=SOON) -> list[dict]:
    return timeline.timeline_of(stories.fresh(question), now=now)


def words(question, *, now=SOON) -> list[tuple[str, str]]:
    return [(entry["state"], entry["title"]) for entry in entries_of(question, now=now)]


def current(question, *, now=SOON) -> tuple[str, str, str]:
    """What happens now: its title, by when, and what that means."""
    (entry,) = [entry for entry in entries_of(question, now=now) if entry["state"] == "current"]
    return entry["title"], entry["when"], entry["body"]


def test_every_state_that_goes_on_says_what_happens_now():
    assert set(timeline.NOW) == set(LIVE)


def test_every_state_whose_date_may_pass_says_so():
    ends_by_itself = {QuestionStatus.CHANGES_REQUESTED, QuestionStatus.ANSWERED}
    assert set(timeline.LATE) == set(LIVE) - ends_by_itself


def test_every_step_of_a_question_has_words_but_those_that_stay_neutral():
    silent = set(transitions.QUESTION) - set(timeline.DONE)
    assert silent == {"start", "quarantine"}


def test_every_step_has_words_at_the_desk():
    steps = {*transitions.QUESTION, *transitions.ASSIGNMENT, "escalate", *timeline.DONE}
    assert steps - set(history.HAPPENED) == set()


def test_a_question_that_was_sent_says_what_comes_and_by_when(member):
    question = stories.submitted(member)
    assert [(entry["title"], entry["when"]) for entry in entries_of(question)] == [
        ("You sent the question", "10 March 2026"),
        ("A coordinator reads your question", "by Wednesday 11 March 2026"),
        ("Somebody who knows the subject is asked", "within one working day of that"),
        ("Somebody agrees to answer, and writes", "within seven working days of saying yes"),
        ("A coordinator checks the answer", "within two working days"),
        ("You read the answer here", ""),
    ]


def test_a_first_check_that_is_late_is_called_late(member):
    question = stories.submitted(member)
    assert current(question, now=stories.NOW + timedelta(days=2)) == (
        "A coordinator reads your question",
        "was due by Wednesday 11 March 2026",
        "This is late, and we are sorry. The safeguarding leads can see it too.",
    )


def test_a_change_that_is_asked_for_has_an_end(member, coordinator):
    question = stories.submitted(member)
    workflow.request_changes(
        question=question, actor=coordinator, now=stories.NOW, reason="Shorter, please."
    )
    assert current(question) == (
        "We are waiting for your change",
        "by Tuesday 24 March 2026",
        "If no change comes by then, the question is withdrawn. You can always ask again.",
    )


def test_somebody_is_asked_by_a_date_and_then_replies_by_another(member, coordinator, expert):
    question = stories.matching(member, coordinator)
    assert current(question)[1:] == (
        "by Wednesday 11 March 2026",
        "The first person is asked by then.",
    )
    workflow.invite(question=question, expert=expert, actor=coordinator, now=SOON)
    assert current(question)[1:] == (
        "by Friday 13 March 2026",
        "Whoever is asked says yes or no by then. If they cannot, we ask the next person.",
    )


def test_an_unmatched_question_waits_for_its_askers_choice(member, coordinator):
    question = stories.unmatched(member, coordinator)
    assert current(question) == (
        "You choose what happens next",
        "",
        "Nobody who fits is free just now. It waits for your choice.",
    )
    workflow.choose_open(question=question, actor=member, now=SOON)
    assert current(question)[:2] == (
        "A coordinator writes a short version for members",
        "by Thursday 12 March 2026",
    )
    workflow.open_to_members(
        question=question,
        actor=coordinator,
        now=SOON,
        title=stories.OPEN_TITLE,
        text=stories.OPEN_TEXT,
    )
    assert current(question)[:2] == ("Members read a short version and may offer to answer", "")


def test_a_question_that_is_being_answered_says_by_when(member, coordinator, expert):
    ask = stories.accepted(member, coordinator, expert)
    assert current(ask.question) == (
        "Somebody is writing your answer",
        "by Thursday 19 March 2026",
        "",
    )
    assert current(ask.question, now=stories.NOW + timedelta(days=10))[1:] == (
        "was due by Thursday 19 March 2026",
        "This is late. If nothing comes by Tuesday 24 March 2026, we ask somebody else.",
    )


def test_an_answer_that_is_checked_says_by_when(member, coordinator, expert):
    ask = stories.reviewing(member, coordinator, expert)
    assert current(ask.question) == (
        "A coordinator checks the answer",
        "by Thursday 12 March 2026",
        "The answer has been written.",
    )


def test_an_answered_question_says_when_it_closes(member, coordinator, expert):
    question = stories.answered(member, coordinator, expert)
    assert current(question) == (
        "Tell us whether it helped",
        "by Monday 30 March 2026",
        "After that the question is closed, and the answer stays here.",
    )


def test_a_follow_up_and_its_answer_are_told_in_order(member, coordinator, expert):
    question = stories.answered(member, coordinator, expert)
    workflow.follow_up(question=question, actor=member, now=SOON, text="And then?", number=1)
    assert words(question)[-4:] == [
        ("done", "You asked a follow-up question"),
        ("current", "We have asked whoever answered you before"),
        ("next", "A coordinator checks the answer"),
        ("next", "You read the answer here"),
    ]
    assert current(question)[1:] == (
        "by Friday 13 March 2026",
        "They say yes or no by then. If they cannot, we ask somebody else.",
    )
    ask = question.assignments.get(status="invited")
    workflow.accept(assignment=ask, actor=expert, now=SOON)
    assert current(question)[:2] == (
        "Somebody is writing your answer",
        "by Thursday 19 March 2026",
    )
    workflow.submit_answer(assignment=ask, actor=expert, now=SOON, text="Then draw it again.")
    workflow.release_answer(
        question=question, actor=coordinator, now=SOON, text="Then draw it again."
    )
    released = [title for _, title in words(question) if title == "Your answer was released"]
    assert len(released) == 2


def test_quarantine_is_told_in_neutral_words(member, coordinator):
    question = stories.submitted(member)
    workflow.quarantine(question=question, actor=coordinator, now=stories.NOW, label="identifies")
    assert words(question) == [
        ("done", "You sent the question"),
        ("current", "A safeguarding lead reads your question"),
        ("next", "We tell you what happens next"),
    ]


def test_a_withdrawn_question_says_what_becomes_of_its_words(member):
    question = stories.submitted(member)
    workflow.withdraw(question=question, actor=member, now=stories.NOW)
    assert words(question) == [
        ("done", "You sent the question"),
        ("done", "You withdrew the question"),
    ]
    assert entries_of(question)[-1]["body"] == (
        "Nobody reads it any more. Its words are deleted on 9 April 2026."
    )


@pytest.mark.parametrize(
    ("action", "title", "body"),
    [
        (
            "withdraw_unchanged",
            "The question was withdrawn: no change had come",
            "Nobody reads it any more. Its words are deleted on 9 April 2026.",
        ),
        (
            "remove",
            "Safeguarding leads removed the question",
            "Its words are deleted, to protect somebody.",
        ),
    ],
)
def test_an_end_that_the_asker_did_not_choose_is_explained(member, action, title, body):
    question = stories.submitted(member)
    target = transitions.QUESTION[action].target
    Question.objects.filter(pk=question.pk).update(status=target)
    question.events.create(action=action, to_status=target, at=stories.NOW)
    last = entries_of(question)[-1]
    assert (last["state"], last["title"], last["body"]) == ("done", title, body)


def test_the_desk_reads_who_did_what_about_whom(member, coordinator, expert):
    ask = stories.invited(member, coordinator, expert)
    last = history.history_of(ask.question)[-1]
    assert (last["title"], last["body"]) == (
        "Expert invited",
        "Corin Coordinator, about Esme Expert",
    )


@pytest.mark.parametrize("state", ["matching", "unmatched", "answering", "answered"])
def test_the_timeline_costs_the_same_for_any_history(
    member, coordinator, expert, state, django_assert_num_queries
):
    """The events · one more for an ask or an open version, two where nobody has accepted yet."""
    question = stories.answered(member, coordinator, expert)
    Question.objects.filter(pk=question.pk).update(status=state)
    question = stories.fresh(question)
    for _ in range(3):
        question.events.create(action="approve", to_status="matching", at=stories.NOW)
    with django_assert_num_queries({"answered": 1, "answering": 3}.get(state, 2)):
        timeline.timeline_of(question, now=SOON)
