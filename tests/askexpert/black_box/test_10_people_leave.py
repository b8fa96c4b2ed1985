"""Black box: people leave, questions end; nothing waits for anybody, nothing is lost."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from askexpert import due, workflow
from askexpert.models import Answer, AnswerPage, Assignment, Publication, Question
from network.members.workflow.leaving import leave
from network.notifications.models import Message
from network.privacy.holdings import all_holdings
from tests.askexpert import publications, stories
from tests.askexpert.stories import fresh, status_of, told
from tests.factories.pages import make_answer, restrict
from tests.personas import TOPICS, make_expert, make_organisation

NOW = publications.NOW + timedelta(days=2)


def go(user):
    return leave(user=fresh(user), now=NOW, keeps_credit=False)


def browser_of(user) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def test_an_expert_who_leaves_delays_nobody(member, other_expert, coordinator, expert):
    third = make_expert(
        "Tariq Third",
        organisation=make_organisation("Overton Council", "Overton"),
        topics=TOPICS,
    )
    writing = stories.accepted(member, coordinator, expert)
    asked = stories.invited(other_expert, coordinator, expert)
    rows = (Question.objects.count(), Assignment.objects.count(), Answer.objects.count())
    go(expert)
    assert (status_of(writing), status_of(writing.question)) == ("released", "matching")
    assert (status_of(asked), status_of(asked.question)) == ("declined", "matching")
    following = Assignment.objects.live()
    assert {row.question for row in following} == {writing.question, asked.question}
    assert following.get(question=asked.question).expert == third
    assert Question.objects.count() == rows[0]
    assert Assignment.objects.count() == rows[1] + 2
    assert Answer.objects.count() == rows[2]


def test_where_nobody_else_fits_both_sides_are_told(member, coordinator, expert):
    asked = stories.invited(member, coordinator, expert)
    go(expert)
    assert (status_of(asked), status_of(asked.question)) == ("declined", "unmatched")
    assert (told(member)[-1], told(coordinator)[-1]) == ("ask_unmatched", "desk_unmatched")


def test_their_past_answers_stay_as_a_former_members(member, coordinator, expert):
    question = stories.answered(member, coordinator, expert)
    go(expert)
    asker = browser_of(member).get(question.get_absolute_url()).content.decode()
    desk = browser_of(coordinator).get(question.desk_url).content.decode()
    assert "Destroy the drawing" in asker
    assert "Former member" in desk
    assert "Esme" not in desk


def test_a_withdrawal_while_somebody_writes_stops_them_once_and_kindly(member, coordinator, expert):
    ask = stories.accepted(member, coordinator, expert)
    browser_of(member).post(f"/ask/q/{ask.question.public_id}/withdraw/")
    notices = Message.objects.filter(recipient=expert, kind="expert_no_longer_needed")
    assert notices.count() == 1
    due.run_due(now=timezone.now() + timedelta(days=3))
    assert notices.count() == 1
    browser = browser_of(expert)
    late = browser.post(f"{ask.get_absolute_url()}answer/", {"text": "Late words", "step": "send"})
    assert (late.status_code, "Late words" in late.content.decode()) == (409, True)
    shown = browser.get(f"{ask.get_absolute_url()}answer/")
    assert (shown.status_code, stories.TEXT in shown.content.decode()) == (410, False)
    assert not Answer.objects.filter(text="Late words").exists()
    assert status_of(ask.question) == "withdrawn"


def test_a_duplicate_of_what_the_asker_cannot_open_is_refused(member, coordinator, editor):
    page = make_answer("For the board only")
    restrict(page, *editor.groups.filter(name="Editors"))
    question = stories.submitted(member)
    answer = browser_of(coordinator).post(
        f"{question.desk_url}mark-duplicate/",
        {"mark_duplicate-address": page.url, "mark_duplicate-words": "Read this."},
    )
    assert answer.status_code == 422
    assert status_of(question) == "submitted"


@pytest.mark.parametrize("state", ["proposed", "agreed", "written"])
@pytest.mark.parametrize("side", ["member", "expert"])
def test_what_was_not_published_ends_with_whoever_leaves(
    state, side, request, member, coordinator, expert
):
    publication = getattr(publications, state)(member, coordinator, expert)
    go(request.getfixturevalue(side))
    row = fresh(publication)
    assert (row.status, row.ended_because) == ("refused", "left")


@pytest.mark.parametrize("side", ["member", "expert"])
def test_a_published_page_stays_and_they_are_told_before(
    side, request, member, coordinator, expert, second_coordinator, client
):
    _, page = publications.published(member, coordinator, expert, second_coordinator)
    person = request.getfixturevalue(side)
    told = [line for holding in all_holdings() for line in holding.says(person)]
    assert [line for line in told if "published answer" in line] == [
        "1 published answer made from words of yours, with nobody’s name: stays, as you agreed. If "
        "you would rather not, take your yes back before you leave, at “Words of mine for "
        "everybody”; later you cannot."
    ]
    go(person)
    assert client.get(page.url).status_code == 200
    assert AnswerPage.objects.count() == 1
    assert Publication.objects.get().status == "published"


def test_nobody_who_has_left_is_asked_for_a_consent(member, coordinator, expert):
    question = stories.answered(member, coordinator, expert)
    go(expert)
    with pytest.raises(workflow.NotPermitted, match="left the network"):
        workflow.propose_publication(
            question=question, actor=coordinator, now=NOW + timedelta(hours=1)
        )
    assert Publication.objects.count() == 0
