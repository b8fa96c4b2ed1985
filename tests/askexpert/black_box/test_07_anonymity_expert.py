"""7. Neither side learns who the other is. Here the expert's side: nowhere that an expert can look
is there a trace of an anonymous asker, before, while and after they answer."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from askexpert import workflow
from tests.askexpert import stories
from tests.askexpert.black_box.browsing import Person

LINKS = re.compile(r'(?:href|action|hx-post)="(/(?:ask|me/messages|me/data)/[^"#?]*)')
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


def traces_of(user) -> list[str]:
    profile = user.profile
    return [
        user.name,
        user.name.split()[0],
        user.email,
        str(user.public_id),
        str(profile.organisation),
        str(profile.area),
    ]


def crawl(person: Person) -> str:
    """The source of everything that links lead to, what a draft answers, and every e-mail."""
    seen, waiting, source = set(), list(STARTS), []
    while waiting:
        url = waiting.pop()
        if url in seen:
            continue
        seen.add(url)
        answer = person.client.get(url, follow=True)
        if answer.status_code == 200 and not answer.streaming:
            page = answer.content.decode(errors="ignore")
            source.append(page)
            waiting.extend(LINKS.findall(page))
        if url.endswith("/save/"):
            draft = person.client.post(url, {"text": "Words."}, headers={"HX-Request": "true"})
            source.append(draft.content.decode())
    source.extend(
        sent.message().as_string() + sent.body
        for sent in mail.outbox
        if person.user.email in sent.to
    )
    return "\n".join(source)


def found(person: Person, users) -> list[str]:
    source = crawl(person)
    return [trace for user in users for trace in traces_of(user) if trace in source]


@pytest.mark.parametrize("state", ["invited", "accepted", "reviewing", "answered"])
def test_an_anonymous_asker_leaves_no_trace(state, answering, member, coordinator, expert, deliver):
    getattr(stories, state)(member, coordinator, expert, now=timezone.now())
    deliver()
    source = crawl(answering)
    assert stories.TITLE in source
    assert [trace for trace in traces_of(member) if trace in source] == []


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
    source = crawl(answering)
    assert (stories.TITLE in source, stories.TEXT in source) == (False, False)
    assert [trace for trace in traces_of(member) if trace in source] == []
    page = answering.open(ask.get_absolute_url()).text
    assert "This invitation is over" in page
    assert answering.status(f"{ask.get_absolute_url()}answer/") == 302


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
    source = crawl(answering)
    assert "The school changed its gate." in source
    assert [trace for trace in traces_of(member) if trace in source] == []


def test_another_expert_learns_nothing_at_all(member, coordinator, expert, other_expert):
    ask = stories.accepted(member, coordinator, expert, now=timezone.now())
    stranger = Person(other_expert)
    pages = ("", "answer/", "decline/")
    assert [stranger.status(f"{ask.get_absolute_url()}{page}") for page in pages] == [404] * 3
    source = crawl(stranger)
    assert stories.TITLE not in source
    assert found(stranger, [member]) == []
