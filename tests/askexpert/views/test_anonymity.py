"""Neither side learns who the other is, wherever they may look; private text goes nowhere else."""

import logging
import re

import pytest
from django.core import mail

from network.notifications.models import Message
from tests.askexpert import stories

PRIVATE = re.compile(r'(?:href|action|hx-post)="(/(?:ask|me/messages)/[^"#?]*)')
STARTS = ("/ask/", "/ask/mine/", "/ask/invitations/", "/ask/availability/", "/me/messages/")
STATES = ("invited", "accepted", "reviewing", "answered")


def visible_to(person, browser) -> str:
    """The source of every page of Ask an Expert and of the messages that links lead to, and the
    words of every message."""
    seen, waiting, source = set(), list(STARTS), []
    while waiting:
        url = waiting.pop()
        if url in seen:
            continue
        seen.add(url)
        answer = browser.get(url, follow=True)
        if answer.status_code == 200:
            page = answer.content.decode()
            source.append(page)
            waiting.extend(PRIVATE.findall(page))
    for message in Message.objects.filter(recipient=person):
        source.extend([message.subject, message.body, message.url])
    for sent in mail.outbox:
        if person.email in sent.to:
            source.extend([sent.subject, sent.body])
    assert len(seen) > len(STARTS)
    return "\n".join(source)


def traces_of(person) -> list[str]:
    profile = person.profile
    return [
        person.name,
        person.name.split()[0],
        person.email,
        str(person.public_id),
        str(profile.organisation),
        str(profile.area),
    ]


def found(traces: list[str], source: str) -> list[str]:
    return [trace for trace in traces if trace in source]


@pytest.mark.parametrize("state", STATES)
def test_an_anonymous_asker_leaves_no_trace_with_the_expert_nor_the_expert_with_the_asker(
    state, member, coordinator, expert, browser_of, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        getattr(stories, state)(member, coordinator, expert, is_anonymous=True)
    to_the_expert = visible_to(expert, browser_of(expert))
    to_the_asker = visible_to(member, browser_of(member))
    assert found(traces_of(member), to_the_expert) == []
    assert found([*traces_of(expert), *traces_of(coordinator)], to_the_asker) == []


@pytest.mark.parametrize("state", STATES)
def test_an_asker_who_chose_so_is_named_to_the_expert(
    state, member, coordinator, expert, browser_of
):
    getattr(stories, state)(member, coordinator, expert, is_anonymous=False)
    source = visible_to(expert, browser_of(expert))
    assert "Mina Member, Northfield Council" in source
    assert found([member.email, str(member.public_id)], source) == []


def test_an_expert_who_was_asked_and_said_no_keeps_nothing(member, coordinator, expert, browser_of):
    ask = stories.invited(member, coordinator, expert, is_anonymous=False)
    stories.workflow.decline_invitation(
        assignment=ask, actor=expert, now=stories.NOW, reason="no_time"
    )
    source = visible_to(expert, browser_of(expert))
    assert found([*traces_of(member), stories.TITLE, stories.TEXT], source) == []


@pytest.mark.parametrize("persona", ["researcher", "other_expert", "conflicted_coordinator"])
def test_a_question_is_in_no_page_of_anybody_else(
    persona, request, member, coordinator, expert, browser_of
):
    question = stories.answered(member, coordinator, expert)
    person = request.getfixturevalue(persona)
    source = visible_to(person, browser_of(person))
    words = [stories.TITLE, stories.TEXT, stories.ANSWER, str(question.public_id)]
    assert found(words, source) == []


def test_no_message_holds_words_of_a_question_or_an_answer(
    member, coordinator, expert, safeguarding_lead, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        question = stories.answered(member, coordinator, expert)
        stories.workflow.quarantine(
            question=question, actor=coordinator, now=stories.NOW, label="risk"
        )
    texts = [f"{message.subject}\n{message.body}" for message in Message.objects.all()]
    texts += [f"{sent.subject}\n{sent.body}" for sent in mail.outbox]
    assert len(texts) > 10
    people = [person.name for person in (member, coordinator, expert, safeguarding_lead)]
    private = [stories.TITLE, stories.TEXT, stories.ANSWER, *people]
    assert [word for word in private if any(word in text for text in texts)] == []


def test_no_line_of_the_log_holds_private_words(member, coordinator, browser_of, caplog):
    caplog.set_level(logging.DEBUG)
    secret = "Wrenfield"
    question = stories.draft(member)
    form = {"title": secret, "text": f"{secret} 943 476 5919", "step": "check"}
    browser = browser_of(member)
    browser.post("/ask/screen/", form)
    browser.post(f"/ask/q/{question.public_id}/write/", form)
    browser_of().post(f"/ask/q/{question.public_id}/write/", form)
    browser_of(member, strict=True).post(f"/ask/q/{question.public_id}/write/", form)
    browser_of(coordinator).post(
        f"/desk/questions/{question.public_id}/decline/", {"decline-words": secret}
    )
    lines = [
        f"{record.getMessage()} {record.args} {record.exc_info}"
        for record in caplog.records
        if not record.name.startswith("django.db")
    ]
    assert lines
    assert [line for line in lines if secret in line or "943" in line] == []
