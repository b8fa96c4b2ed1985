"""Where a question stands, in words for the person who asked."""

from askexpert import history, timeline, transitions
from askexpert.enums import LIVE, QuestionStatus
from tests.askexpert import stories


def words(question) -> list[tuple[str, str]]:
    return [(entry["state"], entry["title"]) for entry in timeline.timeline_of(question)]


def test_every_state_that_goes_on_says_what_happens_now():
    assert set(timeline.NOW) == set(LIVE)


def test_every_step_of_a_question_has_words_but_those_that_stay_neutral():
    silent = set(transitions.QUESTION) - set(timeline.DONE)
    assert silent == {"start", "quarantine"}


def test_every_step_has_words_at_the_desk():
    steps = {*transitions.QUESTION, *transitions.ASSIGNMENT, "escalate"}
    assert set(history.HAPPENED) == steps


def test_a_question_that_was_sent_says_by_when_it_is_read(member):
    question = stories.submitted(member)
    entries = timeline.timeline_of(question)
    assert words(question) == [
        ("done", "You sent the question"),
        ("current", "A coordinator reads your question"),
        ("next", "We look for somebody who can answer"),
        ("next", "You read the answer here"),
    ]
    assert [entry["when"] for entry in entries] == ["10 March 2026", "by 11 March 2026", "", ""]


def test_a_question_that_is_being_answered_says_by_when(member, coordinator, expert):
    ask = stories.accepted(member, coordinator, expert)
    current = timeline.timeline_of(stories.fresh(ask.question))[-3]
    assert (current["title"], current["when"]) == (
        "Somebody is writing your answer",
        "by 19 March 2026",
    )


def test_quarantine_is_told_in_neutral_words(member, coordinator):
    question = stories.submitted(member)
    stories.workflow.quarantine(
        question=question, actor=coordinator, now=stories.NOW, label="identifies"
    )
    assert words(stories.fresh(question)) == [
        ("done", "You sent the question"),
        ("current", "A safeguarding lead reads your question"),
        ("next", "We tell you what happens next"),
    ]


def test_a_question_that_is_over_has_no_next_step(member):
    question = stories.submitted(member)
    stories.workflow.withdraw(question=question, actor=member, now=stories.NOW)
    question = stories.fresh(question)
    assert question.status == QuestionStatus.WITHDRAWN
    assert words(question) == [
        ("done", "You sent the question"),
        ("done", "You withdrew the question"),
    ]


def test_the_desk_reads_who_did_what_about_whom(member, coordinator, expert):
    ask = stories.invited(member, coordinator, expert)
    last = history.history_of(ask.question)[-1]
    assert (last["title"], last["body"]) == (
        "Expert invited",
        "Corin Coordinator, about Esme Expert",
    )
