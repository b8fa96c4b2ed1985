"""The page of a follow-up question."""

from datetime import timedelta

import pytest
from django.utils import timezone

from askexpert import workflow
from askexpert.models import FollowUp
from network.notifications.models import Message
from tests.askexpert import stories
from tests.askexpert.rows import stored

TEXT = "Thank you. How did you explain the drawing to the families of the others?"
NHS = "943 476 5919"


@pytest.fixture
def question(member, coordinator, expert):
    return stories.answered(member, coordinator, expert, now=timezone.now() - timedelta(days=1))


def url_of(question) -> str:
    return f"{question.get_absolute_url()}follow-up/"


def test_the_answer_is_asked_about_and_the_page_shows_all_in_order(member, question, browser_of):
    browser = browser_of(member)
    answer = browser.post(url_of(question), {"number": 1, "text": TEXT})
    assert answer["Location"] == question.get_absolute_url()
    page = browser.get(question.get_absolute_url()).content.decode()
    places = [page.index(words) for words in (stories.TEXT, stories.ANSWER, TEXT)]
    assert places == sorted(places)


def test_sent_twice_it_is_one(member, question, browser_of):
    browser = browser_of(member)
    for _ in range(2):
        answer = browser.post(url_of(question), {"number": 1, "text": TEXT})
        assert answer["Location"] == question.get_absolute_url()
    assert FollowUp.objects.count() == 1
    assert Message.objects.filter(kind="expert_follow_up").count() == 1


def test_an_identifier_is_an_error_and_nothing_is_kept(member, question, browser_of):
    before = stored()
    answer = browser_of(member).post(url_of(question), {"number": 1, "text": f"Is {NHS} his?"})
    assert f"“{NHS}”: " in answer.context["form"].errors["text"][0]
    assert answer.context["form"]["text"].value() == f"Is {NHS} his?"
    assert stored() == before


def test_a_warning_asks_for_a_reason_and_then_it_goes(member, question, browser_of):
    browser = browser_of(member)
    text = "The Jones family moved away last year. And then?"
    page = browser.post(url_of(question), {"number": 1, "text": text})
    (name,) = page.context["reasons"].fields
    assert FollowUp.objects.count() == 0
    browser.post(
        url_of(question),
        {"number": 1, "text": text, "reasons_shown": "yes", name: "A made-up name."},
    )
    assert FollowUp.objects.get().justifications[0]["why"] == "A made-up name."


URGENT = "He has a knife on him and will be attacked tonight. What should we do right now?"


def test_urgent_words_show_help_first_and_are_sent_only_when_it_was_seen(
    member, question, browser_of
):
    browser = browser_of(member)
    page = browser.post(url_of(question), {"number": 1, "text": URGENT}).content.decode()
    assert page.index("notice--urgent") < page.index("<textarea")
    assert FollowUp.objects.count() == 0
    browser.post(url_of(question), {"number": 1, "text": URGENT, "urgent_seen": "yes"})
    assert FollowUp.objects.get().text == URGENT


def test_who_says_that_somebody_is_at_risk_keeps_nothing(
    member, question, safeguarding_lead, browser_of
):
    answer = browser_of(member).post(
        url_of(question), {"number": 1, "text": URGENT, "at_risk": "yes"}
    )
    assert answer.templates[0].name == "askexpert/urgent.html"
    assert URGENT not in answer.content.decode()
    assert FollowUp.objects.count() == 0
    assert stories.told(safeguarding_lead) == ["urgent_notice_shown"]


def test_words_for_a_question_that_was_closed_meanwhile_are_given_back(
    member, question, browser_of
):
    browser = browser_of(member)
    browser.get(url_of(question))
    workflow.close(question=question, actor=member, now=timezone.now(), helped=True)
    answer = browser.post(url_of(question), {"number": 1, "text": TEXT})
    assert (answer.status_code, TEXT in answer.content.decode()) == (409, True)
    assert FollowUp.objects.count() == 0


def test_without_an_answer_the_form_leads_back(member, browser_of):
    question = stories.submitted(member)
    assert browser_of(member).get(url_of(question))["Location"] == question.get_absolute_url()


def test_after_the_time_the_page_says_so_and_offers_a_new_question(
    member, coordinator, expert, browser_of
):
    old = stories.answered(member, coordinator, expert)
    browser = browser_of(member)
    assert browser.get(url_of(old))["Location"] == old.get_absolute_url()
    page = browser.get(old.get_absolute_url()).content.decode()
    assert "The time for a follow-up is over." in page
    assert "Ask a follow-up question</a>" not in page


def test_a_session_that_has_ended_loses_no_word(member, question, browser_of, client):
    browser = browser_of(member)
    keeper = browser.get(url_of(question)).context["keeper"]
    sent = {"number": 1, "text": TEXT, "kept_for": str(keeper), "kept_from": url_of(question)}
    answer = client.post(url_of(question), sent)
    assert answer["Location"] == f"/account/login/?next={url_of(question)}"
    assert browser.get(url_of(question)).context["form"]["text"].value() == TEXT
    assert FollowUp.objects.count() == 0


@pytest.mark.parametrize("who", ["expert", "other_expert", "coordinator"])
def test_nobody_else_finds_the_page(question, who, browser_of, request):
    person = request.getfixturevalue(who)
    assert browser_of(person).get(url_of(question)).status_code == 404


# 3 session, person, membership · question · follow-ups · kept words · 4 unread messages, groups,
# site, menu
FORM = 10


def test_the_form_costs_a_fixed_number_of_queries(
    member, question, browser_of, django_assert_num_queries
):
    browser = browser_of(member)
    browser.get(url_of(question))
    with django_assert_num_queries(FORM):
        browser.get(url_of(question))


def test_whoever_is_asked_reads_what_was_said_before_and_what_is_asked_now(
    member, question, expert, browser_of
):
    workflow.follow_up(question=question, actor=member, now=timezone.now(), text=TEXT, number=1)
    ask = question.assignments.get(status="invited")
    browser = browser_of(expert)
    for accepted in (False, True):
        if accepted:
            browser.post(f"{ask.get_absolute_url()}accept/")
        page = browser.get(ask.get_absolute_url(), follow=True).content.decode()
        places = [page.index(words) for words in (stories.TEXT, stories.ANSWER, TEXT)]
        assert places == sorted(places)


def test_until_somebody_says_yes_nobody_is_said_to_write(member, expert, question, browser_of):
    browser = browser_of(member)
    workflow.follow_up(question=question, actor=member, now=timezone.now(), text=TEXT, number=1)
    for url in ("/ask/mine/", question.get_absolute_url()):
        page = browser.get(url).content.decode()
        assert "Asking whoever answered you" in page
        assert "Somebody is writing your answer" not in page
    ask = question.assignments.get(status="invited")
    workflow.accept(assignment=ask, actor=expert, now=timezone.now())
    for url in ("/ask/mine/", question.get_absolute_url()):
        page = browser.get(url).content.decode()
        assert "Somebody is writing your answer" in page
        assert "Asking whoever answered you" not in page


def test_the_copy_of_ones_data_says_the_same(member, question):
    workflow.follow_up(question=question, actor=member, now=timezone.now(), text=TEXT, number=1)
    assert stories.fresh(question).public_status_label == "Asking whoever answered you"
