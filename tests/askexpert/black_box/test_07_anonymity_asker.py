"""7. Neither side learns who the other is. Here the asker's side: nowhere that an asker can look is
there a trace of whoever answers, offers or is asked; and nothing said later re-names anybody."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from askexpert import workflow
from tests.askexpert import stories
from tests.askexpert.black_box.browsing import crawl, found, traces_of

STARTS = (
    "/ask/",
    "/ask/mine/",
    "/ask/open/",
    "/ask/invitations/",
    "/me/",
    "/me/messages/",
    "/me/data/",
)


@pytest.fixture
def followed_up(member, coordinator, expert):
    """Answered, asked on, and answered again by the same expert."""
    then = timezone.now() - timedelta(days=1)
    question = stories.answered(member, coordinator, expert, now=then)
    now = timezone.now() - timedelta(hours=2)
    workflow.follow_up(question=question, actor=member, now=now, text="And then?", number=1)
    ask = question.assignments.get(status="invited")
    workflow.accept(assignment=ask, actor=expert, now=now)
    workflow.submit_answer(assignment=ask, actor=expert, now=now, text="Then draw it again.")
    workflow.release_answer(question=question, actor=coordinator, now=now, text="Draw it again.")
    return question


@pytest.fixture
def mailed(deliver, asker):
    """Send what is due; the asker has had some of it."""

    def send() -> None:
        deliver()
        assert [letter for letter in mail.outbox if asker.user.email in letter.to] != []

    return send


def test_whoever_answered_twice_leaves_no_trace(followed_up, asker, expert, coordinator, mailed):
    mailed()
    assert found(asker, STARTS, [expert, coordinator]) == []


@pytest.mark.parametrize("state", ["invited", "accepted", "reviewing"])
def test_who_is_asked_and_writes_leaves_no_trace(state, asker, member, coordinator, expert, mailed):
    getattr(stories, state)(member, coordinator, expert, now=timezone.now())
    mailed()
    assert found(asker, STARTS, [expert, coordinator]) == []


def test_who_offers_to_answer_leaves_no_trace(
    asker, member, coordinator, expert, other_expert, mailed
):
    row = stories.opened(member, coordinator, now=timezone.now())
    for person in (expert, other_expert):
        workflow.offer_answer(
            open_question=row, actor=person, now=timezone.now(), note="I did this last year."
        )
    mailed()
    source = crawl(asker, STARTS)
    assert "I did this last year." not in source
    assert found(asker, STARTS, [expert, other_expert, coordinator]) == []


def test_an_expert_who_leaves_leaves_no_trace_either(followed_up, asker, expert):
    traces = traces_of(expert)
    type(expert).objects.filter(pk=expert.pk).update(is_active=False, left_at=timezone.now())
    source = crawl(asker, STARTS)
    assert [trace for trace in traces if trace in source] == []
    assert "Draw it again." in source


def test_a_conflicted_coordinator_finds_nothing_and_no_number_changes(
    asker, member, coordinator, conflicted_desk
):
    def seen() -> list[str]:
        return [conflicted_desk.open(url).text for url in ("/desk/", "/desk/questions/")]

    before = seen()
    question = stories.submitted(member, now=timezone.now())
    assert seen() == before
    assert conflicted_desk.status(question.desk_url) == 404
    assert conflicted_desk.status(question.get_absolute_url()) == 404


def test_what_the_asker_makes_public_later_re_names_nothing(
    answering, asker, member, coordinator, expert
):
    ask = stories.accepted(member, coordinator, expert, now=timezone.now())
    member.profile.name_visibility = "public"
    member.profile.visibility = {"organisation": "public", "area": "public"}
    member.profile.save(update_fields=["name_visibility", "visibility"])
    page = answering.open(ask.get_absolute_url()).page
    assert [trace for trace in traces_of(member) if trace in page] == []
    assert "A member of the network" in answering.text


def test_the_choice_cannot_be_changed_after_sending_not_even_by_hand(asker, member, coordinator):
    question = stories.submitted(member, now=timezone.now())
    workflow.request_changes(
        question=question, actor=coordinator, now=timezone.now(), reason="Shorter, please."
    )
    asker.open(f"{question.get_absolute_url()}write/").fill(is_anonymous="no", button="step=check")
    assert stories.fresh(question).is_anonymous is True
