"""The way to a question: urgent help, the form, the last look, sending."""

import re
import uuid

import pytest
from django.urls import reverse

from askexpert.models import Question, QuestionEvent
from network.notifications.models import Message
from network.taxonomy.models import Nation, Topic
from tests.askexpert import stories

START = "/ask/new/"
NHS = "943 476 5919"


def form_of(**changes) -> dict:
    """What the form of a complete question sends."""
    return {
        "title": stories.TITLE,
        "text": stories.TEXT,
        "topics": [Topic.objects.get(slug="peer-mapping").pk],
        "nation": Nation.objects.get(slug="england").pk,
        "is_anonymous": "yes",
        "step": "check",
        **changes,
    }


def write_url(question) -> str:
    return reverse("askexpert:write", args=[question.public_id])


def check_url(question) -> str:
    return reverse("askexpert:check", args=[question.public_id])


# Before the form


def test_the_urgent_notice_comes_before_the_choice_and_no_text_field(member, browser_of):
    page = browser_of(member).get(START).content.decode()
    assert "<textarea" not in page
    assert page.index("notice--urgent") < page.index('name="at_risk"')


def test_yes_keeps_nothing_and_tells_leads_and_coordinators(
    member, coordinator, safeguarding_lead, browser_of
):
    answer = browser_of(member).post(START, {"token": uuid.uuid4(), "at_risk": "yes"})
    assert answer.templates[0].name == "askexpert/urgent.html"
    assert (Question.objects.count(), QuestionEvent.objects.count()) == (0, 0)
    told = Message.objects.filter(kind="urgent_notice_shown")
    assert {message.recipient for message in told} == {coordinator, safeguarding_lead}


def test_no_answer_to_the_first_question_is_an_error_beside_it(member, browser_of):
    answer = browser_of(member).post(START, {"token": uuid.uuid4(), "at_risk": ""})
    assert answer.context["form"].errors == {
        "at_risk": ["Choose one, so that nobody in danger waits for us."]
    }
    page = answer.content.decode()
    assert page.index("error-summary") < page.index("<h1>")
    assert 'href="#id_at_risk_0"' in page


def test_a_double_click_on_start_makes_one_draft(member, browser_of):
    browser = browser_of(member)
    token = uuid.uuid4()
    answers = [browser.post(START, {"token": token, "at_risk": "no"}) for _ in range(2)]
    question = Question.objects.get()
    assert [answer["Location"] for answer in answers] == [write_url(question)] * 2


def test_starting_several_times_leaves_one_empty_draft(member, browser_of):
    browser = browser_of(member)
    for _ in range(3):
        browser.post(START, {"token": uuid.uuid4(), "at_risk": "no"})
    assert Question.objects.filter(status="draft").count() == 1
    assert QuestionEvent.objects.filter(action="start").count() == 1


def test_a_draft_with_a_word_in_it_is_not_taken_up_again(member, browser_of):
    browser = browser_of(member)
    browser.post(START, {"token": uuid.uuid4(), "at_risk": "no"})
    first = Question.objects.get()
    browser.post(write_url(first), form_of(title="Half", text="", topics=[], step="save"))
    browser.post(START, {"token": uuid.uuid4(), "at_risk": "no"})
    assert Question.objects.count() == 2
    assert stories.fresh(first).title == "Half"


def test_a_draft_of_somebody_else_is_not_taken_up(member, expert, browser_of):
    for person in (member, expert):
        browser_of(person).post(START, {"token": uuid.uuid4(), "at_risk": "no"})
    assert Question.objects.count() == 2


@pytest.mark.parametrize("token", ["", "not-a-token"])
def test_a_spoilt_token_shows_the_page_again_with_a_new_one(member, browser_of, token):
    answer = browser_of(member).post(START, {"token": token, "at_risk": "no"})
    assert [str(message) for message in answer.context["messages"]] == [
        "This page had been open for too long. Please choose once more."
    ]
    assert isinstance(answer.context["form"].initial["token"], uuid.UUID)
    assert Question.objects.count() == 0


def test_somebody_whose_membership_waits_is_told_so(applicant, browser_of):
    answer = browser_of(applicant).get(START)
    assert answer["Location"] == "/me/"


# Writing


def test_a_draft_may_be_incomplete(member, browser_of):
    question = stories.draft(member, title="", text="")
    answer = browser_of(member).post(
        write_url(question), form_of(title="Half", text="", topics=[], step="save")
    )
    assert answer["Location"] == "/ask/mine/"
    assert stories.fresh(question).title == "Half"


def test_sending_needs_title_text_topics_and_nation(member, browser_of):
    question = stories.draft(member)
    answer = browser_of(member).post(write_url(question), {"step": "check", "is_anonymous": "yes"})
    assert answer.context["form"].errors == {
        "title": ["Write your question in one line."],
        "text": ["Say what is going on, so that somebody can answer."],
        "topics": ["Choose at least one topic: it decides who is asked."],
        "nation": ["Choose a nation: law and guidance differ."],
    }


def test_after_a_change_was_asked_for_the_promise_is_words_and_no_choice(
    member, coordinator, browser_of
):
    question = stories.submitted(member, is_anonymous=True)
    stories.workflow.request_changes(
        question=question, actor=coordinator, now=stories.NOW, reason="Shorter, please."
    )
    browser = browser_of(member)
    page = browser.get(write_url(question))
    assert "is_anonymous" not in page.context["form"].fields
    assert "You stay anonymous: the person who answers does not see who you are." in (
        page.content.decode()
    )
    browser.post(write_url(question), form_of(is_anonymous="no", step="save"))
    assert stories.fresh(question).is_anonymous is True


def test_what_is_needed_is_not_called_optional(member, browser_of):
    form = browser_of(member).get(write_url(stories.draft(member))).context["form"]
    assert {name for name, field in form.fields.items() if field.required} == {
        "title",
        "text",
        "topics",
        "nation",
        "is_anonymous",
    }


def test_a_text_that_is_too_long_is_kept_on_the_page(member, browser_of):
    question = stories.draft(member)
    long = "word " * 1100
    answer = browser_of(member).post(write_url(question), form_of(text=long, step="save"))
    assert answer.context["form"].errors == {
        "text": ["Shorten this to 5,000 characters; it is 5499 now."]
    }
    assert answer.context["form"]["text"].value() == long
    assert stories.fresh(question).text == long[:5000]


def test_six_topics_are_too_many(member, browser_of):
    topics = list(Topic.objects.values_list("pk", flat=True)[:6])
    answer = browser_of(member).post(write_url(stories.draft(member)), form_of(topics=topics))
    assert answer.context["form"].errors == {
        "topics": ["Choose at most five topics: the ones that matter most."]
    }


BLOCKING = {
    "an NHS number": NHS,
    "a date of birth": "born on 12/03/2010",
    "a postcode": "SW1A 1AA",
    "an e-mail address": "kai.mother@post.example",
    "a telephone number": "07700 900123",
    "a child's name": "a boy called Jayden",
}
MARKED = {
    "an NHS number": NHS,
    "a date of birth": "12/03/2010",
    "a postcode": "SW1A 1AA",
    "an e-mail address": "kai.mother@post.example",
    "a telephone number": "07700 900123",
    "a child's name": "Jayden",
}


@pytest.mark.parametrize("kind", BLOCKING)
@pytest.mark.parametrize("field", ["title", "text"])
def test_an_identifier_is_an_error_in_the_summary_and_beside_the_field(
    member, browser_of, kind, field
):
    question = stories.draft(member)
    typed = f"How would you support a young person, {BLOCKING[kind]}, in a park?"
    answer = browser_of(member).post(write_url(question), form_of(**{field: typed}))
    page = answer.content.decode()
    summary, _, rest = page.partition("<h1>")
    assert f'href="#id_{field}"' in summary
    assert f"“{MARKED[kind]}”: " in summary
    assert f"“{MARKED[kind]}”: " in rest[rest.index(f'for="id_{field}"') :]
    assert re.search(rf'<mark data-severity="block">{re.escape(MARKED[kind])}</mark>', rest)
    assert answer.context["form"][field].value() == typed
    assert getattr(stories.fresh(question), field) == typed
    assert stories.status_of(question) == "draft"
