"""What becomes of a published answer: reviewed, withdrawn, taken back."""

from datetime import UTC, date, datetime, timedelta

import pytest
from wagtail.models import PageLogEntry

from askexpert import workflow
from askexpert.desk_publishing import to_publish
from askexpert.models import AnswerPage
from askexpert.models.publication import EndedBecause
from askexpert.workflow.answer_pages import a_year_after, as_rich_text
from network.notifications.models import Message
from network.pages.models import WithdrawnAddress
from network.workflows import NotPermitted
from tests.askexpert import publications
from tests.askexpert.publications import NOW, SAFE, WORDS
from tests.askexpert.stories import fresh, told

LATER = NOW + timedelta(days=1)


def test_the_page_has_the_new_words_and_the_dates_of_its_review(
    member, coordinator, expert, second_coordinator
):
    publication, page = publications.published(member, coordinator, expert, second_coordinator)
    assert (publication.status, page.live, page.slug) == (
        "published",
        True,
        "drawing-friendships-without-making-a-list-of-suspects",
    )
    assert (page.reviewed_date, page.review_due_date) == (date(2026, 3, 12), date(2027, 3, 12))
    assert [nation.slug for nation in page.nations.all()] == ["england"]
    assert [topic.slug for topic in page.topics.all()] == ["peer-mapping"]
    assert (told(member)[-1], told(expert)[-1]) == ("ask_publishing_news", "expert_publishing_news")


@pytest.mark.parametrize("side", ["member", "expert"])
def test_taken_back_after_publication_the_page_is_gone(
    side, request, member, coordinator, expert, second_coordinator, client
):
    publication, page = publications.published(member, coordinator, expert, second_coordinator)
    assert client.get(page.url).status_code == 200
    workflow.take_consent_back(
        publication=publication, actor=request.getfixturevalue(side), now=LATER
    )
    assert client.get(page.url).status_code == 410
    assert AnswerPage.objects.count() == 0
    row = fresh(publication)
    assert (row.status, row.page) == ("withdrawn", None)
    # The admin's log says neither whose page it was nor what its title was.
    entries = PageLogEntry.objects.filter(page_id=page.pk)
    assert {entry.label for entry in entries} == {"A withdrawn answer"}
    assert not entries.filter(user__in=[member, expert]).exists()


def test_an_editor_withdraws_and_both_are_told(
    member, coordinator, expert, second_coordinator, editor, client
):
    publication, page = publications.published(member, coordinator, expert, second_coordinator)
    Message.objects.all().delete()
    workflow.withdraw_answer(page=page, actor=editor, now=LATER)
    assert client.get(page.url).status_code == 410
    assert fresh(publication).ended_because == EndedBecause.OUT_OF_DATE
    assert (told(member), told(expert)) == (["ask_publishing_news"], ["expert_publishing_news"])


@pytest.mark.parametrize("who", ["member", "expert", "safeguarding_lead", "researcher"])
def test_nobody_else_withdraws_or_reviews(
    who, request, member, coordinator, expert, second_coordinator
):
    _, page = publications.published(member, coordinator, expert, second_coordinator)
    person = request.getfixturevalue(who)
    for verb in (workflow.withdraw_answer, workflow.review_answer):
        with pytest.raises(NotPermitted):
            verb(page=page, actor=person, now=LATER)


def test_a_review_gives_new_dates(member, coordinator, expert, second_coordinator):
    _, page = publications.published(member, coordinator, expert, second_coordinator)
    moment = datetime(2027, 4, 1, 9, 0, tzinfo=UTC)
    workflow.review_answer(page=page, actor=coordinator, now=moment)
    page = fresh(page)
    assert (page.reviewed_date, page.review_due_date) == (date(2027, 4, 1), date(2028, 4, 1))


def test_a_review_does_not_publish_an_editors_draft(
    member, coordinator, expert, second_coordinator
):
    _, page = publications.published(member, coordinator, expert, second_coordinator)
    page.short_answer = "Half a new sentence"
    page.save_revision()
    with pytest.raises(NotPermitted, match="changing this page"):
        workflow.review_answer(page=fresh(page), actor=coordinator, now=LATER)


def test_a_new_page_at_the_address_lifts_the_withdrawal(
    member, coordinator, expert, second_coordinator, client
):
    publication, page = publications.published(member, coordinator, expert, second_coordinator)
    workflow.take_consent_back(publication=publication, actor=member, now=LATER)
    assert WithdrawnAddress.objects.count() == 1
    again = workflow.propose_publication(
        question=publication.question, actor=coordinator, now=LATER
    )
    for person in (member, expert):
        workflow.agree_to_publish(publication=again, actor=person, now=LATER)
    workflow.save_rewriting(
        publication=again, actor=coordinator, now=LATER, nation=publication.nation, **WORDS
    )
    workflow.rewrite_publication(publication=again, actor=coordinator, now=LATER)
    workflow.publish_answer(publication=again, actor=second_coordinator, now=LATER, answers=SAFE)
    assert client.get(page.url).status_code == 200
    assert WithdrawnAddress.objects.count() == 0


def test_an_address_of_the_section_itself_is_never_taken(
    member, coordinator, expert, second_coordinator, client
):
    _, page = publications.published(member, coordinator, expert, second_coordinator, title="Mine")
    assert page.slug == "answer-mine"


def test_plain_words_become_safe_rich_text():
    assert as_rich_text("One <b>\nTwo\n\n- A & B\n- C") == (
        "<p>One &lt;b&gt;<br/>Two</p><ul><li>A &amp; B</li><li>C</li></ul>"
    )


def test_a_year_after_a_leap_day_is_the_last_of_february():
    assert a_year_after(date(2028, 2, 29)) == date(2029, 2, 28)


@pytest.mark.parametrize("state", ["proposed", "agreed", "written"])
def test_what_was_not_published_ends_with_a_withdrawal(state, member, coordinator, expert):
    publication = getattr(publications, state)(member, coordinator, expert)
    workflow.withdraw(question=publication.question, actor=member, now=LATER)
    row = fresh(publication)
    assert (row.status, row.ended_because) == ("refused", "question_ended")
    assert told(expert)[-1] == "expert_publishing_news"
    assert "ask_publishing_news" not in told(member)
    assert to_publish(coordinator, LATER) == []


def test_a_published_page_outlives_a_withdrawal_until_its_consent_is_taken_back(
    member, coordinator, expert, second_coordinator, client
):
    publication, page = publications.published(member, coordinator, expert, second_coordinator)
    workflow.withdraw(question=publication.question, actor=member, now=LATER)
    assert client.get(page.url).status_code == 200
    workflow.take_consent_back(publication=publication, actor=member, now=LATER)
    assert client.get(page.url).status_code == 410
