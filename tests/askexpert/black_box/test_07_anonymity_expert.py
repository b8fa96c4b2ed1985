"""7. Neither side learns who the other is. Here the expert's side: nowhere that an expert can look
is there a trace of an anonymous asker, before, while and after they answer."""

from datetime import timedelta

import pytest
from django.utils import timezone

from askexpert import workflow
from askexpert.models import Question
from tests.askexpert import stories
from tests.askexpert.black_box.browsing import Person, crawl, found, numbers_of, traces_of

STARTS = (
    "/ask/",
    "/ask/invitations/",
    "/ask/contributions/",
    "/ask/certificates/",
    "/ask/availability/",
    "/ask/availability/ties/",
    "/ask/open/",
    "/me/",
    "/me/messages/",
    "/me/data/",
)


@pytest.mark.parametrize("state", ["invited", "accepted", "reviewing", "answered"])
def test_an_anonymous_asker_leaves_no_trace(state, answering, member, coordinator, expert, deliver):
    getattr(stories, state)(member, coordinator, expert, now=timezone.now())
    deliver()
    source = crawl(answering, STARTS)
    assert stories.TITLE in source
    traces = (*traces_of(member), *numbers_of(Question.objects.get()))
    assert [trace for trace in traces if trace in source] == []


@pytest.mark.parametrize("end", ["declined", "handed back", "withdrawn", "quarantined"])
def test_when_the_ask_has_ended_nothing_of_the_question_is_left_either(
    end, answering, member, coordinator, expert, deliver
):
    now = timezone.now()
    if end == "declined":
        ask = stories.invited(member, coordinator, expert, now=now)
        workflow.decline_invitation(
            assignment=ask, actor=expert, now=now, reason="no_time", colleague="Cai Colleague"
        )
    else:
        ask = stories.accepted(member, coordinator, expert, now=now)
        if end == "handed back":
            workflow.hand_back(assignment=ask, actor=expert, now=now)
        elif end == "withdrawn":
            workflow.withdraw(question=ask.question, actor=member, now=now)
        else:
            workflow.quarantine(question=ask.question, actor=coordinator, now=now, label="risk")
    deliver()
    source = crawl(answering, STARTS)
    assert (stories.TITLE in source, stories.TEXT in source) == (False, False)
    traces = (*traces_of(member), *numbers_of(ask.question))
    assert [trace for trace in traces if trace in source] == []
    page = answering.open(ask.get_absolute_url()).text
    assert "This invitation is over" in page
    assert answering.status(f"{ask.get_absolute_url()}answer/") == 410


def test_follow_ups_and_what_came_of_it_name_nobody(
    answering, member, coordinator, expert, deliver
):
    then = timezone.now() - timedelta(days=1)
    question = stories.answered(member, coordinator, expert, now=then)
    now = timezone.now() - timedelta(hours=2)
    workflow.follow_up(question=question, actor=member, now=now, text="And then?", number=1)
    ask = question.assignments.get(status="invited")
    invited = answering.open(ask.get_absolute_url())
    assert "You answered this before." in invited.text
    assert invited.text.index(stories.ANSWER) < invited.text.index("And then?")
    workflow.accept(assignment=ask, actor=expert, now=now)
    workflow.submit_answer(assignment=ask, actor=expert, now=now, text="Then draw it again.")
    workflow.release_answer(question=question, actor=coordinator, now=now, text="Draw it again.")
    workflow.close(
        question=stories.fresh(question),
        actor=member,
        now=timezone.now(),
        helped=True,
        outcome="The school changed its gate.",
    )
    deliver()
    source = crawl(answering, STARTS)
    assert "The school changed its gate." in source
    traces = (*traces_of(member), *numbers_of(question))
    assert [trace for trace in traces if trace in source] == []


@pytest.mark.parametrize("offers", [False, True])
def test_whoever_reads_an_open_question_learns_neither_who_asked_nor_its_number(
    offers, member, coordinator, expert, deliver
):
    row = stories.opened(member, coordinator, now=timezone.now())
    if offers:
        workflow.offer_answer(
            open_question=row, actor=expert, now=timezone.now(), note="I did this last year."
        )
    deliver()
    source = crawl(Person(expert), STARTS)
    assert stories.OPEN_TITLE in source
    traces = (*traces_of(member), *numbers_of(row.question), stories.TITLE)
    assert [trace for trace in traces if trace in source] == []


def test_whoever_may_be_published_reads_by_a_key_of_their_own(
    answering, member, coordinator, expert, deliver
):
    now = timezone.now()
    question = stories.answered(member, coordinator, expert, now=now - timedelta(days=1))
    workflow.propose_publication(question=question, actor=coordinator, now=now)
    deliver()
    source = crawl(answering, (*STARTS, "/ask/publications/"))
    assert "What you answered" in source
    traces = (*traces_of(member), *numbers_of(question))
    assert [trace for trace in traces if trace in source] == []


def test_another_expert_learns_nothing_at_all(member, coordinator, expert, other_expert):
    ask = stories.accepted(member, coordinator, expert, now=timezone.now())
    stranger = Person(other_expert)
    pages = ("", "answer/", "decline/")
    assert [stranger.status(f"{ask.get_absolute_url()}{page}") for page in pages] == [404] * 3
    source = crawl(stranger, STARTS)
    assert stories.TITLE not in source
    assert found(stranger, STARTS, [member]) == []
