"""From the last look to the question that is sent, and what comes after."""

import logging
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from askexpert.models import Question, QuestionEvent
from network.notifications.models import Message
from tests.askexpert import stories
from tests.askexpert.rows import stored
from tests.askexpert.views.test_asking import NHS, check_url, form_of, write_url

# The last look


def test_a_question_with_an_identifier_cannot_be_sent_by_its_address(member, browser_of):
    question = stories.draft(member, text=f"{stories.TEXT} {NHS}")
    answer = browser_of(member).post(check_url(question))
    assert answer["Location"] == write_url(question)
    assert stories.status_of(question) == "draft"


def test_an_incomplete_question_goes_back_to_the_form(member, browser_of):
    question = stories.draft(member, nation=None)
    assert browser_of(member).get(check_url(question))["Location"] == write_url(question)


def test_a_double_click_on_send_sends_one_question(member, coordinator, browser_of):
    question = stories.draft(member, now=timezone.now())
    browser = browser_of(member)
    answers = [browser.post(check_url(question)) for _ in range(2)]
    assert [answer["Location"] for answer in answers] == [question.get_absolute_url()] * 2
    assert stories.status_of(question) == "submitted"
    assert QuestionEvent.objects.filter(action="submit").count() == 1
    assert Message.objects.filter(kind="ask_received").count() == 1


def test_words_that_changed_in_another_window_are_read_before_they_are_sent(member, browser_of):
    question = stories.draft(member, now=timezone.now())
    browser = browser_of(member)
    as_read = browser.get(check_url(question)).context["as_read"]
    stories.workflow.save_draft(
        question=question, actor=member, now=timezone.now(), text="Something else altogether."
    )
    answer = browser.post(check_url(question), {"as_read": as_read}, follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        "The text has changed since this page was opened, perhaps in another window. Nothing has "
        "been sent: please read it once more as it is now."
    ]
    assert stories.status_of(question) == "draft"
    browser.post(check_url(question), {"as_read": answer.context["as_read"]})
    assert stories.status_of(question) == "submitted"


def test_reasons_survive_the_end_of_a_session(member, browser_of, client):
    question = stories.draft(member, text=WARNED, now=timezone.now())
    browser = browser_of(member)
    here = browser.get(check_url(question)).context
    (name,) = here["form"].fields
    kept = {"kept_for": str(here["keeper"]), "kept_from": check_url(question)}
    answer = client.post(check_url(question), {name: "A made-up name.", **kept})
    assert answer["Location"] == f"/account/login/?next={check_url(question)}"
    assert browser.get(check_url(question)).context["form"][name].value() == "A made-up name."
    assert stories.status_of(question) == "draft"


WARNED = "The Jones family moved away last year. What would you have tried first?"


def test_a_warning_needs_a_reason_and_the_coordinator_reads_it(member, coordinator, browser_of):
    question = stories.draft(member, text=WARNED, now=timezone.now())
    browser = browser_of(member)
    page = browser.get(check_url(question))
    (name,) = page.context["form"].fields

    refused = browser.post(check_url(question))
    assert refused.context["form"].errors == {
        name: ["Say why it is safe to keep, or go back and change it."]
    }
    assert stories.status_of(question) == "draft"

    browser.post(check_url(question), {name: "A made-up name in a training text."})
    assert stories.status_of(question) == "submitted"
    desk = browser_of(coordinator).get(question.desk_url).content.decode()
    assert "<strong>“Jones”</strong>: A made-up name in a training text." in desk


URGENT = "A boy has a knife on him and will be attacked tonight. What should we do right now?"


def test_urgent_words_show_the_notice_again(member, browser_of):
    question = stories.draft(member, text=URGENT, now=timezone.now())
    page = browser_of(member).get(check_url(question)).content.decode()
    assert page.index("notice--urgent") < page.index("Send your question")


def test_calm_words_do_not(member, browser_of):
    question = stories.draft(member, now=timezone.now())
    assert "notice--urgent" not in browser_of(member).get(check_url(question)).content.decode()


def test_yes_at_the_last_look_forgets_the_draft(member, coordinator, safeguarding_lead, browser_of):
    question = stories.draft(member, text=URGENT, now=timezone.now())
    answer = browser_of(member).post(check_url(question), {"at_risk": "yes"})
    assert answer.templates[0].name == "askexpert/urgent.html"
    assert (Question.objects.count(), QuestionEvent.objects.count()) == (0, 0)
    assert Message.objects.filter(kind="urgent_notice_shown").count() == 2


# While it is written


def test_marks_come_while_one_writes_and_nothing_is_stored(member, browser_of):
    before = stored()
    answer = browser_of(member).post("/ask/screen/", {"title": "", "text": f"He is {NHS}."})
    assert f'<mark data-severity="block">{NHS}</mark>' in answer.content.decode()
    assert stored() == before


def test_marks_need_sign_in(db, browser_of):
    answer = browser_of().post("/ask/screen/", {"text": f"He is {NHS}."})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")


def test_somebody_signed_out_while_writing_is_told_that_saving_works(db, browser_of):
    answer = browser_of().post(
        "/ask/screen/", {"text": f"He is {NHS}."}, headers={"HX-Request": "true"}
    )
    page = answer.content.decode()
    assert "You have been signed out" in page
    assert (NHS in page, "<mark" in page) == (False, False)


@pytest.mark.parametrize("text", [URGENT, "He has told us that he will be stabbed tonight."])
def test_urgent_words_are_answered_with_help_while_one_writes(member, browser_of, text, caplog):
    caplog.set_level(logging.DEBUG)
    before = stored()
    page = browser_of(member).post("/ask/screen/", {"text": text}).content.decode()
    assert ("notice--urgent" in page, "<b>999</b>" in page) == (True, True)
    assert f'href="{reverse("urgent_help")}"' in page
    assert (stored(), text in caplog.text) == (before, False)


def test_calm_words_bring_no_help_while_one_writes(member, browser_of):
    page = browser_of(member).post("/ask/screen/", {"text": stories.TEXT}).content.decode()
    assert ("notice--urgent" in page, "999" in page) == (False, False)


# Afterwards


def test_the_askers_first_sector_is_kept_with_the_question(member, browser_of):
    question = stories.draft(member, now=timezone.now())
    browser_of(member).post(check_url(question))
    assert stories.fresh(question).asker_sector.slug == "education"


def test_a_follow_up_that_came_back_is_changed_on_the_same_form(
    member, coordinator, expert, safeguarding_lead, browser_of
):
    question = stories.answered(member, coordinator, expert, now=timezone.now())
    later = timezone.now() + timedelta(days=1)
    stories.workflow.follow_up(
        question=question, actor=member, now=later, text="And the family?", number=1
    )
    stories.workflow.quarantine(question=question, actor=coordinator, now=later, label="identifies")
    stories.workflow.return_to_asker(
        question=question, actor=safeguarding_lead, now=later, reason="Say it in general."
    )
    browser = browser_of(member)
    assert browser.get(write_url(question)).context["form"]["follow_up"].value() == (
        "And the family?"
    )
    answer = browser.post(write_url(question), form_of(follow_up=f"And {NHS}?"))
    assert f"“{NHS}”: " in answer.context["form"].errors["follow_up"][0]
    browser.post(write_url(question), form_of(follow_up="How do others speak to families?"))
    page = browser.get(check_url(question)).content.decode()
    assert "How do others speak to families?" in page
    browser.post(check_url(question))
    assert stories.status_of(question) == "submitted"


def test_words_for_a_question_that_was_sent_already_are_given_back(member, browser_of):
    question = stories.submitted(member)
    answer = browser_of(member).post(write_url(question), form_of(text="Something new."))
    assert (answer.status_code, answer.templates[0].name) == (
        409,
        "askexpert/words_given_back.html",
    )
    assert "Something new." in answer.content.decode()
    assert stories.fresh(question).text == stories.TEXT


def test_the_same_words_again_lead_to_the_question(member, browser_of):
    question = stories.submitted(member)
    answer = browser_of(member).post(write_url(question), form_of())
    assert answer["Location"] == question.get_absolute_url()


def test_anonymity_cannot_be_taken_back_with_a_change(member, coordinator, browser_of):
    question = stories.submitted(member, is_anonymous=True)
    stories.workflow.request_changes(
        question=question, actor=coordinator, now=stories.NOW, reason="Shorter, please."
    )
    browser_of(member).post(write_url(question), form_of(is_anonymous="no"))
    assert stories.fresh(question).is_anonymous is True


# 2 session, person · 2 questions, their topics · 4 unread messages, groups, site, menu
MINE = 8


def test_my_questions_take_the_same_queries_for_one_and_three(
    member, browser_of, django_assert_num_queries
):
    browser = browser_of(member)
    stories.draft(member)
    browser.get("/ask/mine/")
    with django_assert_num_queries(MINE):
        browser.get("/ask/mine/")
    stories.submitted(member)
    stories.submitted(member)
    with django_assert_num_queries(MINE):
        page = browser.get("/ask/mine/")
    assert len(page.context["questions"]) == 3
