"""What is stopped: from which states, what goes with it, and who reads it then."""

from datetime import timedelta

import pytest
from django.urls import reverse

from askexpert import workflow
from askexpert.models import AnswerPage, Question
from askexpert.models.publication import EndedBecause
from askexpert.workflow import purging
from tests.askexpert import publications, stories
from tests.askexpert.stories import NOW, fresh, status_of, told
from tests.factories.pages import make_tip

LATER = publications.NOW + timedelta(days=1)


def closed(member, coordinator, expert) -> Question:
    question = stories.answered(member, coordinator, expert)
    return workflow.close(question=question, actor=member, now=LATER, helped=True)


def declined(member, coordinator, expert) -> Question:
    question = stories.submitted(member)
    return workflow.decline(question=question, actor=coordinator, now=NOW, reason="Elsewhere.")


def duplicate(member, coordinator, expert) -> Question:
    return workflow.mark_duplicate(
        question=stories.submitted(member),
        actor=coordinator,
        now=NOW,
        page=make_tip(),
        reason="It is here.",
    )


@pytest.mark.parametrize("story", [closed, declined, duplicate])
def test_what_has_ended_is_stopped_too(story, member, coordinator, expert, safeguarding_lead):
    question = story(member, coordinator, expert)
    workflow.quarantine(question=question, actor=coordinator, now=LATER, label="risk")
    question = fresh(question)
    assert (question.status, question.ended_at) == ("quarantined", None)
    assert list(Question.objects.for_desk(safeguarding_lead)) == [question]
    assert not Question.objects.for_desk(coordinator).exists()
    workflow.return_to_queue(question=question, actor=safeguarding_lead, now=LATER)
    assert status_of(question) == "submitted"


def test_whoever_has_answered_can_say_so_after_all_is_over(member, coordinator, expert, browser_of):
    question = closed(member, coordinator, expert)
    ask = question.assignments.get()
    browser = browser_of(expert)
    alarm = reverse("askexpert:alarm", args=[ask.public_id])
    assert f'action="{alarm}"' in browser.get(ask.get_absolute_url()).content.decode()
    browser.post(alarm)
    assert status_of(question) == "quarantined"
    assert f'action="{alarm}"' not in browser.get(ask.get_absolute_url()).content.decode()


def test_what_has_lost_its_words_cannot_be_stopped(member, coordinator, expert, browser_of):
    question = closed(member, coordinator, expert)
    assert purging.purge(question, LATER + timedelta(days=800))
    ask = question.assignments.get()
    with pytest.raises(workflow.NotPermitted):
        workflow.quarantine(question=question, actor=expert, now=LATER, label="risk")
    page = browser_of(expert).get(ask.get_absolute_url()).content.decode()
    assert reverse("askexpert:alarm", args=[ask.public_id]) not in page


def test_a_page_made_of_it_is_gone_at_once(member, coordinator, expert, second_coordinator, client):
    publication, page = publications.published(member, coordinator, expert, second_coordinator)
    assert client.get(page.url).status_code == 200
    workflow.quarantine(
        question=publication.question, actor=coordinator, now=LATER, label="identifies"
    )
    assert client.get(page.url).status_code == 410
    assert not AnswerPage.objects.exists()
    row = fresh(publication)
    assert (row.status, row.ended_because) == ("withdrawn", EndedBecause.QUESTION_ENDED)
    assert told(expert)[-1] == "expert_publishing_news"


def test_what_was_to_be_published_is_not(member, coordinator, expert):
    publication = publications.written(member, coordinator, expert)
    workflow.quarantine(question=publication.question, actor=coordinator, now=LATER, label="risk")
    assert status_of(publication) == "refused"


def test_a_page_of_a_removed_question_is_gone(
    member, coordinator, expert, second_coordinator, safeguarding_lead, second_lead, client
):
    """Published while it was with the leads, as rows of an older version may be."""
    publication, page = publications.published(member, coordinator, expert, second_coordinator)
    Question.objects.filter(pk=publication.question_id).update(status="quarantined")
    decision = workflow.propose(
        kind="remove",
        question=fresh(publication.question),
        actor=safeguarding_lead,
        now=LATER,
        reason="It must go.",
    )
    workflow.agree(decision=decision, actor=second_lead, now=LATER, words="It is removed.")
    assert client.get(page.url).status_code == 410
    assert status_of(publication) == "withdrawn"


def test_withdrawn_while_with_the_leads_it_stays_with_them(
    member, coordinator, safeguarding_lead, browser_of
):
    question = stories.submitted(member)
    workflow.quarantine(question=question, actor=coordinator, now=NOW, label="risk")
    workflow.withdraw(question=question, actor=member, now=NOW)
    assert list(Question.objects.for_desk(safeguarding_lead)) == [question]
    assert not Question.objects.for_desk(coordinator).exists()
    lead = browser_of(safeguarding_lead)
    assert stories.TEXT in lead.get(question.desk_url).content.decode()
    assert question.desk_url in lead.get("/desk/").content.decode()
    lead.post(reverse("askexpert_desk:mark_seen", args=[question.public_id]))
    assert fresh(question).seen_at is not None
    assert question.desk_url not in lead.get("/desk/").content.decode()
    assert purging.purge(fresh(question), NOW + timedelta(days=31))
    assert not Question.objects.for_desk(safeguarding_lead).exists()


def test_found_safe_and_withdrawn_later_it_is_the_leads_no_more(
    member, coordinator, safeguarding_lead
):
    question = stories.submitted(member)
    workflow.quarantine(question=question, actor=coordinator, now=NOW, label="risk")
    workflow.return_to_queue(question=question, actor=safeguarding_lead, now=NOW)
    workflow.withdraw(question=question, actor=member, now=NOW)
    assert not Question.objects.for_desk(safeguarding_lead).exists()
    assert list(Question.objects.for_desk(coordinator)) == [question]


def test_leads_read_a_question_that_waited_too_long_until_its_first_check(
    member, coordinator, safeguarding_lead
):
    question = stories.submitted(member)
    late = question.triage_by + timedelta(minutes=1)
    workflow.escalate_triage(question=question, now=late)
    assert list(Question.objects.for_desk(safeguarding_lead)) == [question]
    workflow.approve(
        question=question,
        actor=coordinator,
        now=late,
        topics=list(question.topics.all()),
        nation=question.nation,
        is_anonymous=True,
    )
    assert not Question.objects.visible_to(safeguarding_lead).exists()


NEW_WORDS = "Larkspur, which nobody but I have read."


@pytest.fixture
def being_changed(member, coordinator):
    question = stories.submitted(member)
    workflow.request_changes(question=question, actor=coordinator, now=NOW, reason="Shorter.")
    workflow.save_draft(question=question, actor=member, now=NOW, title=NEW_WORDS, text=NEW_WORDS)
    return fresh(question)


def test_a_change_that_is_not_sent_is_read_by_its_writer_only(
    being_changed, member, coordinator, browser_of
):
    desk = browser_of(coordinator)
    for address in (being_changed.desk_url, "/desk/", "/desk/questions/"):
        assert "Larkspur" not in desk.get(address).content.decode(), address
    assert "A question that its asker is changing" in desk.get("/desk/questions/").content.decode()
    workflow.submit(question=being_changed, actor=member, now=NOW)
    assert NEW_WORDS in desk.get(being_changed.desk_url).content.decode()


def test_a_lead_reads_what_is_with_them_though_it_was_being_changed(
    being_changed, coordinator, safeguarding_lead, browser_of
):
    workflow.quarantine(question=being_changed, actor=coordinator, now=NOW, label="risk")
    assert NEW_WORDS in browser_of(safeguarding_lead).get(being_changed.desk_url).content.decode()
    workflow.return_to_queue(question=being_changed, actor=safeguarding_lead, now=NOW)
    assert NEW_WORDS in browser_of(coordinator).get(being_changed.desk_url).content.decode()
